using System.Globalization;

namespace EdgeRouter.Tools.Score;

/// <summary>What a field of a CSV file means as a number.</summary>
internal static class CsvNumber
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whether a field says that there is no value: nothing, <c>NaN</c>, <c>NA</c>, <c>?</c>.</summary>
    /// <param name="field">Trimmed.</param>
    public static bool IsMissing(ReadOnlySpan<byte> field) => field.Length switch
    {
        0 => true,
        1 => field[0] == '?',
        2 => field.SequenceEqual("NA"u8),
        3 => Is(field, "nan"u8),
        _ => false,
    };

    /// <summary>Reads a number; <c>inf</c> and <c>Infinity</c> with any sign are numbers, missing is NaN.</summary>
    /// <param name="field">Trimmed.</param>
    /// <param name="value">Out: the nearest double.</param>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value)
    {
        if (IsMissing(field))
        {
            value = double.NaN;
            return true;
        }

        byte last = field[^1];
        return last is >= (byte)'0' and <= (byte)'9' or (byte)'.'
            ? double.TryParse(field, Styles, CultureInfo.InvariantCulture, out value)
            : TryParseInfinity(field, out value);
    }

    private static bool TryParseInfinity(ReadOnlySpan<byte> field, out double value)
    {
        value = field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        ReadOnlySpan<byte> name = field[0] is (byte)'-' or (byte)'+' ? field[1..] : field;
        return Is(name, "inf"u8) || Is(name, "infinity"u8);
    }

    private static bool Is(ReadOnlySpan<byte> field, ReadOnlySpan<byte> lowerCase)
    {
        if (field.Length != lowerCase.Length)
        {
            return false;
        }

        for (int i = 0; i < field.Length; i++)
        {
            if ((field[i] | 0x20) != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }
}
