using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference.Calendars;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads the venues and works out the fee tier in force.</summary>
internal static class VenueParser
{
    /// <summary>Kinds as the file names them; index = <see cref="VenueKind"/>.</summary>
    internal static readonly string[] KindWords = ["lit", "inverted", "midpoint", "auction"];

    /// <summary>Capabilities as the file names them; index = bit of <see cref="VenueCapabilities"/>.</summary>
    internal static readonly string[] CapabilityWords = ["minimumQuantity", "conditional", "midpointPeg", "primaryPeg", "immediateOrCancel", "intermarketSweep"];

    private const long LatencyNsMax = 60_000_000_000;
    private const long RankMax = 1_000_000;

    internal static VenueEntry[] Read(JsonValue list, ParseScope scope, TradingCalendar[] calendars)
    {
        JsonValue[] values = list.AsList(1, ReferenceLimits.VenuesMax);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var venues = new VenueEntry[values.Length];
        for (int i = 0; i < venues.Length; i++)
        {
            venues[i] = ReadVenue(values[i], scope, calendars);
            if (!names.Add(venues[i].Name))
            {
                throw values[i].Error("ER1152", $"venue {venues[i].Name} stands twice; keep one");
            }
        }

        return venues;
    }

    private static VenueEntry ReadVenue(JsonValue value, ParseScope scope, TradingCalendar[] calendars)
    {
        JsonEntry entry = value.AsEntry("name", "kind", "calendar", "versions", "feeSchedules", "tierInForce");
        Timeline<FeeTier[]> schedules = scope.Versions(entry["feeSchedules"], FeeParser.ReadTiers, "tiers");
        Timeline<TierChoice> choices = scope.Versions(entry["tierInForce"], FeeParser.ReadChoice, "tier", "volumeShare");
        return new VenueEntry
        {
            Name = entry["name"].AsName(),
            Kind = (VenueKind)entry["kind"].AsWord(KindWords),
            Calendar = FindCalendar(entry["calendar"], calendars),
            Terms = scope.Versions(entry["versions"], ReadTerms, "protected", "latencyNs", "staticRank", "sessions", "capabilities"),
            FeeSchedules = schedules,
            Choices = choices,
            Fees = FeeParser.Resolve(entry["tierInForce"], schedules, choices),
        };
    }

    private static int FindCalendar(JsonValue value, TradingCalendar[] calendars)
    {
        string name = value.AsName();
        int index = Array.FindIndex(calendars, calendar => string.Equals(calendar.Name, name, StringComparison.Ordinal));
        return index >= 0 ? index : throw value.Error("ER1156", $"names the calendar {name}, which is not under calendars; add it or correct the name");
    }

    private static VenueTerms ReadTerms(JsonEntry version) => new(
        version["protected"].AsBoolean(),
        version["latencyNs"].AsWhole(0, LatencyNsMax),
        (int)version["staticRank"].AsWhole(0, RankMax),
        CalendarParser.Traded(version["sessions"]),
        (VenueCapabilities)WordSet.Read(version["capabilities"], CapabilityWords));
}
