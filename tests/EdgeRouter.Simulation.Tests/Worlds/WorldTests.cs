using System.Security.Cryptography;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Simulation.Tests.Worlds;

public sealed class WorldTests
{
    private const long Second = TestMarket.Second;

    private static IEnumerable<string> SmallWorlds => MarketWorlds.Names.Where(n => n != "wide");

    [Test]
    public void ShouldKeepEveryWorldAndRegimeInAFile()
    {
        foreach (string world in MarketWorlds.Names)
        {
            foreach (string regime in MarketRegimes.Names)
            {
                MarketParameters market = MarketRegimes.Apply(MarketWorlds.Create(world) with { DurationSeconds = 600 }, regime);
                string text = MarketParametersJson.Format(market);

                Assert.That(MarketParametersJson.Format(MarketParametersJson.Parse(text, $"{world} {regime}")), Is.EqualTo(text));
                Assert.That(market.Schedule is null || regime != "calm" || MarketWorlds.HonestNames.Contains(world) || world == "null-moves", "calm leaves a world as it is");
            }
        }
    }

    [TestCaseSource(nameof(SmallWorlds))]
    public void ShouldGiveTheSameBytesForTheSameSeedAndOthersForAnother(string world)
    {
        MarketParameters market = MarketRegimes.Apply(MarketWorlds.Create(world) with { DurationSeconds = 40 }, "news");

        Assert.That(Hash(market, 5), Is.EqualTo(Hash(market, 5)));
        Assert.That(Hash(market, 5), Is.Not.EqualTo(Hash(market, 6)));
    }

    [Test]
    public void ShouldMakeEveryRegimeADayOfItsOwn()
    {
        MarketParameters market = MarketWorlds.Create("street") with { DurationSeconds = 120 };
        string[] hashes = [.. MarketRegimes.Names.Select(r => Hash(MarketRegimes.Apply(market, r), 5))];

        Assert.That(hashes, Is.Unique);
    }

    [TestCase("null-moves", 501UL)]
    [TestCase("null-flow", 501UL)]
    [TestCase("null-moves", 502UL)]
    [TestCase("null-flow", 502UL)]
    public void ShouldGiveNobodyAnAdvantageInANullWorld(string world, ulong seed)
    {
        MarketParameters parameters = MarketWorlds.Create(world) with { DurationSeconds = 900 };
        List<double> fixedOrder = Play(parameters, seed, SimpleRules.Static);

        foreach (ParentRun.Rule rule in new ParentRun.Rule[] { SimpleRules.BestDisplayed, SimpleRules.Sensible })
        {
            double[] gains = [.. fixedOrder.Zip(Play(parameters, seed, rule), (a, b) => a - b)];
            Assert.That(Math.Abs(Sample.Mean(gains)), Is.LessThan(0.02 + (3.0 * Sample.StandardError(gains))), $"seed {seed}");
        }
    }

    [Test]
    public void ShouldMakeThePrimaryWorseFromTheMiddleOfAShiftOn()
    {
        MarketParameters parameters = MarketRegimes.Apply(MarketWorlds.Create("street") with { DurationSeconds = 600 }, "shift");
        var market = new MarketSimulator(parameters, seed: 71, day: 0, feed: null);
        (double sizeBefore, double touchBefore) = TouchOf(market, 10, 290);
        long wayBefore = Way(market, 1);
        (double sizeAfter, double touchAfter) = TouchOf(market, 310, 590);

        Assert.That(sizeAfter, Is.LessThan(0.5 * sizeBefore));
        Assert.That(touchAfter, Is.LessThan(touchBefore - 0.3));
        Assert.That(Way(market, 2), Is.GreaterThan(3 * wayBefore));
    }

    [Test]
    public void ShouldHaltAnInstrumentEverywhereAndTradeItAgain()
    {
        MarketParameters parameters = MarketRegimes.Apply(MarketWorlds.Create("street") with { DurationSeconds = 600 }, "halts");
        var market = new MarketSimulator(parameters, seed: 72, day: 0, feed: null);

        // The first instrument is halted from 0.20 to 0.26 of the session: 120 to 156 s; the second from 240 s on.
        Assert.That(Answer(market, 1, 119, venue: 0, instrument: 0), Is.Not.EqualTo(RejectReason.Halted));
        Assert.That(Answer(market, 2, 121, venue: 0, instrument: 0), Is.EqualTo(RejectReason.Halted));
        Assert.That(Answer(market, 3, 130, venue: 4, instrument: 0), Is.EqualTo(RejectReason.Halted));
        Assert.That(Answer(market, 4, 140, venue: 0, instrument: 1), Is.EqualTo(RejectReason.None));
        Assert.That(Answer(market, 5, 160, venue: 0, instrument: 0), Is.EqualTo(RejectReason.None));
        Assert.That(TestMarket.Levels(market, 0, 0, Side.Buy), Has.Count.EqualTo(5), "makers are back");
        Assert.That(Answer(market, 6, 241, venue: 2, instrument: 1), Is.EqualTo(RejectReason.Halted));
    }

