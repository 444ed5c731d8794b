using System.Text;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests.Reference;

/// <summary>One fault each in a file that is right otherwise: the id, the key path and a word of the remedy.</summary>
[TestFixture]
public sealed class ReferenceRefusalTests
{
    [TestCase("[]", "ER1151", "top level", "schemaVersion")]
    [TestCase("", "ER1150", "line 1", "JSON")]
    [TestCase("{\"schemaVersion\":1} x", "ER1150", "line 1", "JSON")]
    [TestCase("{\"schemaVersion\":2}", "ER1151", "top level", "must be 1")]
    [TestCase("{\"schemaVersion\":1,\"schemaVersion\":1}", "ER1152", "schemaVersion", "twice")]
    [TestCase("{\"schemaVersion\":1,\"extra\":1}", "ER1152", "extra", "unknown key")]
    [TestCase("{\"schemaVersion\":1,\"\\ud800\":1}", "ER1153", "top level", "surrogate")]
    [TestCase("{\"\\ud800\":1,\"schemaVersion\":1}", "ER1153", "top level", "surrogate")]
    [TestCase("{\"schemaVersion\":1,\"bad\\nkey\":1}", "ER1152", "bad?key", "unknown key")]
    [TestCase("{\"schemaVersion\":1}", "ER1154", "top level", "validFrom")]
    [TestCase("{\"schemaVersion\":1,\"validFrom\":\"\\udc00\"}", "ER1153", "validFrom", "surrogate")]
    public void ShouldRefuseText(string text, string id, string path, string remedy) => AssertRefused(Encoding.UTF8.GetBytes(text), id, path, remedy);

    [Test]
    public void ShouldRefuseBytes()
    {
        AssertRefused([0x7b, 0xff, 0x7d], "ER1150", "sample.json", "UTF-8");
        AssertRefused(new byte[ReferenceLimits.FileBytesMax + 1], "ER1150", "sample.json", "larger");
        AssertRefused(Encoding.UTF8.GetBytes(new string('[', 100_000)), "ER1150", "line 1", "levels");
        Assert.That(() => ReferenceFile.Parse([.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(ReferenceSample.Text)], "bom"), Throws.Nothing);
    }

