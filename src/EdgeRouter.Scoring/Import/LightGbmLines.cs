namespace EdgeRouter.Scoring.Import;

/// <summary>Cuts the bytes of a text model into lines without copying them. <c>\n</c> or <c>\r\n</c> ends a line, and so does the end of the file.</summary>
internal sealed class LightGbmLines
{
    private readonly byte[] _content;
    private int _next;

    /// <summary>Stands before the first line.</summary>
    /// <param name="content">The whole file.</param>
    public LightGbmLines(byte[] content)
    {
        _content = content;
    }

    /// <summary>Number of the current line, 1 for the first; 0 before it.</summary>
    public int Number { get; private set; }

    /// <summary>Byte offset of the current line.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes of the current line without its end.</summary>
    public int Length { get; private set; }

    /// <summary>The current line.</summary>
    public ReadOnlySpan<byte> Current => _content.AsSpan(Start, Length);

    /// <summary>Goes to the next line; false at the end of the file, where the current line is empty.</summary>
    public bool Next()
    {
        Start = _next;
        Length = 0;
        if (_next == _content.Length)
        {
            return false;
        }

        Number++;
        int end = _content.AsSpan(_next).IndexOf((byte)'\n');
        Length = end < 0 ? _content.Length - _next : end;
        _next += end < 0 ? Length : Length + 1;
        if (Length > 0 && _content[Start + Length - 1] == '\r')
        {
            Length--;
        }

        return true;
    }

    /// <summary>The bytes of a value found earlier.</summary>
    /// <param name="value">From a line of this file.</param>
    public ReadOnlySpan<byte> BytesOf(LightGbmValue value) => _content.AsSpan(value.Start, value.Length);
}