    [Test]
    public void ShouldSilenceTheVenueOfAnOutageAndBringItBack()
    {
        MarketParameters parameters = MarketRegimes.Apply(MarketWorlds.Create("street") with { DurationSeconds = 600 }, "outage");
        var market = new MarketSimulator(parameters, seed: 73, day: 0, feed: null);
        TestMarket.RunTo(market, market.StartTimeNs + (250 * Second));
        market.Submit(TestMarket.Order(1, new VenueId(0), Side.Buy, 100, TestMarket.National(market, 0).AskNanos));
        Assert.That(TestMarket.TakeAll(market), Is.Empty, "from 240 to 360 s nobody answers");
        TestMarket.RunTo(market, market.StartTimeNs + (361 * Second));
        Assert.That(TestMarket.TakeAll(market).Select(r => r.RejectReason), Is.EqualTo(new[] { RejectReason.VenueBusy }));
        Assert.That(Answer(market, 2, 370, venue: 0, instrument: 0), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldLeanToOneSideOnAOneSidedDay()
    {
        MarketParameters parameters = MarketRegimes.Apply(MarketWorlds.Create("street") with { DurationSeconds = 2_000 }, "one-sided");
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var takers = Simulation.History.DayHistory.Build(parameters, seed, 0).Instruments[0].Takers.Where(t => t.Kind == Simulation.History.TakerKind.Natural).ToArray();
            double buyShare = takers.Count(t => t.Sign > 0) / (double)takers.Length;
            Assert.That(Math.Abs(buyShare - 0.5), Is.GreaterThan(0.1), $"seed {seed}");
        }
    }

    [Test]
    public void ShouldChargeSwappedFeesFromNoonOn()
    {
        var market = new MarketSimulator(MarketWorlds.Create("fee-swap") with { DurationSeconds = 200 }, seed: 74, day: 0, feed: null);

        Assert.That(FeeOf(market, 1, 50), Is.EqualTo(3_000_000));
        Assert.That(FeeOf(market, 2, 150), Is.EqualTo(-1_600_000));
        Assert.That(market.Universe.Venues[0].TakerFeeNanos, Is.EqualTo(3_000_000), "nobody says so");
    }

    [Test]
    public void ShouldStateAnotherWayThanTheTrueOne()
    {
        var market = new MarketSimulator(MarketWorlds.Create("liar") with { DurationSeconds = 60 }, seed: 75, day: 0, feed: null);
        VenueId liar = TestMarket.Venue(market, "LITB");
        TestMarket.RunTo(market, market.StartTimeNs + (10 * Second));

        Assert.That(Way(market, 1, liar), Is.GreaterThan(4 * market.Universe.Venues[liar.Value].LatencyNs));
    }

    [Test]
    public void ShouldNameTheWorldsAndRegimesThatThereAre()
    {
        Assert.That(Assert.Throws<EdgeRouterException>(() => MarketWorlds.Create("mars"))!.Message, Does.Contain("street"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => MarketRegimes.Apply(MarketWorlds.Create("six"), "rainy"))!.Message, Does.Contain("one-sided"));
        Assert.That(MarketWorlds.Names.Where(MarketWorlds.IsNull), Is.EqualTo(new[] { "null", "null-moves", "null-flow" }));
        Assert.That(MarketRegimes.Names, Has.All.Matches<string>(MarketRegimes.HasStructure));
    }

    private static List<double> Play(MarketParameters parameters, ulong seed, ParentRun.Rule rule) =>
        new ParentRun(new MarketSimulator(parameters, seed, day: 3, feed: null), seed).Play(rule);

    private static string Hash(MarketParameters parameters, ulong seed)
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, seed, day: 0, recorder);
        TestMarket.RunTo(market, market.EndTimeNs);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((byte[] frame, long time) in recorder.Frames)
        {
            hash.AppendData(frame);
            hash.AppendData(BitConverter.GetBytes(time));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static (double Size, double AtTouch) TouchOf(MarketSimulator market, int from, int to)
    {
        double size = 0.0;
        int atTouch = 0;
        for (int at = from; at < to; at++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
            (Price price, long quantity) = TestMarket.Levels(market, 0, 1, Side.Buy)[0];
            size += quantity;
            atTouch += price.Nanos == TestMarket.National(market, 1).BidNanos ? 1 : 0;
        }

        return (size / (to - from), (double)atTouch / (to - from));
    }

    private static long Way(MarketSimulator market, long id) => Way(market, id, new VenueId(0));

    private static long Way(MarketSimulator market, long id, VenueId venue)
    {
        long sent = market.TimeNs;
        market.Submit(TestMarket.Order(id, venue, Side.Buy, 100, 10_000_000));
        return TestMarket.TakeAll(market).First(r => r.ChildId == new ChildOrderId(id)).VenueTimeNs - sent;
    }

    private static RejectReason Answer(MarketSimulator market, long id, int at, int venue, int instrument)
    {
        TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
        market.Submit(TestMarket.Order(id, new VenueId((byte)venue), Side.Buy, 100, 10_000_000) with { InstrumentId = new InstrumentId(instrument) });
        return TestMarket.TakeAll(market).First(r => r.ChildId == new ChildOrderId(id)).RejectReason;
    }

    private static long FeeOf(MarketSimulator market, long id, int at)
    {
        TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
        long ask = TestMarket.Levels(market, 0, 1, Side.Sell)[0].Price.Nanos;
        market.Submit(TestMarket.Order(id, new VenueId(0), Side.Buy, 100, ask + 50_000_000) with { InstrumentId = new InstrumentId(1) });
        ExecutionReport trade = TestMarket.TakeAll(market).First(r => r.Type == ExecutionType.Trade);
        return trade.FeeNanos / trade.LastQuantity;
    }
}
