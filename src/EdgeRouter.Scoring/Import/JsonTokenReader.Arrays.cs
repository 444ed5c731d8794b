using System.Globalization;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Import;

/// <content>Arrays of numbers, item after item without a token each.</content>
internal sealed partial class JsonTokenReader
{
    /// <inheritdoc/>
    public int[] ReadInt32Array(int maxLength)
    {
        for (bool more = BeginItems(); more; more = NextItem())
        {
            TakePlainIntegers(maxLength);
            CheckRoom(_integers.Count, maxLength);
            _integers.Add(ReadInteger());
        }

        return _integers.Take();
    }

    /// <inheritdoc/>
    public float[] ReadSingleArray(int maxLength)
    {
        for (bool more = BeginItems(); more; more = NextItem())
        {
            TakePlainSingles(maxLength);
            CheckRoom(_singles.Count, maxLength);
            _singles.Add(ReadSingle());
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
            return true;
        }

        Kind = next == ']' ? Close(next) : throw _context.Malformed(_position, "',' or ']' was expected");
        return false;
    }

    // Items of up to nine digits with a comma behind, as nearly all are. What stops it, and the last item, goes the way of tokens, which also
    // finds the right words for what is no number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // A model is loaded once: there is no second call that a better tier would serve.
    private void TakePlainIntegers(int maxLength)
    {
        ReadOnlySpan<byte> content = _content;
        int position = _position;
        while (_integers.Count < maxLength)
        {
            int at = position;
            bool isNegative = (uint)at < (uint)content.Length && content[at] == '-';
            at += isNegative ? 1 : 0;
            int start = at;
            int value = 0;
            while ((uint)at < (uint)content.Length && (uint)(content[at] - '0') <= 9 && at - start < 9)
            {
                value = (value * 10) + (content[at++] - '0');
            }

            if (at == start || (uint)at >= (uint)content.Length || content[at] != ',')
            {
                break;
            }

            _integers.Add(isNegative ? -value : value);
            position = at + 1;
        }

        _position = position;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakePlainSingles(int maxLength)
    {
        ReadOnlySpan<byte> content = _content;
        int position = _position;
        while (_singles.Count < maxLength && SingleText.TryTakeShort(content[position..], out float value, out int length))
        {
            int end = position + length;
            if ((uint)end >= (uint)content.Length || content[end] != ',')
            {
                break;
            }

            _singles.Add(value);
            position = end + 1;
        }

        _position = position;
    }

    private int ReadInteger()
    {
        SkipWhitespace();
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
        SkipWhitespace();
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
