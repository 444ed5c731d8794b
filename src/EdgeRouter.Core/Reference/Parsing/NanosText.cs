namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Decimal numbers as whole nanos, without rounding.</summary>
internal static class NanosText
{
    private const int Places = 9;
    private const int WholeDigitsMax = 10;

    /// <summary>Reads [-]digits[.digits] with at most nine places and ten digits before them; no exponent.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        text = isNegative ? text[1..] : text;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.Length is 0 or > WholeDigitsMax || fraction.Length > Places || fraction.Length == 0 != point < 0)
        {
            return false;
        }

        Int128 value = 0;
        for (int i = 0; i < whole.Length + Places; i++)
        {
            int at = i - whole.Length;
            byte digit = i < whole.Length ? whole[i] : at < fraction.Length ? fraction[at] : (byte)'0';
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = value * 10 + (digit - '0');
        }

        bool fits = value <= long.MaxValue;
        nanos = fits ? (long)(isNegative ? -value : value) : 0;
        return fits;
    }
}