    [TestCase("timeZone", "\"Mars/Olympus\"", "ER1156", "timeZone", "tzdata")]
    [TestCase("timeZone", "\"../../../etc/passwd\"", "ER1156", "timeZone", "IANA")]
    [TestCase("timeZone", "\"America\"", "ER1156", "timeZone", "IANA")]
    [TestCase("timeZone", "7", "ER1153", "timeZone", "text")]
    [TestCase("validFrom", "\"2024-02-30\"", "ER1153", "validFrom", "date")]
    [TestCase("validFrom", "\"2024-03-08T24:00:00Z\"", "ER1153", "validFrom", "date")]
    [TestCase("validFrom", "\"2024-03-08T14:30:00.1234567890Z\"", "ER1153", "validFrom", "date")]
    [TestCase("validFrom", "\"2024-12-31\"", "ER1155", "validUntil", "after validFrom")]
    [TestCase("validFrom", "\"2001-01-01\"", "ER1155", "validUntil", "3700 days")]
    [TestCase("validFrom", "\"2023-12-31\"", "ER1158", "calendars[0]", "2023-12-31")]
    [TestCase("validUntil", "\"2025-01-02\"", "ER1158", "calendars[0]", "2025-01-01")]
    [TestCase("zones", "[{\"name\":\"A/B\",\"offsetSeconds\":0,\"transitions\":[]},{\"name\":\"A/B\",\"offsetSeconds\":0,\"transitions\":[]}]", "ER1152", "zones[1].name", "twice")]
    [TestCase("zones", "[{\"name\":\"A/B\",\"offsetSeconds\":64801,\"transitions\":[]}]", "ER1153", "zones[0].offsetSeconds", "64800")]
    [TestCase("zones", "[{\"name\":\"A/B\",\"offsetSeconds\":0,\"transitions\":[{\"at\":\"2024-03-08\",\"offsetSeconds\":0}]}]", "ER1153", "zones[0].transitions[0].at", "instant")]
    [TestCase("calendars", "[]", "ER1154", "calendars", "1 to 64")]
    [TestCase("calendars.0.name", "\"caf\\u00e9\"", "ER1153", "calendars[0].name", "ASCII")]
    [TestCase("calendars.0.lastDay", "\"2023-12-31\"", "ER1158", "calendars[0].lastDay", "before firstDay")]
    [TestCase("calendars.0.holidays.0", "\"2025-01-01\"", "ER1158", "calendars[0].holidays[0]", "lastDay")]
    [TestCase("calendars.0.holidays.1", "\"2024-01-01\"", "ER1152", "calendars[0].holidays[1]", "twice")]
    [TestCase("calendars.0.specialDays.0.day", "\"2024-07-04\"", "ER1152", "calendars[0].specialDays[0].day", "twice")]
    [TestCase("calendars.0.specialDays.0.sessions", "[]", "ER1154", "calendars[0].specialDays[0].sessions", "0 entries")]
    [TestCase("calendars.0.specialDays.0.sessions.1.from", "\"09:29\"", "ER1158", "calendars[0]", "overlap")]
    [TestCase("calendars.0.versions.0.effectiveFrom", "\"2024-01-02\"", "ER1155", "calendars[0].versions[0]", "gap")]
    [TestCase("calendars.0.versions.0.week.0.days.1", "\"mon\"", "ER1152", "calendars[0].versions[0].week[0].days[1]", "twice")]
    [TestCase("calendars.0.versions.0.week.0.days.1", "\"monday\"", "ER1153", "calendars[0].versions[0].week[0].days[1]", "mon, tue")]
    [TestCase("calendars.0.versions.0.week.0.sessions.0.from", "\"4:00\"", "ER1153", "calendars[0].versions[0].week[0].sessions[0].from", "HH:mm")]
    [TestCase("calendars.0.versions.0.week.0.sessions.0.from", "\"24:00\"", "ER1153", "calendars[0].versions[0].week[0].sessions[0].from", "before 24:00")]
    [TestCase("calendars.0.versions.0.week.0.sessions.2.to", "\"04:30\"", "ER1158", "calendars[0]", "overlap")]
    public void ShouldRefuseValidityOrCalendar(string place, string json, string id, string path, string remedy) => AssertRefused(Set(place, json), id, path, remedy);

