using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Times for people, to the nanosecond.</summary>
internal static class UtcText
{
    private const long DayNs = 86_400 * TimeUnits.Second;

    /// <summary>ISO 8601 in UTC with nine decimals.</summary>
    /// <param name="timeNs">ns since the Unix epoch.</param>
    public static string Of(long timeNs)
    {
        long seconds = Math.DivRem(timeNs, TimeUnits.Second, out long fractionNs);
        if (fractionNs < 0)
        {
            seconds--;
            fractionNs += TimeUnits.Second;
        }

        DateTime second = DateTime.UnixEpoch.AddSeconds(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{fractionNs:000000000}Z");
    }

    /// <summary>The time of day alone where a time is of the same day as another, else the whole.</summary>
    /// <param name="timeNs">ns since the Unix epoch.</param>
    /// <param name="otherNs">The other.</param>
    public static string OfDay(long timeNs, long otherNs)
    {
        string text = Of(timeNs);
        return timeNs >= 0 && timeNs / DayNs == otherNs / DayNs ? text[(text.IndexOf('T', StringComparison.Ordinal) + 1)..] : text;
    }
}
