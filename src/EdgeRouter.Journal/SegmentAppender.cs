using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>The segment file being written: writes at an explicit offset, so that a failed write can be repeated.</summary>
internal sealed class SegmentAppender : IDisposable
{
    private readonly IJournalFile _file;
    private readonly SegmentHeader _header;

    private SegmentAppender(string path, IJournalFile file, in SegmentHeader header, long lengthBytes)
    {
        Path = path;
        _file = file;
        _header = header;
        LengthBytes = lengthBytes;
    }

    public string Path { get; }

    public ref readonly SegmentHeader Header => ref _header;

    /// <summary>Bytes written.</summary>
    public long LengthBytes { get; private set; }

    /// <summary>Begins a new segment; a file of that name, which can only be one whose header was never wholly written, is replaced. After a failure no file
    /// of that name is left, so that the writer may go on in the segment before it; where that cannot be had the fault is final.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="header">The new segment.</param>
    /// <param name="isDurable">Whether header and folder entry are forced to the device.</param>
    /// <param name="fault">Why not.</param>
    /// <returns>The segment; null on a fault.</returns>
    public static SegmentAppender? TryCreate(IJournalFiles files, string directory, in SegmentHeader header, bool isDurable, out JournalFault fault)
    {
        fault = default;
        string path = JournalFolder.SegmentPath(directory, header.SegmentIndex);
        IJournalFile? file = null;
        bool isFlushing = false;
        try
        {
            file = files.Create(path);
            Span<byte> bytes = stackalloc byte[JournalFormat.SegmentHeaderBytes];
            header.WriteTo(bytes);
            file.Write(bytes, 0);
            isFlushing = true;
            if (isDurable)
            {
                file.Flush();
                files.SyncDirectory(directory);
            }

            return new SegmentAppender(path, file, header, JournalFormat.SegmentHeaderBytes);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            file?.Dispose();
            fault = isFlushing || !TryRemove(files, path) ? JournalFault.OfFlush(path, e) : JournalFault.OfWrite(path, e);
            return null;
        }
    }

    /// <summary>Goes on in an existing segment; what stands behind the last whole record is cut off.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="lengthBytes">End of its last whole record.</param>
    /// <param name="isDurable">Whether the segment, as it is then, is forced to the device: what a killed process wrote may not be there yet.</param>
    /// <exception cref="EdgeRouterException">ER5007.</exception>
    public static SegmentAppender Continue(IJournalFiles files, string path, in SegmentHeader header, long lengthBytes, bool isDurable)
    {
        IJournalFile? file = null;
        try
        {
            file = files.Open(path);
            if (file.LengthBytes > lengthBytes)
                file.SetLength(lengthBytes);
            if (isDurable)
                file.Flush();
            return new SegmentAppender(path, file, header, lengthBytes);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            file?.Dispose();
            throw JournalErrors.WriteFailed(path, e);
        }
    }

    /// <summary>Writes at the end. After a failure the length stays, and the same bytes may be written again.</summary>
    /// <param name="bytes">Whole records.</param>
    /// <param name="fault">Why not.</param>
    public bool TryWrite(ReadOnlySpan<byte> bytes, out JournalFault fault)
    {
        fault = default;
        try
        {
            _file.Write(bytes, LengthBytes);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            fault = JournalFault.OfWrite(Path, e);
            return false;
        }

        LengthBytes += bytes.Length;
        return true;
    }

    /// <summary>Forces what was written to the device.</summary>
    /// <param name="fault">Why not.</param>
    public bool TryFlush(out JournalFault fault)
    {
        fault = default;
        try
        {
            _file.Flush();
            return true;
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            fault = JournalFault.OfFlush(Path, e);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool TryRemove(IJournalFiles files, string path)
    {
        try
        {
            files.Delete(path);
            return true;
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            return false;
        }
    }
}
