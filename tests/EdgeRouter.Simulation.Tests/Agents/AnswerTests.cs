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
    private const int FastVenues = 6;

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
        List<double> together = BuyTheTouch(lateNs: 0, hasRace: true);
        List<double> late = BuyTheTouch(lateNs: 500_000, hasRace: true);
        List<double> lateUnraced = BuyTheTouch(lateNs: 500_000, hasRace: false);
        double[] price = [.. late.Zip(together, (a, b) => a - b)];
        double[] unraced = [.. lateUnraced.Zip(BuyTheTouch(lateNs: 0, hasRace: false), (a, b) => a - b)];

        TestContext.Out.WriteLine($"500 µs late: {Sample.Mean(price):F3} ± {1.96 * Sample.StandardError(price):F3} bps; without racers {Sample.Mean(unraced):F3}");
        Assert.That(Sample.Mean(price), Is.GreaterThan(3.0 * Sample.StandardError(price)));
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
        // The tables of our own orders grow with their number in any world: what the street adds to that is to be nothing.
        Assert.That(AllocatedBytes("street") - AllocatedBytes("six"), Is.LessThan(8_000));
    }

    private static long AllocatedBytes(string world)
    {
        var market = new MarketSimulator(MarketWorlds.Create(world) with { DurationSeconds = 400 }, seed: 6, day: 0, new FrameRecorder { IsOn = false });
        long id = 0;
        Work(market, 5, 150, ref id);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(market, 150, 390, ref id);
        return GC.GetAllocatedBytesForCurrentThread() - before;
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

    // Everything that is offered at the best price is wanted: the order to the primary leaves at once, the others together, perhaps later;
    // what is missing is bought a twentieth of a second later wherever it is cheapest then.
    private static List<double> BuyTheTouch(long lateNs, bool hasRace)
    {
        MarketParameters parameters = MarketWorlds.Create("street") with { DurationSeconds = 900 };
        parameters = parameters with { Flow = parameters.Flow with { Race = hasRace ? new() : null, FadeTriggerLots = 0.0 } };
        var market = new MarketSimulator(parameters, seed: 61, day: 0, feed: null);
        var costs = new List<double>();
        long id = 0;
        for (int at = 10; at < 890; at += 4)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (at * Second));
            int instrument = at / 4 % 3;
            (long bid, _) = TestMarket.National(market, instrument);
            long ask = Enumerable.Range(0, FastVenues).Min(v => TestMarket.Levels(market, v, instrument, Side.Sell)[0].Price.Nanos);
            long[] shown = [.. Enumerable.Range(0, FastVenues).Select(v => TestMarket.Levels(market, v, instrument, Side.Sell)[0]).Select(l => l.Price.Nanos == ask ? l.Quantity : 0)];
            for (int venue = 0; venue < FastVenues; venue++)
            {
                TestMarket.RunTo(market, market.StartTimeNs + (at * Second) + (venue == 0 ? 0 : lateNs));
                if (shown[venue] > 0)
                {
                    market.Submit(Buy(++id, venue, instrument, shown[venue], ask));
                }
            }

            costs.Add(Complete(market, instrument, shown.Sum(), (bid + ask) / 2.0, ref id));
        }

        return costs;
    }

    private static double Complete(MarketSimulator market, int instrument, long wanted, double mid, ref long id)
    {
        (long shares, double paid) = Paid(market);
        for (int round = 0; shares < wanted && round < 20; round++)
        {
            int venue = Enumerable.Range(0, FastVenues).OrderBy(v => TestMarket.Levels(market, v, instrument, Side.Sell)[0].Price.Nanos).First();
            market.Submit(Buy(++id, venue, instrument, wanted - shares, TestMarket.Levels(market, venue, instrument, Side.Sell)[0].Price.Nanos));
            (long more, double morePaid) = Paid(market);
            shares += more;
            paid += morePaid;
        }

        return 1e4 * ((paid / shares / mid) - 1.0);
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
        var market = new MarketSimulator(MarketWorlds.Create("street") with { DurationSeconds = 4_000 }, seed: 63, day: 0, feed: null);
        VenueId venue = TestMarket.Venue(market, venueName);
        var marks = new List<double>();
        for (int i = 1; i < 990; i++)
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
        var market = new MarketSimulator(MarketWorlds.Create("street") with { DurationSeconds = 3_000 }, seed: 64, day: 0, feed: null);
        var marks = new List<double>();
        for (int i = 1; i < 590; i++)
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
