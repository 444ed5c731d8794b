using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Output;

/// <summary>Times as people write them: ISO 8601, UTC.</summary>
internal static class UtcText
{
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private static readonly string[] Forms = [InstantForm, "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd"];

    /// <summary>A date and a time of day, with as many decimals as the time has; a dash for a time that never comes.</summary>
    /// <param name="timeNs">ns since the Unix epoch, UTC.</param>
    public static string Of(long timeNs)
    {
        if (timeNs is long.MaxValue or long.MinValue)
        {
            return "–";
        }

        (long seconds, long ns) = Math.DivRem(timeNs, TimeUnits.Second);
        (seconds, ns) = ns < 0 ? (seconds - 1, ns + TimeUnits.Second) : (seconds, ns);
        string fraction = ns == 0 ? string.Empty : "." + ns.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{At(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}{fraction}Z";
    }

    /// <summary>A time of day without its date: <c>14:30</c>.</summary>
    /// <param name="timeNs">ns since the Unix epoch, UTC.</param>
    public static string ClockOf(long timeNs)
    {
        DateTime at = At(timeNs / TimeUnits.Second);
        return at.ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads an instant or a date, UTC.</summary>
    /// <param name="text">As <see cref="Of"/> writes it, or a date alone: its first instant.</param>
    /// <param name="option">Whose value it is, for the message.</param>
    /// <exception cref="EdgeRouterException">ER9087: it is neither.</exception>
    public static long Parse(string text, string option) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime at) && at.Year is >= 1970 and < 2200
            ? (at - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick
            : throw EdgeRouterException.Usage("ER9087", $"{option} '{text}' is no UTC time such as 2024-03-08T14:30:00Z and no date such as 2024-03-08");

    private static DateTime At(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);
}
