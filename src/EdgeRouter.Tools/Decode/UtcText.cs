using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Decode;

/// <summary>Times for people, to the nanosecond.</summary>
internal static class UtcText
{
    /// <summary>ISO 8601 in UTC with nine decimals.</summary>
    /// <param name="timeNs">ns since the Unix epoch, not negative.</param>
    public static string Of(long timeNs)
    {
        DateTime second = DateTime.UnixEpoch.AddSeconds(timeNs / TimeUnits.Second);
        return string.Create(CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{timeNs % TimeUnits.Second:000000000}Z");
    }
}
