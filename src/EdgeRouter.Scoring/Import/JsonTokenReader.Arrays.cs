using System.Globalization;

namespace EdgeRouter.Scoring.Import;

/// <content>Arrays of numbers, item after item without a token each.</content>
internal sealed partial class JsonTokenReader
{
    /// <inheritdoc/>
    public int[] ReadInt32Array(int maxLength)
    {
        for (bool more = BeginItems(); more; more = NextItem())
        {
            CheckRoom(_integers.Count, maxLength);
            _integers.Add(TryTakeInteger(out int value) ? value : ReadInteger());
        }

        return _integers.Take();
    }

    /// <inheritdoc/>
    public float[] ReadSingleArray(int maxLength)
    {
        for (bool more = BeginItems(); more; more = NextItem())
        {
            CheckRoom(_singles.Count, maxLength);
            _singles.Add(TryTakeSingle(out float value) ? value : ReadSingle());
        }

        return _singles.Take();
    }

    private bool BeginItems()
    {
        this.Expect(TokenKind.BeginArray, _context);
        SkipWhitespace();
        if (Peek() != ']')
        {
            return true;
        }

        Kind = Close(']');
        return false;
    }

    private bool NextItem()
    {
        SkipWhitespace();
        byte next = Peek();
        if (next == ',')
        {
            _position++;
            SkipWhitespace();
            return true;
        }

        Kind = next == ']' ? Close(next) : throw _context.Malformed(_position, "',' or ']' was expected");
        return false;
    }

    // Up to nine digits, as nearly all are; the rest goes the way of tokens, which also finds the right words for what is no number.
    private bool TryTakeInteger(out int value)
    {
        ReadOnlySpan<byte> rest = _content.AsSpan(_position);
        int sign = Peek() == '-' ? 1 : 0;
        int i = sign;
        value = 0;
        while (i < rest.Length && i - sign < 9 && (uint)(rest[i] - '0') <= 9)
        {
            value = (value * 10) + (rest[i++] - '0');
        }

        if (i == sign || i == rest.Length || IsWordByte(rest[i]))
        {
            return false;
        }

        value = sign == 0 ? value : -value;
        _position += i;
        return true;
    }

    private bool TryTakeSingle(out float value)
    {
        int end = _position;
        while (end < _content.Length && IsWordByte(_content[end]))
        {
            end++;
        }

        ReadOnlySpan<byte> word = _content.AsSpan(_position, end - _position);
        value = 0f;
        if (word.IsEmpty || !char.IsAsciiDigit((char)word[word[0] == '-' && word.Length > 1 ? 1 : 0]) || !SingleText.TryParse(word, out value))
        {
            return false;
        }

        _position = end;
        return true;
    }

    private int ReadInteger()
    {
        TokenKind kind = ReadValue();
        Kind = kind;
        if (kind is TokenKind.True or TokenKind.False)
        {
            return kind == TokenKind.True ? 1 : 0;
        }

        if (kind != TokenKind.Number)
        {
            throw this.Unexpected(TokenKind.Number, _context);
        }

        return long.TryParse(Slice, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? _context.ToInt32(value)
            : throw _context.Malformed(_start, "a whole number was expected");
    }

    private float ReadSingle()
    {
        Kind = ReadValue();
        ReadOnlySpan<byte> word = Kind == TokenKind.Number ? Slice : throw this.Unexpected(TokenKind.Number, _context);
        if (word.SequenceEqual("NaN"u8))
        {
            return float.NaN;
        }

        if (word.EndsWith("Infinity"u8))
        {
            return word[0] == '-' ? float.NegativeInfinity : float.PositiveInfinity;
        }

        return SingleText.TryParse(word, out float value) ? value : throw _context.Malformed(_start, "a number that cannot be read");
    }

    private void CheckRoom(int count, int maxLength)
    {
        if (count == maxLength)
        {
            throw _context.TooLarge($"an array of more than {maxLength} items");
        }
    }
}
