using Microsoft.Win32.SafeHandles;

namespace EdgeRouter.Journal;

/// <summary>A window over a segment file: buffered reads at explicit offsets, so that a file that grows is seen growing.</summary>
internal sealed class SegmentFile : IDisposable
{
    private const int InitialBufferBytes = 32 << 10;
    private const int LargeBufferBytes = 256 << 10; // Stays in a second-level cache; larger ones gain nothing.
    private readonly SafeFileHandle _handle;
    private byte[] _buffer = new byte[InitialBufferBytes];
    private long _windowStart;
    private int _windowBytes;

    public SegmentFile(string path)
    {
        Path = path;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The file's length now, bytes.</summary>
    public long LengthBytes => RandomAccess.GetLength(_handle);

    /// <summary>Bytes at an offset: as many as asked for, or fewer at the end of the file. Valid until the next call.</summary>
    /// <param name="offset">Where in the file.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<byte> Peek(long offset, int count)
    {
        if (offset < _windowStart || offset + count > _windowStart + _windowBytes)
            Fill(offset, count);
        long available = _windowStart + _windowBytes - offset;
        return _buffer.AsSpan((int)(offset - _windowStart), (int)Math.Min(count, available));
    }

    /// <summary>Drops the window: the next look reads the file again, because a writer may have replaced a torn tail.</summary>
    public void Forget() => _windowBytes = 0;

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private void Fill(long offset, int count)
    {
        if (count > _buffer.Length)
            _buffer = new byte[Math.Max(count, JournalFormat.RecordBytes(JournalFormat.PayloadBytesMax))];
        else if (_windowBytes == _buffer.Length && _buffer.Length < LargeBufferBytes)
            _buffer = new byte[LargeBufferBytes];
        _windowStart = offset;
        _windowBytes = 0;
        while (_windowBytes < _buffer.Length)
        {
            int read = Read(offset + _windowBytes);
            if (read == 0)
                break;
            _windowBytes += read;
        }
    }

    private int Read(long offset)
    {
        try
        {
            return RandomAccess.Read(_handle, _buffer.AsSpan(_windowBytes), offset);
        }
        catch (IOException e)
        {
            throw JournalErrors.Unreadable(Path, offset, e); // The device found the damage before our checksum could.
        }
    }
}
