using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

public sealed class OrderLifeTests
{
    private const long Second = TestMarket.Second;
    private const long Tick = 10_000_000;
    private MarketSimulator _market = null!;
    private VenueId _lit;

    [SetUp]
    public void RunTheMarketToItsTenthSecond()
    {
        _market = new MarketSimulator(TestMarket.Short(60), seed: 5, day: 0, feed: null);
        _lit = TestMarket.Venue(_market, "LITA");
        TestMarket.RunTo(_market, _market.StartTimeNs + (10 * Second));
    }

    [Test]
    public void ShouldAcknowledgeFillAndCancelTheRestOfAnImmediateOrder()
    {
        List<(Price Price, long Quantity)> asks = TestMarket.Levels(_market, _lit.Value, 0, Side.Sell);
        long quantity = asks[0].Quantity + 100;
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, quantity, asks[0].Price.Nanos));

        List<ExecutionReport> reports = TestMarket.TakeAll(_market);

        Assert.That(reports[0].Type, Is.EqualTo(ExecutionType.New));
        Assert.That(reports[0].LeavesQuantity, Is.EqualTo(quantity));
        List<ExecutionReport> trades = [.. reports.Where(r => r.Type == ExecutionType.Trade)];
        Assert.That(trades.Sum(r => r.LastQuantity), Is.EqualTo(asks[0].Quantity));
        Assert.That(trades.Select(r => r.LastPrice), Is.All.EqualTo(asks[0].Price));
        Assert.That(trades.Select(r => r.FeeNanos), Is.EqualTo(trades.Select(r => 3_000_000 * r.LastQuantity)));
        Assert.That(trades.Select(r => r.Liquidity), Is.All.EqualTo(LiquidityFlag.Removed));
        Assert.That(trades.Select(r => r.ExecutionId), Is.Unique);
        Assert.That(reports[^1].Type, Is.EqualTo(ExecutionType.Cancelled));
        Assert.That(reports[^1].State, Is.EqualTo(ChildOrderState.Cancelled));
        AssertSums(reports, quantity);
    }

    [Test]
    public void ShouldReportAfterTheWayThereAndBack()
    {
        VenueParameters venue = MarketParameters.CreateDefault().Venues[_lit.Value];
        long sent = _market.TimeNs;
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 100, 100 * Tick));

        Assert.That(_market.NextReportTimeNs, Is.EqualTo(long.MaxValue));
        Assert.That(_market.AdvanceTo(sent + Second), Is.True);
        long venueTime = _market.TimeNs;
        long oneWayMin = venue.LatencyNs + venue.MatchingNs;
        Assert.That(venueTime, Is.InRange(sent + oneWayMin, sent + oneWayMin + venue.LatencyJitterNs));
        Assert.That(_market.TryTakeReport(venueTime, out _), Is.False);
        long received = _market.NextReportTimeNs;
        Assert.That(received, Is.InRange(venueTime + venue.LatencyNs, venueTime + venue.LatencyNs + venue.LatencyJitterNs));
        Assert.That(_market.TryTakeReport(received, out ExecutionReport report), Is.True);
        Assert.That((report.VenueTimeNs, report.ReceiveTimeNs), Is.EqualTo((venueTime, received)));
    }

    [Test]
    public void ShouldRestInTheBookUntilCancelled()
    {
        long price = TestMarket.Levels(_market, _lit.Value, 0, Side.Buy)[0].Price.Nanos - (40 * Tick);
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 300, price, TimeInForce.Day));
        TestMarket.RunTo(_market, _market.TimeNs + (Second / 100));
        Assert.That(TestMarket.Levels(_market, _lit.Value, 0, Side.Buy), Does.Contain((new Price(price), 300L)));

        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = _lit, SendTimeNs = _market.TimeNs });
        List<ExecutionReport> reports = TestMarket.TakeAll(_market);

        Assert.That(reports.Select(r => r.Type), Is.EqualTo(new[] { ExecutionType.New, ExecutionType.Cancelled }));
        Assert.That(TestMarket.Levels(_market, _lit.Value, 0, Side.Buy).Select(l => l.Price.Nanos), Does.Not.Contain(price));
    }

    [Test]
    public void ShouldBePaidTheMakerFeeWhenSomebodyTakesOurPost()
    {
        // Alone at a better price than anybody's the post is the first thing that sellers meet.
        (long bid, long ask) = TestMarket.National(_market, 2);
        Assert.That(ask - bid, Is.GreaterThan(Tick), "the setup wants a wide spread");
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 100, ask - Tick, TimeInForce.Day) with { InstrumentId = new InstrumentId(2) });
        TestMarket.RunTo(_market, _market.TimeNs + (30 * Second));

        List<ExecutionReport> trades = [.. TestMarket.TakeAll(_market).Where(r => r.Type == ExecutionType.Trade)];

        Assert.That(trades, Is.Not.Empty);
        Assert.That(trades.Select(r => r.Liquidity), Is.All.EqualTo(LiquidityFlag.Added));
        Assert.That(trades.Select(r => r.LastPrice.Nanos), Is.All.EqualTo(ask - Tick));
        Assert.That(trades.Sum(r => r.FeeNanos), Is.EqualTo(-2_000_000 * trades.Sum(r => r.LastQuantity)));
    }

    [Test]
    public void ShouldRefuseACancelThatComesTooLateOrKnowsNoOrder()
    {
        long ask = TestMarket.Levels(_market, _lit.Value, 0, Side.Sell)[0].Price.Nanos;
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 100, ask));
        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = _lit });
        _market.Cancel(new CancelRequest { ChildId = new ChildOrderId(99), VenueId = _lit });

        List<ExecutionReport> reports = TestMarket.TakeAll(_market);

        Assert.That(reports[^2].Type, Is.EqualTo(ExecutionType.CancelRejected));
        Assert.That(reports[^2].State, Is.EqualTo(ChildOrderState.Filled));
        Assert.That(reports[^1].Type, Is.EqualTo(ExecutionType.CancelRejected));
        Assert.That(reports[^1].RejectReason, Is.EqualTo(RejectReason.UnknownOrder));
    }

    [Test]
    public void ShouldRefuseBadOrdersWithTheirReason()
    {
        ChildOrder good = TestMarket.Order(0, _lit, Side.Buy, 100, 24_000_000_000);
        VenueId dark = TestMarket.Venue(_market, "DRKA");
        (ChildOrder Order, RejectReason Reason)[] cases =
        [
            (good with { InstrumentId = new InstrumentId(3) }, RejectReason.UnknownInstrument),
            (good with { InstrumentId = new InstrumentId(-1) }, RejectReason.UnknownInstrument),
            (good with { Side = Side.None }, RejectReason.BadSide),
            (good with { Quantity = 0 }, RejectReason.BadQuantity),
            (good with { Quantity = -5 }, RejectReason.BadQuantity),
            (good with { Quantity = long.MaxValue }, RejectReason.SizeLimit),
            (good with { LimitPrice = new Price(24_000_000_001) }, RejectReason.BadPrice),
            (good with { LimitPrice = new Price(0) }, RejectReason.BadPrice),
            (good with { LimitPrice = new Price(-Tick) }, RejectReason.BadPrice),
            (good with { Type = OrderType.Market, TimeInForce = TimeInForce.Day }, RejectReason.VenueUnsupported),
            (good with { Type = OrderType.PrimaryPeg, VenueId = dark }, RejectReason.VenueUnsupported),
            (good with { IsConditional = true, TimeInForce = TimeInForce.Day }, RejectReason.VenueUnsupported),
            (good with { TimeInForce = TimeInForce.AtClose }, RejectReason.VenueUnsupported),
            (good with { MinimumQuantity = -1 }, RejectReason.BadMinimumQuantity),
            (good with { MinimumQuantity = 101 }, RejectReason.BadMinimumQuantity),
            (good with { MinimumQuantity = 100, TimeInForce = TimeInForce.Day }, RejectReason.VenueUnsupported),
        ];
        for (int i = 0; i < cases.Length; i++)
        {
            _market.Submit(cases[i].Order with { Id = new ChildOrderId(i + 1) });
        }

        List<ExecutionReport> reports = TestMarket.TakeAll(_market);

        Assert.That(reports, Has.Count.EqualTo(cases.Length));
        foreach (ExecutionReport report in reports)
        {
            Assert.That(report.Type, Is.EqualTo(ExecutionType.Rejected));
            Assert.That(report.RejectReason, Is.EqualTo(cases[report.ChildId.Value - 1].Reason), $"case {report.ChildId.Value - 1}");
        }
    }

    [Test]
    public void ShouldRefuseAnIdThatComesTwice()
    {
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 100, 20_000_000_000));
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 100, 20_000_000_000));

        Assert.That(TestMarket.TakeAll(_market)[^1].RejectReason, Is.EqualTo(RejectReason.Duplicate));
    }

    [Test]
    public void ShouldThrowForAVenueThatNobodyRuns()
    {
        Assert.That(() => _market.Submit(TestMarket.Order(1, new VenueId(6), Side.Buy, 100, Tick)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldExpireAtTheCloseAndRefuseAfterIt()
    {
        _market.Submit(TestMarket.Order(1, _lit, Side.Buy, 300, 20_000_000_000, TimeInForce.Day));
        TestMarket.RunTo(_market, _market.EndTimeNs);
        Assert.That(_market.NextEventTimeNs, Is.EqualTo(long.MaxValue));
        _market.Submit(TestMarket.Order(2, _lit, Side.Buy, 300, 20_000_000_000, TimeInForce.Day));

        List<ExecutionReport> reports = TestMarket.TakeAll(_market);

        Assert.That(reports.Select(r => r.Type), Is.EqualTo(new[] { ExecutionType.New, ExecutionType.Expired, ExecutionType.Rejected }));
        Assert.That(reports[^1].RejectReason, Is.EqualTo(RejectReason.VenueClosed));
        Assert.That(TestMarket.Picture(_market), Does.Not.Contain("("), "books must be empty after the close");
    }

    [Test]
    public void ShouldFillAtTheMidpointInTheDarkSomeOfTheTime()
    {
        VenueId dark = TestMarket.Venue(_market, "DRKA");
        var market = new MarketSimulator(TestMarket.Short(600), seed: 5, day: 0, feed: null);
        int fills = 0;
        for (int i = 1; i < 590; i++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (i * Second));
            (long bid, long ask) = TestMarket.National(market, 0);
            market.Submit(TestMarket.Order(i, dark, Side.Buy, 100, 0) with { Type = OrderType.MidpointPeg });
            foreach (ExecutionReport trade in TestMarket.TakeAll(market).Where(r => r.Type == ExecutionType.Trade))
            {
                fills++;
                Assert.That(trade.Liquidity, Is.EqualTo(LiquidityFlag.Midpoint));
                Assert.That(trade.FeeNanos, Is.EqualTo(1_000_000 * trade.LastQuantity));
                Assert.That(trade.LastPrice.Nanos, Is.InRange(bid - (2 * Tick), ask + (2 * Tick)));
            }
        }

        Assert.That(fills, Is.InRange(60, 400));
    }

    private static void AssertSums(List<ExecutionReport> reports, long quantity)
    {
        long cumulative = 0;
        foreach (ExecutionReport report in reports)
        {
            cumulative += report.LastQuantity;
            Assert.That(report.CumulativeQuantity, Is.EqualTo(cumulative));
            bool isOver = report.State is ChildOrderState.Cancelled or ChildOrderState.Filled;
            Assert.That(report.LeavesQuantity, Is.EqualTo(isOver ? 0 : quantity - cumulative));
        }

        Assert.That(reports.Select(r => r.ReceiveTimeNs), Is.Ordered);
    }
}
