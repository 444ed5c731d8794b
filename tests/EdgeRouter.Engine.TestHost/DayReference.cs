using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Engine.TestHost;

/// <summary>Instruments and venues of the eventful day, and reference data for it that change in its middle.</summary>
public static class DayReference
{
    /// <summary>2024-03-11, 14:30 UTC.</summary>
    public const long StartNs = 1_710_167_400 * TimeUnits.Second;

    private static readonly string[] Names = ["LITA", "LITB", "DARK", "LITC"];

    public static Universe Universe => new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }, new Instrument { Id = new InstrumentId(1), Symbol = "BBB" }],
        [
            new Venue { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit, StaticRank = 2, TakerFeeNanos = 3_000_000 },
            new Venue { Id = new VenueId(1), Name = "LITB", Kind = VenueKind.Lit, StaticRank = 3, TakerFeeNanos = 2_000_000 },
            new Venue { Id = new VenueId(2), Name = "DARK", Kind = VenueKind.Midpoint, StaticRank = 1, Capabilities = VenueCapabilities.Conditional | VenueCapabilities.MidpointPeg | VenueCapabilities.ImmediateOrCancel },
            new Venue { Id = new VenueId(3), Name = "LITC", Kind = VenueKind.Lit, StaticRank = 4 },
        ]);

    /// <summary>A reference file; the second instrument's lot changes some seconds into the day.</summary>
    public static byte[] File(int version)
    {
        string week = """[{ "days": ["mon", "tue", "wed", "thu", "fri"], "sessions": [{ "session": "regular", "from": "00:00", "to": "23:00" }] }]""";
        string venues = string.Join(',', Names.Select((name, i) => $$"""
            { "name": "{{name}}", "kind": "{{(i == 2 ? "midpoint" : "lit")}}", "calendar": "c",
              "versions": [{ "protected": {{(i == 2 ? "false" : "true")}}, "latencyNs": {{10_000 * (i + version)}}, "staticRank": {{4 - i}}, "sessions": ["regular"],
                "capabilities": ["minimumQuantity", "midpointPeg", "primaryPeg", "immediateOrCancel", "conditional", "intermarketSweep"] }],
              "feeSchedules": [{ "tiers": [{ "name": "t", "volumeShareFrom": 0, "volumeShareTo": 1, "taker": 0.00{{i + 1}}, "maker": 0, "midpoint": 0.001 }] }],
              "tierInForce": [{ "tier": "t" }] }
            """));
        string instruments = string.Join(',', new[] { "AAA", "BBB" }.Select(symbol => $$"""
            { "symbol": "{{symbol}}", "primaryVenue": "LITA", "versions": [{{Version("2024-03-01", 100)}}, {{Version($"2024-03-11T14:30:0{version}Z", 10)}}] }
            """));
        string maps = string.Join(',', Names.Select(name => $$"""{ "venue": "{{name}}", "versions": [{ "symbols": "same" }] }"""));
        return Encoding.UTF8.GetBytes($$"""
            { "schemaVersion": 1, "timeZone": "UTC", "validFrom": "2024-03-01", "validUntil": "2024-04-01",
              "calendars": [{ "name": "c", "timeZone": "UTC", "firstDay": "2024-01-01", "lastDay": "2024-12-31", "holidays": [], "specialDays": [], "versions": [{ "week": {{week}} }] }],
              "venues": [{{venues}}], "instruments": [{{instruments}}], "symbolMaps": [{{maps}}] }
            """);
    }

    private static string Version(string from, int lot) => $$"""
        { "effectiveFrom": "{{from}}", "ticks": [{ "priceFrom": 0, "tick": 0.01 }], "roundLot": {{lot}}, "averageDailyVolume": 1000000, "averageTrueRange": 1, "priorClose": 100, "restrictions": [] }
        """;
}
