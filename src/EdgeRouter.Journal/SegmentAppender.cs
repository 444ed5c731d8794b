using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Os;
using Microsoft.Win32.SafeHandles;

namespace EdgeRouter.Journal;

/// <summary>The segment file being written: writes at an explicit offset, so that a failed write can be repeated.</summary>
internal sealed class SegmentAppender : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly SegmentHeader _header;

    private SegmentAppender(string path, SafeFileHandle handle, in SegmentHeader header, long lengthBytes)
    {
        Path = path;
        _handle = handle;
        _header = header;
        LengthBytes = lengthBytes;
    }

    public string Path { get; }

    public ref readonly SegmentHeader Header => ref _header;

    /// <summary>Bytes written.</summary>
    public long LengthBytes { get; private set; }

    /// <summary>Begins a new segment; a file of that name, which can only be one whose header was never wholly written, is replaced.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="header">The new segment.</param>
    /// <param name="isDurable">Whether header and folder entry are forced to the device.</param>
    /// <exception cref="EdgeRouterException">ER5007.</exception>
    public static SegmentAppender Create(string directory, in SegmentHeader header, bool isDurable)
    {
        string path = JournalFolder.SegmentPath(directory, header.SegmentIndex);
        SafeFileHandle? handle = null;
        try
        {
            handle = Open(path, FileMode.Create);
            Span<byte> bytes = stackalloc byte[JournalFormat.SegmentHeaderBytes];
            header.WriteTo(bytes);
            RandomAccess.Write(handle, bytes, 0);
            if (isDurable)
            {
                RandomAccess.FlushToDisk(handle);
                DirectorySync.Flush(directory);
            }

            return new SegmentAppender(path, handle, header, JournalFormat.SegmentHeaderBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            handle?.Dispose();
            throw JournalErrors.WriteFailed(path, e);
        }
    }

    /// <summary>Goes on in an existing segment; what stands behind the last whole record is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="lengthBytes">End of its last whole record.</param>
    /// <param name="isDurable">Whether a cut is forced to the device.</param>
    /// <exception cref="EdgeRouterException">ER5007.</exception>
    public static SegmentAppender Continue(string path, in SegmentHeader header, long lengthBytes, bool isDurable)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = Open(path, FileMode.Open);
            if (RandomAccess.GetLength(handle) > lengthBytes)
            {
                RandomAccess.SetLength(handle, lengthBytes);
                if (isDurable)
                    RandomAccess.FlushToDisk(handle);
            }

            return new SegmentAppender(path, handle, header, lengthBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            handle?.Dispose();
            throw JournalErrors.WriteFailed(path, e);
        }
    }

    /// <summary>Writes at the end. After a failure the length stays, and the same bytes may be written again.</summary>
    /// <param name="bytes">Whole records.</param>
    /// <exception cref="EdgeRouterException">ER5007.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, LengthBytes);
        }
        catch (IOException e)
        {
            throw JournalErrors.WriteFailed(Path, e);
        }

        LengthBytes += bytes.Length;
    }

    /// <summary>Forces what was written to the device.</summary>
    /// <exception cref="EdgeRouterException">ER5007.</exception>
    public void Flush()
    {
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (IOException e)
        {
            throw JournalErrors.WriteFailed(Path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
