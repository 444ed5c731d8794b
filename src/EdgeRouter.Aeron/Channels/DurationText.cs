using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Channels;

/// <summary>Durations as text: <c>5s</c>, <c>200ms</c>, <c>10us</c>, <c>1000ns</c>, <c>1000</c> (ns).</summary>
public static class DurationText
{
    /// <summary>Reads a duration.</summary>
    /// <param name="text">A number with an optional ns, us, ms or s, either case.</param>
    /// <param name="ns">Nanoseconds, 0 or more.</param>
    /// <returns>Whether it is one that fits 64 bits.</returns>
    public static bool TryParse(string text, out long ns)
    {
        ns = 0;
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        long factor = text[digits..] switch
        {
            "" or "ns" or "NS" => 1,
            "us" or "US" => TimeUnits.Microsecond,
            "ms" or "MS" => TimeUnits.Millisecond,
            "s" or "S" => TimeUnits.Second,
            _ => 0,
        };
        if (factor == 0
            || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || number > long.MaxValue / factor)
        {
            return false;
        }

        ns = number * factor;
        return true;
    }
}
