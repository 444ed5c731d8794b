using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest;

/// <summary>A capture file as a source of frames, with the file's own stamps. The first poll after the last good frame of a damaged file
/// throws the damage, so all frames before it are delivered.</summary>
/// <param name="file">The file; the source owns it.</param>
public sealed class CaptureFileSource(CaptureFile file) : IFrameSource
{
    /// <summary>Opens a file as a source.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="CaptureFile.Open"/>.</exception>
    public CaptureFileSource(string path)
        : this(CaptureFile.Open(path))
    {
    }

    /// <summary>The file.</summary>
    public CaptureFile File => file;

    /// <inheritdoc/>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public long FrameCount => file.FrameCount;

    /// <inheritdoc/>
    /// <exception cref="Core.Errors.EdgeRouterException">The file's damage (ER2006, ER2007, ER2008).</exception>
    public int Poll(Span<FrameDescriptor> burst)
    {
        int count = 0;
        while (count < burst.Length)
        {
            CaptureReadStatus status = file.Read(out burst[count]);
            if (status != CaptureReadStatus.Frame)
            {
                return count > 0 && status == CaptureReadStatus.Damaged ? count : Finish(status, count);
            }

            count++;
        }

        IsExhausted = file.OffsetBytes == file.SizeBytes;
        return count;
    }

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<FrameDescriptor> burst)
    {
        // Frames are lent from the mapped file, which needs nothing back.
    }

    /// <summary>Back to the first frame.</summary>
    public void Rewind()
    {
        file.Rewind();
        IsExhausted = false;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private int Finish(CaptureReadStatus status, int count)
    {
        IsExhausted = status == CaptureReadStatus.End;
        return IsExhausted ? count : throw file.Damage!;
    }
}
