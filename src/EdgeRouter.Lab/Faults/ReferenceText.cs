using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>Writes reference data of the small world as a file, after its documentation and without the code that reads it.</summary>
internal static class ReferenceText
{
    private static readonly string[] Kinds = ["lit", "inverted", "midpoint"];
    private static readonly string[] Capabilities = ["minimumQuantity", "conditional", "midpointPeg", "primaryPeg", "immediateOrCancel", "intermarketSweep"];
    private static readonly string[] Restrictions = ["shortSaleRestricted", "hardToBorrow", "untradable"];

    public static byte[] Write(ReferenceTerms[][] terms)
    {
        Universe universe = FaultWorld.Universe();
        var file = new JsonObject
        {
            ["schemaVersion"] = 1,
            ["timeZone"] = "UTC",
            ["validFrom"] = "1970-01-01",
            ["validUntil"] = "1970-01-05",
            ["zones"] = new JsonArray(JsonNode.Parse("""{ "name": "UTC", "offsetSeconds": 0, "transitions": [] }""")),
            ["calendars"] = new JsonArray(JsonNode.Parse("""
                {
                  "name": "always", "timeZone": "UTC", "firstDay": "1970-01-01", "lastDay": "1970-01-10", "holidays": [], "specialDays": [],
                  "versions": [ { "week": [ { "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "sessions": [ { "session": "regular", "from": "00:00", "to": "00:00" } ] } ] } ]
                }
                """)),
            ["venues"] = new JsonArray([.. universe.Venues.ToArray().Select(VenueOf)]),
            ["instruments"] = new JsonArray([.. universe.Instruments.ToArray().Select(i => InstrumentOf(i, terms[i.Id.Value]))]),
            ["symbolMaps"] = new JsonArray([.. FaultWorld.VenueNames.Select(name => new JsonObject
            {
                ["venue"] = name,
                ["versions"] = new JsonArray(new JsonObject { ["symbols"] = "same" }),
            })]),
        };
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    private static JsonObject VenueOf(Venue venue) => new()
    {
        ["name"] = venue.Name,
        ["kind"] = Kinds[(int)venue.Kind],
        ["calendar"] = "always",
        ["versions"] = new JsonArray(new JsonObject
        {
            ["protected"] = venue.IsProtected,
            ["latencyNs"] = venue.LatencyNs,
            ["staticRank"] = venue.StaticRank,
            ["sessions"] = new JsonArray("regular"),
            ["capabilities"] = Words(Capabilities, (int)venue.Capabilities),
        }),
        ["feeSchedules"] = new JsonArray(new JsonObject
        {
            ["tiers"] = new JsonArray(new JsonObject
            {
                ["name"] = "flat",
                ["volumeShareFrom"] = 0,
                ["volumeShareTo"] = 1,
                ["taker"] = Money(venue.TakerFeeNanos),
                ["maker"] = Money(venue.MakerFeeNanos),
                ["midpoint"] = Money(venue.MidpointFeeNanos),
            }),
        }),
        ["tierInForce"] = new JsonArray(new JsonObject { ["tier"] = "flat" }),
    };

    private static JsonObject InstrumentOf(Instrument instrument, ReferenceTerms[] terms) => new()
    {
        ["symbol"] = instrument.Symbol,
        ["primaryVenue"] = FaultWorld.VenueNames[0],
        ["versions"] = new JsonArray([.. terms.Select(t => VersionOf(instrument, t))]),
    };

    private static JsonObject VersionOf(Instrument instrument, ReferenceTerms terms)
    {
        var version = new JsonObject
        {
            ["ticks"] = new JsonArray(new JsonObject { ["priceFrom"] = 0, ["tick"] = Money(terms.TickNanos) }),
            ["roundLot"] = instrument.RoundLot,
            ["averageDailyVolume"] = instrument.AverageDailyVolume,
            ["averageTrueRange"] = 0,
            ["restrictions"] = Words(Restrictions, (int)terms.Restrictions),
        };
        if (terms.FromNs > 0)
        {
            version["effectiveFrom"] = Instant(terms.FromNs);
        }

        if (terms.HighNanos > 0)
        {
            version["limitBand"] = new JsonObject { ["low"] = Money(terms.LowNanos), ["high"] = Money(terms.HighNanos) };
        }

        return version;
    }

    private static JsonArray Words(string[] words, int bits) => new([.. words.Where((_, i) => ((bits >> i) & 1) != 0).Select(word => JsonValue.Create(word))]);

    private static JsonValue Money(long nanos) => JsonValue.Create((decimal)nanos / Price.NanosPerUnit);

    private static string Instant(long timeNs) => FormattableString.Invariant(
        $"{DateTimeOffset.FromUnixTimeSeconds(timeNs / TimeUnits.Second).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}.{timeNs % TimeUnits.Second:D9}Z");
}
