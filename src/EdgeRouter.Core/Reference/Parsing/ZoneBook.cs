using EdgeRouter.Core.Reference.Calendars;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>The time zones of a file: pinned in it, or else from the machine's database.</summary>
internal sealed class ZoneBook
{
    /// <summary>Sessions begin and end within two days of the instants that bound the validity, in any zone.</summary>
    private const long MarginNs = 3 * TimeUnits.Day;

    private const int OffsetSecondsMax = 18 * 3_600;

    private readonly Dictionary<string, ZoneOffsets> _pinned;
    private readonly Dictionary<string, ZoneOffsets> _used = new(StringComparer.Ordinal);
    private readonly long _fromNs;
    private readonly long _untilNs;

    private ZoneBook(Dictionary<string, ZoneOffsets> pinned, long fromNs, long untilNs)
    {
        _pinned = pinned;
        _fromNs = fromNs - MarginNs;
        _untilNs = untilNs + MarginNs;
    }

    /// <summary>Reads the pinned zones.</summary>
    /// <param name="zones">The list.</param>
    /// <param name="fromNs">Beginning of the validity, to a day.</param>
    /// <param name="untilNs">End of the validity, to a day.</param>
    internal static ZoneBook Read(JsonValue[] zones, long fromNs, long untilNs)
    {
        var pinned = new Dictionary<string, ZoneOffsets>(StringComparer.Ordinal);
        foreach (JsonValue value in zones)
        {
            JsonEntry zone = value.AsEntry("name", "offsetSeconds", "transitions");
            ZoneOffsets offsets = ReadZone(zone);
            if (!pinned.TryAdd(offsets.Name, offsets))
            {
                throw zone["name"].Error("ER1152", $"zone {offsets.Name} stands twice; keep one");
            }
        }

        return new ZoneBook(pinned, fromNs, untilNs);
    }

    /// <summary>The same zones over another range.</summary>
    internal ZoneBook Over(long fromNs, long untilNs) => new(_pinned, fromNs, untilNs);

    /// <summary>Finds the zone that a value names.</summary>
    internal ZoneOffsets Find(JsonValue value)
    {
        string name = value.AsText();
        if (_used.TryGetValue(name, out ZoneOffsets? known))
        {
            return known;
        }

        if (_pinned.TryGetValue(name, out ZoneOffsets? pinned))
        {
            known = pinned.Narrow(_fromNs, _untilNs);
        }
        else
        {
            TimeZoneInfo? zone = null;
            known = IsIana(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)
                ? ZoneOffsets.FromSystem(name, zone, _fromNs, _untilNs).Narrow(_fromNs, _untilNs)
                : throw value.Error("ER1156", $"time zone '{KeyPath.Printable(name)}' is not known to this machine; use an IANA name such as America/New_York, install tzdata, or pin it under zones");
        }

        _used.Add(name, known);
        return known;
    }

    private static ZoneOffsets ReadZone(JsonEntry zone)
    {
        JsonValue[] transitions = zone["transitions"].AsList(0, ReferenceLimits.ZoneTransitionsMax);
        var atNs = new long[transitions.Length];
        var offsets = new int[transitions.Length + 1];
        offsets[0] = (int)zone["offsetSeconds"].AsWhole(-OffsetSecondsMax, OffsetSecondsMax);
        for (int i = 0; i < transitions.Length; i++)
        {
            JsonEntry transition = transitions[i].AsEntry("at", "offsetSeconds");
            bool isInstant = TimeText.TryParseInstant(transition["at"].AsText(), out atNs[i]);
            if (!isInstant || (i > 0 && atNs[i] <= atNs[i - 1]))
            {
                throw transition["at"].Error("ER1153", "must be an instant yyyy-MM-ddTHH:mm:ssZ after the one before");
            }

            offsets[i + 1] = (int)transition["offsetSeconds"].AsWhole(-OffsetSecondsMax, OffsetSecondsMax);
        }

        string name = zone["name"].AsText();
        return IsIana(name) ? new ZoneOffsets(name, atNs, offsets) : throw zone["name"].Error("ER1153", "must be an IANA name such as America/New_York");
    }

    /// <summary>The name becomes part of a file name in the machine's database, so nothing but letters, digits and + - _ / may be in it.</summary>
    private static bool IsIana(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '_' or '/');
}
