namespace EdgeRouter.Tools.Score;

/// <summary>Cuts a stream of bytes into lines. Lines end in LF or CR LF; the last may end with the file.</summary>
/// <param name="read">Fills a span from the stream; 0 at its end.</param>
internal sealed class CsvLines(CsvLines.Reader read)
{
    /// <summary>Longest line.</summary>
    public const int MaxLineBytes = 1 << 24;

    private const int FirstBufferBytes = 1 << 16;

    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Fills a span; 0 at the end.</summary>
    /// <param name="buffer">Out.</param>
    public delegate int Reader(Span<byte> buffer);

    /// <summary>Number of the line read last, from 1 on.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line read last is longer than <see cref="MaxLineBytes"/>; what was read of it is its beginning.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">Out: without its end, valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(searched + at, 1, out line);
            }

            searched = _end - _start;
            if (searched > MaxLineBytes || (_isAtEnd && searched > 0))
            {
                return Take(searched, 0, out line);
            }

            if (_isAtEnd)
            {
                line = default;
                return false;
            }

            Fill();
        }
    }

    private bool Take(int length, int endLength, out ReadOnlySpan<byte> line)
    {
        IsTooLong = length > MaxLineBytes;
        line = _buffer.AsSpan(_start, length);
        line = line is [.. var before, (byte)'\r'] ? before : line;
        _start += length + endLength;
        Number++;
        return true;
    }

    private void Fill()
    {
        int kept = _end - _start;
        if (kept == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            _start = 0;
            _end = kept;
        }

        int count = read(_buffer.AsSpan(_end));
        _isAtEnd = count == 0;
        _end += count;
    }
}
