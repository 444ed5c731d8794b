using System.Globalization;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Import;

/// <summary>Decimal text to the nearest float32, in one rounding.</summary>
/// <remarks>Shortest float32 texts have at most nine digits. Those of small exponent become a correctly rounded double by one exact
/// multiplication or division (Clinger 1990). Narrowing that is the nearest float32 unless the double stands in the middle of two float32
/// numbers; then, and for all other texts, the framework's slower parser decides.</remarks>
internal static class SingleText
{
    private const int MaxDigits = 15;
    private const int MaxPower = 22;
    private const long MiddleMask = (1L << 29) - 1;
    private const long Middle = 1L << 28;
    private const double SmallestNormal = 1.1754943508222875e-38;
    private const double Huge = 3e38;

    private static readonly double[] Powers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number; overflow gives an infinity.</summary>
    /// <param name="text">UTF-8, nothing around the number.</param>
    /// <param name="value">Out: the number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out float value) =>
        (TryTakeShort(text, out value, out int length) && length == text.Length)
        || float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a number of few digits and small exponent from the start of a text; false where the slower parser must decide.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="value">Out: the number.</param>
    /// <param name="length">Out: bytes read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryTakeShort(ReadOnlySpan<byte> text, out float value, out int length)
    {
        value = 0f;
        length = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        bool isNegative = length == 1;
        long digits = 0;
        int digitCount = TakeDigits(text, ref length, ref digits);
        int power = 0;
        if (length < text.Length && text[length] == '.')
        {
            length++;
            power = -TakeDigits(text, ref length, ref digits);
        }

        if (digitCount == 0 || digitCount - power > MaxDigits || !TakeExponent(text, ref length, ref power))
        {
            return false;
        }

        double wide = power < 0 ? digits / Powers[-power] : digits * Powers[power];
        value = (float)(isNegative ? -wide : wide);
        return digits == 0 || (wide is >= SmallestNormal and <= Huge && (BitConverter.DoubleToInt64Bits(wide) & MiddleMask) != Middle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TakeDigits(ReadOnlySpan<byte> text, ref int at, ref long digits)
    {
        int start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start <= MaxDigits)
        {
            digits = (digits * 10) + (text[at++] - '0');
        }

        return at - start;
    }

    // Nothing, or E and up to two digits with or without sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeExponent(ReadOnlySpan<byte> text, ref int at, ref int power)
    {
        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            bool isNegative = at < text.Length && text[at] == '-';
            at += at < text.Length && text[at] is (byte)'-' or (byte)'+' ? 1 : 0;
            long exponent = 0;
            int count = TakeDigits(text, ref at, ref exponent);
            if (count is 0 or > 2)
            {
                return false;
            }

            power += (int)(isNegative ? -exponent : exponent);
        }

        return power is >= -MaxPower and <= MaxPower;
    }
}
