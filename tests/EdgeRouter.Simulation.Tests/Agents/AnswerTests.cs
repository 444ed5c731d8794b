using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Simulation.Tests.Agents;

/// <summary>What the street does in answer to our orders.</summary>
public sealed class AnswerTests
{
    private const long Second = TestMarket.Second;

    [TestCase(1UL)]
    [TestCase(2UL)]
    public void ShouldForgetASweepOfTheWholeStreetExactly(ulong seed)
    {
        MarketParameters parameters = MarketWorlds.Create("street") with { DurationSeconds = 700 };
        var untouched = new MarketSimulator(parameters, seed, day: 0, feed: null);
        var touched = new MarketSimulator(parameters, seed, day: 0, feed: null);
        long id = 0;
        foreach (int at in new[] { 20, 22 })
        {
            TestMarket.RunTo(touched, touched.StartTimeNs + (at * Second));
            for (int venue = 0; venue < parameters.Venues.Count; venue++)
            {
                for (int instrument = 0; instrument < 3; instrument++)
                {
                    Side side = at == 20 ? Side.Buy : Side.Sell;
                    (long bid, long ask) = TestMarket.National(touched, instrument);
                    touched.Submit(TestMarket.Order(++id, new VenueId((byte)venue), side, at == 20 ? 5_000 : 500, (side == Side.Buy ? ask : bid) + (side.Sign() * 30_000_000)) with
                    {
                        InstrumentId = new InstrumentId(instrument),
                        Type = parameters.Venues[venue].Kind is VenueKind.Lit or VenueKind.Inverted ? OrderType.Limit : OrderType.MidpointPeg,
                    });
                }
            }
        }

        TestMarket.RunTo(touched, touched.StartTimeNs + (25 * Second));
        TestMarket.RunTo(untouched, untouched.StartTimeNs + (25 * Second));
        Assert.That(TestMarket.Picture(touched), Is.Not.EqualTo(TestMarket.Picture(untouched)), "it left a mark");
        for (int at = 600; at < 690; at += 7)
        {
            TestMarket.RunTo(touched, touched.StartTimeNs + (at * Second));
            TestMarket.RunTo(untouched, untouched.StartTimeNs + (at * Second));
            Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)), $"seed {seed} at {at} s");
        }
    }

    [Test]
    public void ShouldChargeForArrivingHalfAMillisecondLate()
    {
        List<double> together = BuyAtTwo(lateNs: 0, hasRace: true);
        List<double> late = BuyAtTwo(lateNs: 500_000, hasRace: true);
        List<double> lateUnraced = BuyAtTwo(lateNs: 500_000, hasRace: false);
        double[] price = [.. late.Zip(together, (a, b) => a - b)];
        double[] unraced = [.. lateUnraced.Zip(BuyAtTwo(lateNs: 0, hasRace: false), (a, b) => a - b)];

        TestContext.Out.WriteLine($"500 µs late: {Sample.Mean(price):F3} ± {1.96 * Sample.StandardError(price):F3} bps; without racers {Sample.Mean(unraced):F3}");
        Assert.That(Sample.Mean(price), Is.GreaterThan(4.0 * Sample.StandardError(price)));
        Assert.That(Sample.Mean(price), Is.GreaterThan(Sample.Mean(unraced) + (2.0 * Sample.StandardError(price))));
    }

    [Test]
    public void ShouldWithdrawSizeFromAnApproachingOrderInTheMirage() =>
        Assert.That(FilledShare("mirage"), Is.LessThan(FilledShare("street") - 0.1));

    [Test]
    public void ShouldContestTheTouchWhereACrowdMovesWithUs() =>
        Assert.That(FilledShare("crowd"), Is.LessThan(FilledShare("street") - 0.05));

    [Test]
    public void ShouldShowAdverseSelectionInMarkOuts()
    {
        (int natural, double naturalBps) = DarkMarkOut("DRKN");
        (int toxic, double toxicBps) = DarkMarkOut("DRKT");
        (int passive, double passiveBps) = PassiveMarkOut();

        TestContext.Out.WriteLine($"mark-outs after 3 s: DRKN {naturalBps:F2} bps of {natural}, DRKT {toxicBps:F2} of {toxic}, posted at LITA {passiveBps:F2} of {passive}");
        Assert.That(Math.Min(natural, Math.Min(toxic, passive)), Is.GreaterThan(20));
        Assert.That(toxicBps, Is.LessThan(-0.3));
        Assert.That(toxicBps, Is.LessThan(naturalBps - 0.4));
        Assert.That(passiveBps, Is.LessThan(-0.1), "who is filled passively is on the wrong side of the next move");
    }

    [Test]
    public void ShouldAllocateNothingInTheStreetWhileOrdersAreAnswered()
    {
        var market = new MarketSimulator(MarketWorlds.Create("street") with { DurationSeconds = 400 }, seed: 6, day: 0, new FrameRecorder { IsOn = false });
        long id = 0;
        Work(market, 5, 150, ref id);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(market, 150, 390, ref id);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(40_000), "books that grow a little still");
    }

    private static void Work(MarketSimulator market, int from, int to, ref long id)
    {
        var levels = new (Price Price, long Quantity)[16];
        for (int at = from; at < to; at++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
            market.CopyLevels(new VenueId(0), new InstrumentId(1), Side.Sell, levels);
            market.Submit(TestMarket.Order(++id, new VenueId(0), Side.Buy, 300, levels[0].Price.Nanos) with { InstrumentId = new InstrumentId(1) });
            while (market.TryTakeReport(market.TimeNs, out _))
            {
            }
        }
    }

    // Half to the primary, half to the second venue, whose order leaves later; what is missing is bought a second later wherever it is cheapest.
    private static List<double> BuyAtTwo(long lateNs, bool hasRace)
    {
        MarketParameters parameters = MarketWorlds.Create("street") with { DurationSeconds = 2_400 };
        parameters = parameters with { Flow = parameters.Flow with { Race = hasRace ? new() : null, FadeTriggerLots = 0.0 } };
        var market = new MarketSimulator(parameters, seed: 61, day: 0, feed: null);
        var costs = new List<double>();
        long id = 0;
        for (int at = 10; at < 2_390; at += 4)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
            int instrument = at / 4 % 3;
            (long bid, long ask) = TestMarket.National(market, instrument);
            long each = 100 * (2 + (at / 4 % 4));
            market.Submit(Buy(++id, 0, instrument, each, ask));
            TestMarket.RunTo(market, market.TimeNs + lateNs);
            market.Submit(Buy(++id, 1, instrument, each, ask));
            (long shares, double paid) = Paid(market);
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second) + (Second / 10));
            for (int round = 0; shares < 2 * each && round < 20; round++)
            {
                (_, long laterAsk) = TestMarket.National(market, instrument);
                int venue = Enumerable.Range(0, 6).OrderBy(v => TestMarket.Levels(market, v, instrument, Side.Sell)[0].Price.Nanos).First();
                market.Submit(Buy(++id, venue, instrument, (2 * each) - shares, laterAsk));
                (long more, double morePaid) = Paid(market);
                shares += more;
                paid += morePaid;
            }

            costs.Add(1e4 * ((paid / shares / ((bid + ask) / 2.0)) - 1.0));
        }

        return costs;
    }

    private static ChildOrder Buy(long id, int venue, int instrument, long shares, long limit) =>
        TestMarket.Order(id, new VenueId((byte)venue), Side.Buy, shares, limit) with { InstrumentId = new InstrumentId(instrument) };

    private static (long Shares, double Paid) Paid(MarketSimulator market)
    {
        long shares = 0;
        double paid = 0.0;
        foreach (ExecutionReport report in TestMarket.TakeAll(market).Where(r => r.Type == ExecutionType.Trade))
        {
            shares += report.LastQuantity;
            paid += (double)report.LastQuantity * report.LastPrice.Nanos;
        }

        return (shares, paid);
    }

    private static double FilledShare(string world)
    {
        var market = new MarketSimulator(MarketWorlds.Create(world) with { DurationSeconds = 1_200 }, seed: 62, day: 0, feed: null);
        long wanted = 0;
        long filled = 0;
        long id = 0;
        for (int at = 10; at < 1_190; at += 3)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
            (Price price, long quantity) = TestMarket.Levels(market, 0, 1, Side.Sell)[0];
            wanted += quantity;
            market.Submit(Buy(++id, 0, 1, quantity, price.Nanos));
            filled += Paid(market).Shares;
        }

        return (double)filled / wanted;
    }

    private static (int Fills, double Bps) DarkMarkOut(string venueName)
    {
        var market = new MarketSimulator(MarketWorlds.Create("street") with { DurationSeconds = 6_000 }, seed: 63, day: 0, feed: null);
        VenueId venue = TestMarket.Venue(market, venueName);
        var marks = new List<double>();
        for (int i = 1; i < 1_490; i++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (4 * i * Second));
            Side side = i % 2 == 0 ? Side.Buy : Side.Sell;
            double before = Mid(market);
            market.Submit(TestMarket.Order(i, venue, side, 300, 0) with { Type = OrderType.MidpointPeg, InstrumentId = new InstrumentId(1) });
            bool isFilled = TestMarket.TakeAll(market).Any(r => r.Type == ExecutionType.Trade);
            TestMarket.RunTo(market, market.StartTimeNs + (((4 * i) + 3) * Second));
            if (isFilled)
            {
                marks.Add(1e4 * side.Sign() * (Mid(market) - before) / before);
            }
        }

        return (marks.Count, marks.Count == 0 ? 0.0 : Sample.Mean(marks));
    }

    private static (int Fills, double Bps) PassiveMarkOut()
    {
        var market = new MarketSimulator(MarketWorlds.Create("street") with { DurationSeconds = 6_000 }, seed: 64, day: 0, feed: null);
        var marks = new List<double>();
        for (int i = 1; i < 1_190; i++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (5 * i * Second));
            Side side = i % 2 == 0 ? Side.Buy : Side.Sell;
            (long bid, long ask) = TestMarket.National(market, 1);
            double before = (bid + ask) / 2.0;
            market.Submit(TestMarket.Order(i, new VenueId(0), side, 100, side == Side.Buy ? bid : ask, TimeInForce.Day) with { InstrumentId = new InstrumentId(1) });
            TestMarket.RunTo(market, market.TimeNs + (2 * Second));
            market.Cancel(new CancelRequest { ChildId = new ChildOrderId(i), VenueId = new VenueId(0) });
            if (TestMarket.TakeAll(market).Any(r => r.Type == ExecutionType.Trade))
            {
                marks.Add(1e4 * side.Sign() * (Mid(market) - before) / before);
            }
        }

        return (marks.Count, marks.Count == 0 ? 0.0 : Sample.Mean(marks));
    }

    private static double Mid(MarketSimulator market)
    {
        (long bid, long ask) = TestMarket.National(market, 1);
        return (bid + ask) / 2.0;
    }
}
