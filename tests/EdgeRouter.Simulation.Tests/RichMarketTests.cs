using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

/// <summary>All mechanisms at once: memory, bytes, public books, and orders that make no sense.</summary>
public sealed class RichMarketTests
{
    private const long Second = TestMarket.Second;

    [TestCase(1UL)]
    [TestCase(2UL)]
    public void ShouldForgetOurOrdersWithinSeconds(ulong seed)
    {
        MarketParameters parameters = RichMarket.Create(120);
        var untouched = new MarketSimulator(parameters, seed, day: 0, feed: null);
        var touched = new MarketSimulator(parameters, seed, day: 0, feed: null);
        int differing = 0;
        for (int round = 0; round < 3; round++)
        {
            long at = untouched.StartTimeNs + ((10 + (30 * round)) * Second);
            TestMarket.RunTo(untouched, at);
            TestMarket.RunTo(touched, at);
            Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)), $"seed {seed} round {round}");
            for (int i = 0; i < parameters.Venues.Count * 3; i++)
            {
                Side side = round % 2 == 0 ? Side.Buy : Side.Sell;
                touched.Submit(TestMarket.Order(1 + (round * 100) + i, new VenueId((byte)(i / 3)), side, 5_000, side == Side.Buy ? 200_000_000_000 : 10_000_000) with { InstrumentId = new InstrumentId(i % 3) });
            }

            TestMarket.RunTo(untouched, at + (Second / 20));
            TestMarket.RunTo(touched, at + (Second / 20));
            differing += TestMarket.Picture(touched) == TestMarket.Picture(untouched) ? 0 : 1;
        }

        Assert.That(differing, Is.EqualTo(3), "the orders must have left a mark at first");
        TestMarket.RunTo(untouched, untouched.StartTimeNs + (110 * Second));
        TestMarket.RunTo(touched, untouched.StartTimeNs + (110 * Second));
        Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    [Test]
    public void ShouldAnswerEveryOrderHoweverAbsurd([Values(41UL, 42UL, 43UL)] ulong seed)
    {
        MarketParameters parameters = RichMarket.Create(60);
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, seed, 0, recorder);
        var random = new DeterministicRandom(seed, 5);
        var sent = new Dictionary<long, ChildOrder>();
        var reports = new List<ExecutionReport>();
        for (int i = 1; i <= 3_000; i++)
        {
            TestMarket.RunTo(market, market.TimeNs + random.NextInt32(30_000_000));
            ChildOrder order = Absurd(random, i, market, parameters.Venues.Count);
            sent.Add(i, order);
            market.Submit(in order);
            if (random.NextBool(0.4))
            {
                market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1 + random.NextInt32(i)), VenueId = new VenueId((byte)random.NextInt32(parameters.Venues.Count)) });
            }

            Disturb(random, market, parameters.Venues.Count);
            Drain(market, reports);
        }

        TestMarket.RunTo(market, market.EndTimeNs + (2 * Second));
        Drain(market, reports);
        AssertLives(sent, reports, parameters, $"seed {seed}");
        RichMarket.Rebuild(market, parameters, recorder.Frames, long.MaxValue);
    }

    [Test]
    public void ShouldWriteTheSameBytesForTheSameSeedAndShowNothingHidden()
    {
        MarketParameters parameters = RichMarket.Create(40);
        (FrameRecorder first, MarketSimulator market) = Run(parameters, 3);
        (FrameRecorder second, _) = Run(parameters, 3);
        Assert.That(first.Frames.Select(f => (Convert.ToHexString(f.Frame), f.TimeNs)), Is.EqualTo(second.Frames.Select(f => (Convert.ToHexString(f.Frame), f.TimeNs))));

        long at = market.StartTimeNs + (30 * Second);
        var again = new MarketSimulator(parameters, 3, 0, feed: null);
        TestMarket.RunTo(again, at);
        RebuiltBooks[] books = RichMarket.Rebuild(market, parameters, first.Frames, at);
        for (int v = 0; v < parameters.Venues.Count; v++)
        {
            for (int i = 0; i < 3; i++)
            {
                int id = market.FeedPlan.SecurityIdOf(new VenueId((byte)v), new InstrumentId(i));
                Assert.That(books[v].Levels(id, Side.Buy), Is.EqualTo(TestMarket.Levels(again, v, i, Side.Buy)), $"{v} {i}");
                Assert.That(books[v].Levels(id, Side.Sell), Is.EqualTo(TestMarket.Levels(again, v, i, Side.Sell)), $"{v} {i}");
            }
        }
    }

    [Test]
    public void ShouldLetASweepMeetMoreThanIsShown()
    {
        MarketParameters parameters = RichMarket.Create(60);
        var market = new MarketSimulator(parameters, 5, 0, feed: null);
        int more = 0;
        for (int i = 1; i <= 20; i++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (2 * i * Second));
            (Price price, long shown) = TestMarket.Levels(market, 1, 2, Side.Sell)[0];
            market.Submit(TestMarket.Order(i, new VenueId(1), Side.Buy, 20_000, price.Nanos) with { InstrumentId = new InstrumentId(2) });
            more += TestMarket.TakeAll(market).Where(r => r.Type == ExecutionType.Trade).Sum(r => r.LastQuantity) > shown ? 1 : 0;
        }

        Assert.That(more, Is.InRange(4, 20));
    }

    [Test]
    public void ShouldAllocateNothingWhileRunning()
    {
        var market = new MarketSimulator(RichMarket.Create(600), seed: 4, day: 0, new FrameRecorder { IsOn = false });
        TestMarket.RunTo(market, market.StartTimeNs + (300 * Second));
        long before = GC.GetAllocatedBytesForCurrentThread();
        TestMarket.RunTo(market, market.StartTimeNs + (590 * Second));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000));
    }

    private static (FrameRecorder Recorder, MarketSimulator Market) Run(MarketParameters parameters, ulong seed)
    {
        var recorder = new FrameRecorder();
        var market = new MarketSimulator(parameters, seed, 0, recorder);
        TestMarket.RunTo(market, market.EndTimeNs + Second);
        return (recorder, market);
    }

    private static void Drain(MarketSimulator market, List<ExecutionReport> reports)
    {
        while (market.TryTakeReport(market.TimeNs, out ExecutionReport report))
        {
            reports.Add(report);
        }
    }

    private static void Disturb(DeterministicRandom random, MarketSimulator market, int venueCount)
    {
        int venue = random.NextInt32(venueCount);
        if (random.NextBool(0.02))
        {
            market.SetOutage(venue, isOut: true);
        }
        else if (random.NextBool(0.1))
        {
            market.SetOutage(venue, isOut: false);
        }
        else if (random.NextBool(0.05))
        {
            market.SetTradingStatus(venue, random.NextInt32(4) - 1, TradingStatus.Halted);
        }
        else if (random.NextBool(0.5))
        {
            market.SetTradingStatus(venue, random.NextInt32(4) - 1, TradingStatus.Trading);
        }
    }

    private static ChildOrder Absurd(DeterministicRandom random, int id, MarketSimulator market, int venueCount)
    {
        long[] odd = [0, -1, 1, long.MinValue, long.MaxValue, 100, 12_345];
        long Any(long sane) => random.NextBool(0.04) ? odd[random.NextInt32(odd.Length)] : sane;
        int instrument = random.NextInt32(3);
        (long bid, long ask) = TestMarket.National(market, instrument);
        long limit = bid is long.MinValue || ask is long.MaxValue ? 50_000_000_000 : bid + ((random.NextInt32(9) - 4) * 10_000_000);
        long quantity = 50 * (1 + random.NextInt32(60));
        var type = (OrderType)random.NextInt32(random.NextBool(0.05) ? 256 : 5);
        return new ChildOrder
        {
            Id = new ChildOrderId(id),
            InstrumentId = new InstrumentId((int)Any(instrument)),
            VenueId = new VenueId((byte)random.NextInt32(venueCount)),
            Side = (Side)random.NextInt32(random.NextBool(0.05) ? 256 : 3),
            Type = type,
            TimeInForce = (TimeInForce)random.NextInt32(random.NextBool(0.05) ? 256 : 3),
            Quantity = Any(quantity),
            LimitPrice = new Price(Any(type == OrderType.Limit || random.NextBool(0.5) ? limit : 0)),
            MinimumQuantity = random.NextBool(0.2) ? Any(1 + random.NextInt32((int)quantity)) : 0,
            BeneficialOwner = Any(random.NextInt32(3)),
            IsConditional = random.NextBool(0.15),
            FirmUpOf = new ChildOrderId(random.NextBool(0.2) ? Any(1 + random.NextInt32(id)) : 0),
        };
    }

    private static void AssertLives(Dictionary<long, ChildOrder> sent, List<ExecutionReport> reports, MarketParameters parameters, string because)
    {
        Assert.That(reports.Select(r => r.ReceiveTimeNs), Is.Ordered, because);
        ILookup<long, ExecutionReport> byChild = reports.Where(r => r.Type is not (ExecutionType.CancelRejected or ExecutionType.OrderStatus)).ToLookup(r => r.ChildId.Value);
        int traded = 0;
        foreach ((long id, ChildOrder order) in sent)
        {
            ExecutionReport[] life = [.. byChild[id]];
            Assert.That(life, Is.Not.Empty, $"{because} order {id} was not answered");
            Assert.That(life[0].Type, Is.EqualTo(ExecutionType.New).Or.EqualTo(ExecutionType.Rejected).Or.EqualTo(ExecutionType.Cancelled), because);
            long cumulative = 0;
            foreach (ExecutionReport report in life)
            {
                cumulative += report.Type == ExecutionType.Trade ? report.LastQuantity : 0;
                cumulative -= report.Type == ExecutionType.TradeBust ? report.LastQuantity : 0;
                Assert.That(report.CumulativeQuantity, Is.EqualTo(cumulative), $"{because} order {id}");
                Assert.That(report.LeavesQuantity, Is.InRange(0, Math.Max(0, order.Quantity - (report.Type == ExecutionType.TradeBust ? 0 : cumulative))), $"{because} order {id}");
            }

            bool isAnsweredFor = sent.Values.Any(o => o.FirmUpOf.Value == id && !o.IsConditional);
            Assert.That(life[^1].Type == ExecutionType.New && !isAnsweredFor, Is.False, $"{because} order {id} lives after the close: {order}");
            traded += cumulative > 0 ? 1 : 0;
        }

        Assert.That(traded, Is.GreaterThan(100), because);
        Assert.That(parameters.Venues.Select((_, v) => reports.Count(r => r.VenueId.Value == v && r.Type == ExecutionType.Trade)), Is.All.GreaterThan(0), "every venue must have traded");
    }
}
