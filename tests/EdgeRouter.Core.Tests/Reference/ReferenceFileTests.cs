using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests.Reference;

[TestFixture]
public sealed class ReferenceFileTests
{
    private static readonly VenueId Lit = new(0);
    private static readonly VenueId Dark = new(1);
    private static readonly InstrumentId Apple = new(0);
    private static readonly InstrumentId Penny = new(1);

    private static ReferenceFile Sample => ReferenceSample.File1;

    [Test]
    public void ShouldReadTheExampleOfThePage()
    {
        ReferenceData data = Sample.Resolve(ReferenceSample.Ns(2024, 3, 8, 14, 30));
        Instrument apple = data.Universe[Apple];
        Venue lit = data.Universe[Lit];
        Venue dark = data.Universe[Dark];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((apple.Symbol, apple.Isin, apple.PrimaryVenue, apple.RoundLot), Is.EqualTo(("AAPL", "US0378331005", (VenueId?)Lit, 100)));
            Assert.That((apple.AverageDailyVolume, apple.AverageTrueRangeNanos, apple.PriorCloseNanos), Is.EqualTo((61_000_000L, 3_100_000_000L, 169_000_000_000L)));
            Assert.That((apple.LimitLowNanos, apple.LimitHighNanos), Is.EqualTo((160_550_000_000L, 177_450_000_000L)));
            Assert.That((apple.TickNanos, apple.TickAt(999_999_999), apple.TickAt(1_000_000_000)), Is.EqualTo((10_000_000L, 100_000L, 10_000_000L)));
            Assert.That((data.Universe[Penny].TickNanos, data.Universe[Penny].Restrictions), Is.EqualTo((10_000_000L, InstrumentRestrictions.HardToBorrow)));
            Assert.That((lit.Name, lit.Kind, lit.IsProtected, lit.LatencyNs, lit.StaticRank), Is.EqualTo(("LITA", VenueKind.Lit, true, 45_000L, 3)));
            Assert.That(lit.Capabilities, Is.EqualTo(VenueCapabilities.All & ~VenueCapabilities.Conditional));
            Assert.That((dark.Name, dark.Kind, dark.IsProtected, dark.MidpointFeeNanos), Is.EqualTo(("DRKA", VenueKind.Midpoint, false, 1_000_000L)));
            Assert.That(dark.Capabilities.HasFlag(VenueCapabilities.Conditional), Is.True);
        }
    }

    [Test]
    public void ShouldSwitchAtTheNanosecondOfTheEffectiveDate()
    {
        // Midnight in New York on 11 March 2024 is 04:00 UTC: the clock went forward the day before.
        long switchNs = ReferenceSample.Ns(2024, 3, 11, 4);
        ReferenceData before = Sample.Resolve(switchNs - 1);
        ReferenceData after = Sample.Resolve(switchNs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((before.EffectiveFromNs, before.EffectiveUntilNs), Is.EqualTo((ReferenceSample.Ns(2024, 3, 8, 5), switchNs)));
            Assert.That(after.EffectiveFromNs, Is.EqualTo(switchNs));
            Assert.That(before.Universe[Apple].AverageDailyVolume, Is.EqualTo(61_000_000));
            Assert.That(after.Universe[Apple].AverageDailyVolume, Is.EqualTo(62_500_000));
            Assert.That(before.Universe[Apple].Restrictions, Is.EqualTo(InstrumentRestrictions.None));
            Assert.That(after.Universe[Apple].Restrictions, Is.EqualTo(InstrumentRestrictions.ShortSaleRestricted));
            Assert.That(after.Universe[Apple].LimitHighNanos, Is.Zero);
            Assert.That(after.Version, Is.Not.EqualTo(before.Version));
            Assert.That(after.Universe.Version, Is.EqualTo(after.Version));
            Assert.That(Sample.Resolve(switchNs + 1).Version, Is.EqualTo(after.Version));
        }
    }

    [Test]
    public void ShouldKnowEveryChange()
    {
        var changes = new List<long>();
        for (long atNs = Sample.NextChangeNs(long.MinValue); atNs != long.MaxValue; atNs = Sample.NextChangeNs(atNs))
        {
            changes.Add(atNs);
        }

        long[] expected =
        [
            ReferenceSample.Ns(2024, 3, 8, 5), ReferenceSample.Ns(2024, 3, 11, 4), ReferenceSample.Ns(2024, 6, 3, 8),
            ReferenceSample.Ns(2024, 7, 1, 4), ReferenceSample.Ns(2024, 10, 1, 4),
        ];
        Assert.That(changes, Is.EqualTo(expected));
        Assert.That(Sample.ValidUntilNs, Is.EqualTo(ReferenceSample.Ns(2024, 12, 31, 5)));
        Assert.That(Sample.Resolve(Sample.ValidUntilNs - 1).EffectiveUntilNs, Is.EqualTo(Sample.ValidUntilNs));
    }

    /// <summary>Our share is 0.0019, from July 0.003; the high tier begins at 0.0025, from October at 0.004.</summary>
    [TestCase(6, 30, "base", 3_000_000, -2_000_000, 1_000_000)]
    [TestCase(7, 1, "high", 2_900_000, -2_900_000, 800_000)]
    [TestCase(9, 30, "high", 2_900_000, -2_900_000, 800_000)]
    [TestCase(10, 1, "base", 3_000_000, -1_500_000, 1_000_000)]
    public void ShouldChargeTheTierInForce(int month, int day, string tier, long taker, long maker, long midpoint)
    {
        ReferenceData data = Sample.Resolve(ReferenceSample.Ns(2024, month, day, 15));
        Venue venue = data.Universe[Lit];
        Assert.That((data.TierOf(Lit), venue.TakerFeeNanos, venue.MakerFeeNanos, venue.MidpointFeeNanos), Is.EqualTo((tier, taker, maker, midpoint)));
    }

    [TestCase("0.0024999", "base")]
    [TestCase("0.0025", "high")]
    [TestCase("1", "high")]
    [TestCase("0", "base")]
    public void ShouldFindTheTierOfAShare(string share, string tier)
    {
        ReferenceFile file = ReferenceSample.Parse(root => root["venues"]![0]!["tierInForce"]![0]!["volumeShare"] = JsonNode.Parse(share));
        Assert.That(file.Resolve(ReferenceSample.Ns(2024, 4, 2)).TierOf(Lit), Is.EqualTo(tier));
    }

    [Test]
    public void ShouldMapSymbolsBothWays()
    {
        long switchNs = ReferenceSample.Ns(2024, 6, 3, 8);
        ReferenceData before = Sample.Resolve(switchNs - 1);
        ReferenceData after = Sample.Resolve(switchNs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.TryFindNumber(Lit, 14, out InstrumentId id) && id == Apple, Is.True);
            Assert.That(after.TryFindNumber(Lit, 14, out id) && id == Penny, Is.True);
            Assert.That(after.TryFindNumber(Lit, 5021, out _), Is.False);
            Assert.That(before.TryFindSymbol(Lit, "PENY.P  "u8, out id) && id == Penny, Is.True);
            Assert.That(before.TryFindSymbol(Dark, "AAPL US\0"u8, out id) && id == Apple, Is.True);
            Assert.That(before.TryFindSymbol(Dark, "AAPL"u8, out _), Is.False);
            Assert.That(Encoding.ASCII.GetString(before.SymbolOf(Dark, Apple)), Is.EqualTo("AAPL US"));
            Assert.That(before.TryGetNumber(Lit, Penny, out long number) ? number : 0, Is.EqualTo(5021));
            Assert.That(before.TryGetNumber(Dark, Apple, out _), Is.False);
            Assert.That((before.IsListed(Lit, Penny), before.IsListed(Dark, Apple), before.IsListed(Dark, Penny)), Is.EqualTo((true, true, false)));
        }
    }

    [Test]
    public void ShouldGiveOneVersionToOneContent()
    {
        ReferenceFile respelled = ReferenceSample.Parse(root =>
        {
            root["validFrom"] = "2024-03-08T05:00:00Z";
            root["venues"]![0]!["tierInForce"]![1]!["effectiveFrom"] = "2024-07-01T04:00:00.000Z";
            root["instruments"]![0]!["versions"]![0]!.AsObject().Remove("effectiveUntil");
            JsonNode first = root["symbolMaps"]![0]!;
            root["symbolMaps"]!.AsArray().RemoveAt(0);
            root["symbolMaps"]!.AsArray().Add(first);
        });
        ReferenceFile other = ReferenceSample.Parse(root => root["instruments"]![1]!["versions"]![0]!["averageDailyVolume"] = 900_001);
        Assert.That(respelled.CanonicalBytes.SequenceEqual(Sample.CanonicalBytes), Is.True);
        Assert.That(respelled.Version, Is.EqualTo(Sample.Version));
        Assert.That(other.Version, Is.Not.EqualTo(Sample.Version));
    }

    [Test]
    public void ShouldReadItsCanonicalBytesBack()
    {
        ReferenceFile again = ReferenceFile.Parse(Sample.CanonicalBytes, "canonical");
        Assert.That(again.CanonicalBytes.SequenceEqual(Sample.CanonicalBytes), Is.True);
        Assert.That(again.Resolve(ReferenceSample.Ns(2024, 8, 1)).Version, Is.EqualTo(Sample.Resolve(ReferenceSample.Ns(2024, 8, 1)).Version));
    }

    [Test]
    public void ShouldPinTimeZones()
    {
        using var canonical = JsonDocument.Parse(Sample.CanonicalBytes.ToArray());
        JsonElement zone = canonical.RootElement.GetProperty("zones")[0];
        string?[] changes = [.. zone.GetProperty("transitions").EnumerateArray().Select(t => t.GetProperty("at").GetString())];
        Assert.That(changes, Is.EqualTo(new[] { "2024-03-10T07:00:00Z", "2024-11-03T06:00:00Z" }));

        // A zone that no machine knows, three hours ahead: what is pinned is what counts.
        ReferenceFile pinned = ReferenceSample.Parse(root =>
        {
            root["zones"] = JsonNode.Parse("""[{ "name": "Nowhere/Else", "offsetSeconds": 10800, "transitions": [] }]""");
            root["timeZone"] = "Nowhere/Else";
        });
        Assert.That(pinned.ValidFromNs, Is.EqualTo(ReferenceSample.Ns(2024, 3, 7, 21)));
    }

    [Test]
    public void ShouldGiveNothingOutsideItsValidity()
    {
        foreach (long timeNs in new[] { Sample.ValidFromNs - 1, Sample.ValidUntilNs, long.MinValue, long.MaxValue })
        {
            EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => Sample.Resolve(timeNs))!;
            Assert.That((e.Id, e.Message.Contains("2024-03-08T05:00:00Z", StringComparison.Ordinal)), Is.EqualTo(("ER1159", true)));
        }

        Assert.That(Sample.Resolve(Sample.ValidFromNs).EffectiveFromNs, Is.EqualTo(Sample.ValidFromNs));
    }

    [Test]
    public void ShouldAcceptOnlySuccessorsThatKeepIds()
    {
        Universe running = Sample.Resolve(Sample.ValidFromNs).Universe;
        ReferenceFile longer = ReferenceSample.Parse(root =>
        {
            JsonNode added = root["instruments"]![1]!.DeepClone();
            added["symbol"] = "ZZZ";
            root["instruments"]!.AsArray().Add(added);
            root["symbolMaps"]![0]!["versions"] = JsonNode.Parse("""[{ "symbols": "same" }]""");
        });
        ReferenceFile swapped = ReferenceSample.Parse(root =>
        {
            JsonNode first = root["instruments"]![0]!;
            root["instruments"]!.AsArray().RemoveAt(0);
            root["instruments"]!.AsArray().Add(first);
        });
        Assert.That(() => longer.RequireSuccessorOf(running), Throws.Nothing);
        Assert.That(longer.Resolve(longer.ValidFromNs).TryFindSymbol(Lit, "ZZZ"u8, out InstrumentId id) && id.Value == 2, Is.True);
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => swapped.RequireSuccessorOf(running))!;
        Assert.That((e.Id, e.Message.Contains("instruments[0] was AAPL and is PENY", StringComparison.Ordinal)), Is.EqualTo(("ER1159", true)));
        Assert.That(Assert.Throws<EdgeRouterException>(() => Sample.RequireSuccessorOf(longer.Resolve(longer.ValidFromNs).Universe))!.Message, Does.Contain("gone"));
    }

    /// <summary>Listings of a whole market: what the limits are made for.</summary>
    [Test]
    public void ShouldReadAWholeMarket()
    {
        const int Instruments = 1_500;
        const int Venues = 16;
        ReferenceFile file = ReferenceFile.Parse(WholeMarket(Instruments, Venues), "market.json");
        ReferenceData data = file.Resolve(file.ValidFromNs);
        Assert.That((data.Universe.Instruments.Length, data.Universe.Venues.Length), Is.EqualTo((Instruments, Venues)));
        for (int i = 0; i < Instruments; i++)
        {
            var venue = new VenueId((byte)(i % Venues));
            byte[] symbol = Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"V{i % Venues}.{i}"));
            Assert.That(data.TryFindSymbol(venue, symbol, out InstrumentId id) && id.Value == i, Is.True);
            Assert.That(data.TryFindNumber(venue, 100_000 + i, out id) && id.Value == i, Is.True);
        }
    }

    [Test]
    public void ShouldBeAdoptedByARunningUniverse()
    {
        ReferenceData first = Sample.Resolve(ReferenceSample.Ns(2024, 6, 1));
        ReferenceData second = Sample.Resolve(ReferenceSample.Ns(2024, 8, 1));
        var running = new Universe(first.Universe.Instruments.ToArray(), first.Universe.Venues.ToArray());
        running.Adopt(second.Universe, second.Version);
        Assert.That((running.Version, running[Lit].TakerFeeNanos), Is.EqualTo((second.Version, 2_900_000L)));
        Assert.That(first.Universe[Lit].TakerFeeNanos, Is.EqualTo(3_000_000));
    }

    [Test]
    public void ShouldStandInForAUniverseWithoutAFile()
    {
        Universe universe = Sample.Resolve(Sample.ValidFromNs).Universe;
        ReferenceData data = ReferenceData.OfUniverse(universe);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(data.Version, Is.Zero);
            Assert.That(data.TryFindSymbol(Dark, "PENY"u8, out InstrumentId id) && id == Penny, Is.True);
            Assert.That(data.Schedule.SessionAt(Dark, 0), Is.EqualTo(TradingSession.Regular));
            Assert.That(data.Schedule.NextChangeNs(0), Is.EqualTo(long.MaxValue));
        }
    }

    [Test]
    public void ShouldReadWithoutAllocating()
    {
        ReferenceData data = Sample.Resolve(Sample.ValidFromNs);
        long startNs = Sample.ValidFromNs;
        long found = Read(data, startNs, 2_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        found += Read(data, startNs, 20_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero);
        Assert.That(found, Is.Positive);
    }

    private static long Read(ReferenceData data, long startNs, int rounds)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            long timeNs = startNs + i * 1_000_000_000_000L;
            sum += data.Schedule.IsOpen(Lit, timeNs) ? 1 : 0;
            sum += data.Schedule.NextChangeNs(timeNs) & 1;
            sum += data.TryFindSymbol(Lit, "PENY.P  "u8, out InstrumentId id) ? id.Value : 0;
            sum += data.TryFindNumber(Lit, 14, out id) ? id.Value : 0;
            sum += data.SymbolOf(Dark, Apple).Length + data.Universe[Apple].TickAt(i) + data.TierOf(Lit).Length;
        }

        return sum;
    }

    private static byte[] WholeMarket(int instruments, int venues) => ReferenceSample.Edited(root =>
    {
        JsonArray venueList = root["venues"]!.AsArray();
        string venue = venueList[0]!.ToJsonString();
        string instrument = root["instruments"]![1]!.ToJsonString().Replace("LITA", "V0", StringComparison.Ordinal);
        string items = string.Join(",", Enumerable.Range(0, instruments).Select(i => FormattableString.Invariant($$"""{"instrument":"I{{i}}","symbol":"VENUE.{{i}}","number":{{100_000 + i}}}""")));
        string[] names = [.. Enumerable.Range(0, venues).Select(i => FormattableString.Invariant($"V{i}"))];
        root["venues"] = JsonNode.Parse($"[{string.Join(",", names.Select(name => venue.Replace("LITA", name, StringComparison.Ordinal)))}]");
        root["instruments"] = JsonNode.Parse($"[{string.Join(",", Enumerable.Range(0, instruments).Select(i => instrument.Replace("PENY", FormattableString.Invariant($"I{i}"), StringComparison.Ordinal)))}]");
        root["symbolMaps"] = JsonNode.Parse($"[{string.Join(",", names.Select(name => $$"""{"venue":"{{name}}","versions":[{"symbols":[{{items.Replace("VENUE", name, StringComparison.Ordinal)}}]}]}"""))}]");
    });
}