    [TestCase("venues.1.name", "\"LITA\"", "ER1152", "venues[1]", "twice")]
    [TestCase("venues.0.kind", "\"dark\"", "ER1153", "venues[0].kind", "midpoint")]
    [TestCase("venues.0.calendar", "\"eu\"", "ER1156", "venues[0].calendar", "calendars")]
    [TestCase("venues.0.versions.0.protected", "1", "ER1153", "venues[0].versions[0].protected", "true or false")]
    [TestCase("venues.0.versions.0.latencyNs", "-1", "ER1153", "venues[0].versions[0].latencyNs", "0 to")]
    [TestCase("venues.0.versions.0.latencyNs", "1.5", "ER1153", "venues[0].versions[0].latencyNs", "whole")]
    [TestCase("venues.0.versions.0.sessions", "[]", "ER1154", "venues[0].versions[0].sessions", "pre, regular, post")]
    [TestCase("venues.0.versions.0.capabilities.0", "\"primaryPeg\"", "ER1152", "venues[0].versions[0].capabilities[2]", "twice")]
    [TestCase("venues.0.feeSchedules", "[]", "ER1154", "venues[0].feeSchedules", "1 to")]
    [TestCase("venues.0.feeSchedules.0.effectiveFrom", "\"2024-03-09\"", "ER1155", "venues[0].feeSchedules[0]", "gap")]
    [TestCase("venues.0.feeSchedules.1.effectiveFrom", "\"2024-01-01\"", "ER1155", "venues[0].feeSchedules[1]", "order")]
    [TestCase("venues.0.feeSchedules.0.effectiveUntil", "\"2024-09-30\"", "ER1155", "venues[0].feeSchedules[1]", "gap")]
    [TestCase("venues.0.feeSchedules.0.effectiveUntil", "\"2024-10-02\"", "ER1155", "venues[0].feeSchedules[1]", "overlaps")]
    [TestCase("venues.0.feeSchedules.0.effectiveUntil", "\"2023-01-01\"", "ER1155", "venues[0].feeSchedules[0].effectiveUntil", "after effectiveFrom")]
    [TestCase("venues.0.feeSchedules.1.effectiveUntil", "\"2024-12-30\"", "ER1155", "venues[0].feeSchedules[1]", "gap before the end")]
    [TestCase("venues.0.feeSchedules.0.tiers.0.volumeShareFrom", "0.001", "ER1157", "venues[0].feeSchedules[0].tiers[0].volumeShareFrom", "gap")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.volumeShareFrom", "0.003", "ER1157", "venues[0].feeSchedules[0].tiers[1].volumeShareFrom", "it must be 0.0025")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.volumeShareFrom", "0.002", "ER1157", "venues[0].feeSchedules[0].tiers[1].volumeShareFrom", "overlaps")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.volumeShareTo", "0.9", "ER1157", "venues[0].feeSchedules[0].tiers[1]", "gap up to")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.volumeShareTo", "0.0025", "ER1157", "venues[0].feeSchedules[0].tiers[1].volumeShareTo", "above")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.name", "\"base\"", "ER1152", "venues[0].feeSchedules[0].tiers[1]", "twice")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.taker", "0.0000000001", "ER1153", "venues[0].feeSchedules[0].tiers[1].taker", "9 decimal places")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.taker", "1e-40", "ER1153", "venues[0].feeSchedules[0].tiers[1].taker", "exponent")]
    [TestCase("venues.0.feeSchedules.0.tiers.1.taker", "\"0.003\"", "ER1153", "venues[0].feeSchedules[0].tiers[1].taker", "number")]
    [TestCase("venues.1.tierInForce.0.tier", "\"gold\"", "ER1156", "venues[1].tierInForce", "gold")]
    [TestCase("venues.1.tierInForce.0.volumeShare", "0.5", "ER1154", "venues[1].tierInForce[0]", "either")]
    [TestCase("venues.0.tierInForce.0.volumeShare", "1.1", "ER1153", "venues[0].tierInForce[0].volumeShare", "0 to 1")]
    public void ShouldRefuseVenues(string place, string json, string id, string path, string remedy) => AssertRefused(Set(place, json), id, path, remedy);

    [TestCase("instruments.1.symbol", "\"AAPL\"", "ER1152", "instruments[1]", "twice")]
    [TestCase("instruments.1.symbol", "\" A\"", "ER1153", "instruments[1].symbol", "space")]
    [TestCase("instruments.1.isin", "\"US0378331005\"", "ER1152", "instruments[1]", "ISIN")]
    [TestCase("instruments.0.isin", "\"US0378331006\"", "ER1153", "instruments[0].isin", "check digit")]
    [TestCase("instruments.0.primaryVenue", "\"NONE\"", "ER1156", "instruments[0].primaryVenue", "venues")]
    [TestCase("instruments.1.primaryVenue", "\"DRKA\"", "ER1154", "symbolMaps", "lacks PENY")]
    [TestCase("instruments.0.versions.0.averageDailyVolume", "0", "ER1153", "instruments[0].versions[0].averageDailyVolume", "1 to")]
    [TestCase("instruments.0.versions.0.roundLot", "0", "ER1153", "instruments[0].versions[0].roundLot", "1 to")]
    [TestCase("instruments.0.versions.0.ticks", "[]", "ER1154", "instruments[0].versions[0].ticks", "1 to")]
    [TestCase("instruments.0.versions.0.ticks.0.priceFrom", "0.5", "ER1157", "instruments[0].versions[0].ticks[0].priceFrom", "gap")]
    [TestCase("instruments.0.versions.0.ticks.1.priceFrom", "0", "ER1157", "instruments[0].versions[0].ticks[1].priceFrom", "overlaps")]
    [TestCase("instruments.0.versions.0.ticks.1.tick", "0", "ER1153", "instruments[0].versions[0].ticks[1].tick", "0.000000001")]
    [TestCase("instruments.0.versions.0.limitBand.low", "200", "ER1153", "instruments[0].versions[0].limitBand", "below high")]
    [TestCase("instruments.0.versions.0.effectiveUntil", "\"2024-03-10\"", "ER1155", "instruments[0].versions[1]", "gap")]
    [TestCase("instruments.0.versions.0.priorClose", "99999999999", "ER1153", "instruments[0].versions[0].priorClose", "1000000000")]
    [TestCase("symbolMaps.0.venue", "\"NONE\"", "ER1156", "symbolMaps[0].venue", "venues")]
    [TestCase("symbolMaps.0.venue", "\"DRKA\"", "ER1152", "symbolMaps[1].venue", "twice")]
    [TestCase("symbolMaps.0.versions.0.symbols", "\"ours\"", "ER1153", "symbolMaps[0].versions[0].symbols", "same")]
    [TestCase("symbolMaps.0.versions.0.symbols.1.instrument", "\"AAPL\"", "ER1152", "symbolMaps[0].versions[0].symbols[1]", "twice")]
    [TestCase("symbolMaps.0.versions.0.symbols.1.instrument", "\"MSFT\"", "ER1156", "symbolMaps[0].versions[0].symbols[1].instrument", "MSFT")]
    [TestCase("symbolMaps.0.versions.0.symbols.1.symbol", "\"AAPL\"", "ER1152", "symbolMaps[0].versions[0].symbols[1].symbol", "share")]
    [TestCase("symbolMaps.0.versions.0.symbols.1.number", "14", "ER1152", "symbolMaps[0].versions[0].symbols[1].number", "share")]
    [TestCase("symbolMaps.0.versions.0.symbols.1", "{\"instrument\":\"PENY\"}", "ER1154", "symbolMaps[0].versions[0].symbols[1]", "number")]
    [TestCase("symbolMaps", "[{\"venue\":\"LITA\",\"versions\":[{\"symbols\":\"same\"}]}]", "ER1154", "symbolMaps", "DRKA")]
    public void ShouldRefuseInstrumentsOrSymbols(string place, string json, string id, string path, string remedy) => AssertRefused(Set(place, json), id, path, remedy);

    [Test]
    public void ShouldRefuseTheLackOfAnyKeyThatMustBeThere()
    {
        string[] optional = ["effectiveFrom", "effectiveUntil", "isin", "priorClose", "limitBand", "number", "symbol", "tier", "volumeShare"];
        int refused = 0;
        foreach (string place in Places(JsonNode.Parse(ReferenceSample.Text)!, "").ToArray())
        {
            string key = place.Split('.')[^1];
            if (optional.Contains(key) || int.TryParse(key, out _))
            {
                continue;
            }

            byte[] holed = ReferenceSample.Edited(root => Parent(root, place).AsObject().Remove(key));
            EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => ReferenceFile.Parse(holed, ReferenceSample.FileName), place)!;
            Assert.That(e.Id, Is.EqualTo(key == "schemaVersion" ? "ER1151" : "ER1154"), place);
            Assert.That(e.Message, Does.Contain(key), place);
            refused++;
        }

        Assert.That(refused, Is.GreaterThan(100));
    }

    [Test]
    public void ShouldBoundWhatAFileMayHold()
    {
        AssertRefused(Repeat("venues", ReferenceLimits.VenuesMax + 1), "ER1153", "venues", "1 to 64");
        AssertRefused(Repeat("calendars", ReferenceLimits.CalendarsMax + 1), "ER1153", "calendars", "1 to 64");
        AssertRefused(Repeat("instruments", ReferenceLimits.InstrumentsMax + 1), "ER1153", "instruments", "65536");
        AssertRefused(Repeat("venues.0.versions", ReferenceLimits.VersionsMax + 1), "ER1153", "venues[0].versions", "1024");
        AssertRefused(Repeat("venues.0.feeSchedules.0.tiers", ReferenceLimits.BandsMax + 1), "ER1153", "venues[0].feeSchedules[0].tiers", "64");
    }

    /// <summary>64 calendars of eight sessions on every day of ten years are 1.9 million sessions.</summary>
    [Test]
    public void ShouldBoundSessions()
    {
        byte[] bytes = ReferenceSample.Edited(root =>
        {
            JsonNode calendar = root["calendars"]![0]!;
            root["validFrom"] = "2015-01-01";
            root["validUntil"] = "2025-01-01";
            calendar["firstDay"] = "2014-12-31";
            calendar["lastDay"] = "2025-01-01";
            calendar["specialDays"] = new JsonArray();
            var sessions = new JsonArray();
            for (int i = 0; i < ReferenceLimits.SessionsPerDayMax; i++)
            {
                string hour = At(10 + i);
                sessions.Add(new JsonObject { ["session"] = "regular", ["from"] = hour + ":00", ["to"] = hour + ":30" });
            }

            calendar["versions"] = new JsonArray(new JsonObject { ["week"] = new JsonArray(new JsonObject { ["days"] = JsonNode.Parse("""["mon","tue","wed","thu","fri","sat","sun"]"""), ["sessions"] = sessions }) });
            for (int i = 1; i < ReferenceLimits.CalendarsMax; i++)
            {
                JsonNode copy = calendar.DeepClone();
                copy["name"] = "c" + At(i);
                root["calendars"]!.AsArray().Add(copy);
            }
        });
        AssertRefused(bytes, "ER1153", "calendars", "524288");
    }

    private static byte[] Repeat(string place, int count)
    {
        const string Mark = "here";
        string text = "";
        byte[] marked = ReferenceSample.Edited(root =>
        {
            JsonArray list = Parent(root, place + ".0").AsArray();
            text = list[0]!.ToJsonString();
            list.Clear();
            list.Add(Mark);
        });
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(marked).Replace($"\"{Mark}\"", string.Join(',', Enumerable.Repeat(text, count)), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Places(JsonNode node, string prefix) => node switch
    {
        JsonObject entry => entry.SelectMany(p => Places(p.Value!, $"{prefix}{p.Key}.").Prepend(prefix + p.Key)),
        JsonArray list => list.SelectMany((item, i) => Places(item!, prefix + At(i) + ".").Prepend(prefix + At(i))),
        _ => [],
    };

    private static string At(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Set(string place, string json) => ReferenceSample.Edited(root =>
    {
        JsonNode parent = Parent(root, place);
        string key = place.Split('.')[^1];
        if (parent is JsonArray list)
        {
            list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
        }
        else
        {
            parent[key] = JsonNode.Parse(json);
        }
    });

    private static JsonNode Parent(JsonNode root, string place)
    {
        JsonNode node = root;
        foreach (string key in place.Split('.')[..^1])
        {
            node = int.TryParse(key, out int index) ? node[index]! : node[key]!;
        }

        return node;
    }

    private static void AssertRefused(byte[] bytes, string id, string path, string remedy)
    {
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => ReferenceFile.Parse(bytes, ReferenceSample.FileName))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(e.Id, Is.EqualTo(id), e.Message);
            Assert.That(e.Message, Does.StartWith(ReferenceSample.FileName + ": ").And.Contain(path).And.Contain(remedy));
            Assert.That(e.Message, Does.Not.Contain("\n"));
            Assert.That(e.ExitCode, Is.EqualTo(ExitCode.BadInput));
        }
    }
}
