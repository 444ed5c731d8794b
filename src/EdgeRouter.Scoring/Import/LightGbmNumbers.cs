using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeRouter.Scoring.Import;

/// <summary>Reads the blank-separated numbers of one value straight from the bytes. Runs of blanks count as one (linear leaves are set apart so).</summary>
internal ref struct LightGbmNumbers
{
    private readonly ReadOnlySpan<byte> _value;
    private readonly int _start;
    private readonly ImportContext _context;
    private int _at;
    private int _read;

    /// <summary>Stands before the first number.</summary>
    /// <param name="value">Bytes behind the '='.</param>
    /// <param name="start">Their offset in the file.</param>
    /// <param name="context">Names the place in errors; its field is set.</param>
    public LightGbmNumbers(ReadOnlySpan<byte> value, int start, ImportContext context)
    {
        _value = value;
        _start = start;
        _context = context;
    }

    /// <summary>The whole value as text.</summary>
    public readonly string Text => _value.Length <= ImportLimits.MaxTextBytes
        ? JsonText.DecodeUtf8(_value, _context, _start)
        : throw _context.TooLarge($"a text of {_value.Length} bytes; at most {ImportLimits.MaxTextBytes} can be read");

    /// <summary>The next word as text.</summary>
    public string NextText()
    {
        ReadOnlySpan<byte> word = Next();
        return word.Length <= ImportLimits.MaxTextBytes
            ? JsonText.DecodeUtf8(word, _context, _start + _at)
            : throw _context.TooLarge($"a text of {word.Length} bytes; at most {ImportLimits.MaxTextBytes} can be read");
    }

    /// <summary>Numbers that are left.</summary>
    public readonly int Count()
    {
        LightGbmNumbers rest = this;
        int count = 0;
        while (!rest.Next().IsEmpty)
        {
            count++;
        }

        return count;
    }

    /// <summary>Refuses a count of numbers that the bytes cannot hold, before anything is allocated for it.</summary>
    /// <param name="count">Numbers expected.</param>
    public readonly void CheckRoom(int count)
    {
        if (count > (_value.Length + 1L) / 2)
        {
            throw _context.Invalid($"{Count()} entries; {count} were expected");
        }
    }

    /// <summary>Reads a value that is one whole number.</summary>
    public int ReadInt()
    {
        Span<int> one = stackalloc int[1];
        Fill(one);
        return one[0];
    }

    /// <summary>Reads a value that is a list of whole numbers, neither more nor fewer.</summary>
    /// <param name="numbers">Out.</param>
    public void Fill(scoped Span<int> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> word = NextOf(numbers.Length);
            if (!Utf8Parser.TryParse(word, out numbers[i], out int used) || used != word.Length)
            {
                throw Unreadable(word, "a whole number of 32 bits");
            }
        }

        CheckEnd(numbers.Length);
    }

    /// <summary>Reads a value that is a list of words of bits, neither more nor fewer.</summary>
    /// <param name="words">Out.</param>
    public void Fill(scoped Span<uint> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            ReadOnlySpan<byte> word = NextOf(words.Length);
            if (!Utf8Parser.TryParse(word, out words[i], out int used) || used != word.Length)
            {
                throw Unreadable(word, "a word of 32 bits");
            }
        }

        CheckEnd(words.Length);
    }

    /// <summary>Reads a value that is a list of numbers, neither more nor fewer; <c>inf</c> and <c>nan</c> count as numbers.</summary>
    /// <param name="numbers">Out.</param>
    public void Fill(scoped Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ToDouble(NextOf(numbers.Length));
        }

        CheckEnd(numbers.Length);
    }

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(text, lower);

    private readonly double ToDouble(ReadOnlySpan<byte> word)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(word, Plain, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        ReadOnlySpan<byte> size = word[0] is (byte)'-' or (byte)'+' ? word[1..] : word;
        if (IsWord(size, "inf"u8))
        {
            return word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return IsWord(size, "nan"u8) ? double.NaN : throw Unreadable(word, "a number");
    }

    private ReadOnlySpan<byte> NextOf(int count)
    {
        ReadOnlySpan<byte> word = Next();
        return word.IsEmpty ? throw _context.Invalid($"{_read} entries; {count} were expected") : word;
    }

    private readonly void CheckEnd(int count)
    {
        if (_value[_at..].IndexOfAnyExcept((byte)' ') >= 0)
        {
            throw _context.Invalid($"more than the {count} entries that were expected");
        }
    }

    private ReadOnlySpan<byte> Next()
    {
        ReadOnlySpan<byte> rest = _value[_at..];
        int first = rest.IndexOfAnyExcept((byte)' ');
        if (first < 0)
        {
            _at = _value.Length;
            return [];
        }

        int length = rest[first..].IndexOf((byte)' ');
        length = length < 0 ? rest.Length - first : length;
        _at += first + length;
        _read++;
        return rest.Slice(first, length);
    }

    private readonly Exception Unreadable(ReadOnlySpan<byte> word, string expected) =>
        _context.Malformed(_start + _at - word.Length, $"{ImportContext.Quote(Encoding.Latin1.GetString(word[..Math.Min(word.Length, 64)]))} is not {expected}");
}
