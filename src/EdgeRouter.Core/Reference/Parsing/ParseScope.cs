using EdgeRouter.Core.Reference.Calendars;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>What every part of a file is read against: its validity, and the zone of its dates.</summary>
internal sealed record ParseScope(ZoneBook Zones, ZoneOffsets Zone, long FromNs, long UntilNs)
{
    /// <summary>Reads a date, which means its midnight in the file's zone, or an instant.</summary>
    internal static long TimeOf(JsonValue value, ZoneOffsets zone)
    {
        string text = value.AsText();
        if (TimeText.TryParseInstant(text, out long timeNs))
        {
            return timeNs;
        }

        return TimeText.TryParseDay(text, out int day) ? zone.ToUtcNs(day, 0) : throw value.Error("ER1153", "must be a date yyyy-MM-dd or an instant yyyy-MM-ddTHH:mm:ss[.fffffffff]Z, 1970 to 2200");
    }

    /// <summary>Reads the versions of an entry.</summary>
    /// <param name="versions">The list.</param>
    /// <param name="read">Reads what a version states.</param>
    /// <param name="keys">Its keys beside effectiveFrom and effectiveUntil.</param>
    internal Timeline<T> Versions<T>(JsonValue versions, Func<JsonEntry, T> read, params ReadOnlySpan<string> keys) =>
        VersionList.Read(versions, value => TimeOf(value, Zone), FromNs, UntilNs, read, keys);
}
