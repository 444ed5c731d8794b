using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

/// <summary>Orders of ours at venues of every kind, from the outside.</summary>
public sealed class VenueLifeTests
{
    private const long Second = TestMarket.Second;

    [Test]
    public void ShouldInviteAConditionalOrderAndFillTheFirmOne()
    {
        MarketSimulator market = RichMarket.Start(TestMarket.Short(600));
        VenueId dark = TestMarket.Venue(market, "DRKA");
        ChildOrder conditional = TestMarket.Order(1, dark, Side.Buy, 400, 0, TimeInForce.Day) with { Type = OrderType.MidpointPeg, IsConditional = true, MinimumQuantity = 100 };
        market.Submit(conditional);
        ExecutionReport invitation = WaitFor(market, ExecutionType.FirmUpInvited);

        Assert.That(invitation.ChildId.Value, Is.EqualTo(1));
        Assert.That(invitation.LastQuantity, Is.InRange(100, 400));
        Assert.That((invitation.CumulativeQuantity, invitation.LeavesQuantity), Is.EqualTo((0L, 400L)), "nothing is reserved and nothing traded");
        market.Submit(conditional with
        {
            Id = new ChildOrderId(2),
            IsConditional = false,
            FirmUpOf = new ChildOrderId(1),
            Quantity = invitation.LastQuantity,
            TimeInForce = TimeInForce.ImmediateOrCancel,
        });
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = dark });
        List<ExecutionReport> reports = TestMarket.TakeAll(market);

        Assert.That(reports.Where(r => r.Type == ExecutionType.Trade).Sum(r => r.LastQuantity), Is.EqualTo(invitation.LastQuantity), "what was held was there");
        ExecutionReport late = reports.Single(r => r.Type == ExecutionType.CancelRejected);
        Assert.That((late.ChildId.Value, late.State), Is.EqualTo((1L, ChildOrderState.Replaced)));
        Assert.That(market.CountInvitations(dark), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public void ShouldCountInvitationsThatNobodyAnswersAndAskAgainLater()
    {
        MarketSimulator market = RichMarket.Start(TestMarket.Short(600));
        VenueId dark = TestMarket.Venue(market, "DRKA");
        VenueParameters venue = MarketParameters.CreateDefault().Venues[dark.Value];
        market.Submit(TestMarket.Order(1, dark, Side.Buy, 400, 0, TimeInForce.Day) with { Type = OrderType.MidpointPeg, IsConditional = true });
        ExecutionReport first = WaitFor(market, ExecutionType.FirmUpInvited);
        ExecutionReport second = WaitFor(market, ExecutionType.FirmUpInvited);

        Assert.That(second.VenueTimeNs - first.VenueTimeNs, Is.GreaterThanOrEqualTo(venue.FirmUpWindowNs + venue.FirmUpPauseNs));
        Assert.That(market.CountInvitations(dark), Is.EqualTo((2L, 1L)));
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = dark });
        Assert.That(WaitFor(market, ExecutionType.Cancelled).LeavesQuantity, Is.Zero);
    }

    [Test]
    public void ShouldDelayOrdersButNotCancelsAndNeverLetACancelPassItsOrder()
    {
        MarketSimulator market = RichMarket.Start(RichMarket.With(TestMarket.Short(60), "LITA", v => v with { SpeedBumpNs = 350_000, LatencyJitterNs = 0 }));
        VenueId lit = TestMarket.Venue(market, "LITA");
        long sent = market.TimeNs;
        market.Submit(TestMarket.Order(1, lit, Side.Buy, 100, 20 * 1_000_000_000L, TimeInForce.Day));
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = lit });
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(99), VenueId = lit });
        List<ExecutionReport> reports = TestMarket.TakeAll(market);

        Assert.That(reports.Select(r => (r.ChildId.Value, r.Type)), Is.EquivalentTo(new[] { (1L, ExecutionType.New), (1L, ExecutionType.Cancelled), (99L, ExecutionType.CancelRejected) }));
        Assert.That(reports.Single(r => r.Type == ExecutionType.New).VenueTimeNs, Is.EqualTo(sent + 90_000 + 20_000 + 350_000));
        Assert.That(reports.Single(r => r.ChildId.Value == 99).VenueTimeNs, Is.LessThan(sent + 90_000 + 20_000 + 350_000), "a cancel is not delayed");
    }

    [Test]
    public void ShouldDrawLatenciesFromTheTailWithoutOvertaking()
    {
        var tail = new LatencyTailParameters { MeanNs = 40_000, Sigma = 1.0, CapNs = 300_000, SpikeProbability = 0.05, SpikeNs = 3_000_000 };
        MarketParameters parameters = RichMarket.With(TestMarket.Short(60), "LITA", v => v with { WayThereTail = tail, WayBackTail = tail, ReturnLatencyNs = 70_000 });
        MarketSimulator market = RichMarket.Start(parameters);
        VenueId lit = TestMarket.Venue(market, "LITA");
        var there = new List<long>();
        var back = new List<long>();
        for (int i = 1; i <= 400; i++)
        {
            long sent = market.TimeNs;
            market.Submit(TestMarket.Order(i, lit, Side.Buy, 100, 20 * 1_000_000_000L));
            List<ExecutionReport> reports = TestMarket.TakeAll(market);
            there.Add(reports[0].VenueTimeNs - sent - 110_000);
            back.Add(reports[0].ReceiveTimeNs - reports[0].VenueTimeNs - 70_000);
            Assert.That(reports.Select(r => r.ReceiveTimeNs), Is.Ordered);
        }

        foreach (List<long> delays in new[] { there, back })
        {
            Assert.That(delays, Is.All.InRange(0, 3_300_000));
            Assert.That(delays.Count(d => d >= 3_000_000), Is.InRange(5, 45), "about one in twenty is a spike");
            List<long> calm = [.. delays.Where(d => d < 3_000_000).Order()];
            Assert.That(calm.Average(), Is.InRange(32_000, 48_000));
            Assert.That(calm[calm.Count / 2], Is.InRange(18_000, 31_000), "the median of the law is 24 us");
        }
    }

    [Test]
    public void ShouldVoidTradesLaterAndGiveSharesAndFeesBack()
    {
        MarketParameters parameters = RichMarket.With(TestMarket.Short(60), "LITA", v => v with { BustProbability = 1.0, BustDelayNs = 20_000_000 });
        MarketSimulator market = RichMarket.Start(parameters);
        VenueId lit = TestMarket.Venue(market, "LITA");
        List<(Price Price, long Quantity)> asks = TestMarket.Levels(market, lit.Value, 0, Side.Sell);
        market.Submit(TestMarket.Order(1, lit, Side.Buy, asks[0].Quantity, asks[0].Price.Nanos));
        List<ExecutionReport> reports = TestMarket.TakeAll(market);

        List<ExecutionReport> trades = [.. reports.Where(r => r.Type == ExecutionType.Trade)];
        List<ExecutionReport> busts = [.. reports.Where(r => r.Type == ExecutionType.TradeBust)];
        Assert.That(trades, Is.Not.Empty);
        Assert.That(
            busts.Select(b => (b.ReferenceExecutionId, b.LastQuantity, b.LastPrice, b.FeeNanos)),
            Is.EquivalentTo(trades.Select(t => (t.ExecutionId, t.LastQuantity, t.LastPrice, t.FeeNanos))));
        Assert.That(busts.Select(b => b.VenueTimeNs), Is.All.EqualTo(trades[0].VenueTimeNs + 20_000_000));
        Assert.That(reports.Where(r => r.ExecutionId != 0).Select(r => r.ExecutionId), Is.Unique);
        Assert.That((busts[^1].CumulativeQuantity, busts[^1].LeavesQuantity, busts[^1].State), Is.EqualTo((0L, 0L, ChildOrderState.Filled)), "an end is an end");
    }

    [Test]
    public void ShouldChargeTheTierThatOurVolumeReached()
    {
        MarketParameters parameters = RichMarket.With(TestMarket.Short(60), "LITA", v => v with
        {
            FeeTiers = [new FeeTierParameters { FromShares = 300, TakerFeeNanos = 2_500_000 }, new FeeTierParameters { FromShares = 500, TakerFeeNanos = 2_000_000 }],
        });
        MarketSimulator market = RichMarket.Start(parameters);
        VenueId lit = TestMarket.Venue(market, "LITA");
        var rates = new List<(long Before, long Rate)>();
        long executed = 0;
        for (int i = 1; i <= 8; i++)
        {
            market.Submit(TestMarket.Order(i, lit, Side.Buy, 100, 30 * 1_000_000_000L));
            foreach (ExecutionReport trade in TestMarket.TakeAll(market).Where(r => r.Type == ExecutionType.Trade))
            {
                rates.Add((executed, trade.FeeNanos / trade.LastQuantity));
                executed += trade.LastQuantity;
            }
        }

        Assert.That(executed, Is.EqualTo(800));
        Assert.That(rates.Select(r => r.Rate), Is.EqualTo(rates.Select(r => r.Before < 300 ? 3_000_000 : r.Before < 500 ? 2_500_000 : 2_000_000)));
    }

    [Test]
    public void ShouldMovePegsWithTheMarketAndNeverCross()
    {
        var recorder = new FrameRecorder();
        MarketParameters parameters = TestMarket.Short(120);
        MarketSimulator market = RichMarket.Start(parameters, recorder);
        VenueId lit = TestMarket.Venue(market, "LITB");
        OrderType[] types = [OrderType.PrimaryPeg, OrderType.MarketPeg, OrderType.MidpointPeg];
        int followed = 0;
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < types.Length; i++)
            {
                Side side = (round + i) % 2 == 0 ? Side.Buy : Side.Sell;
                market.Submit(TestMarket.Order(1 + (round * 3) + i, lit, side, 100, 0, TimeInForce.Day) with { Type = types[i], InstrumentId = new InstrumentId(2), BeneficialOwner = 0 });
            }

            TestMarket.RunTo(market, market.TimeNs + Second);
            List<(Price Price, long Quantity)> bids = TestMarket.Levels(market, lit.Value, 2, Side.Buy);
            List<(Price Price, long Quantity)> asks = TestMarket.Levels(market, lit.Value, 2, Side.Sell);
            Assert.That(bids.Count == 0 || asks.Count == 0 || bids[0].Price.Nanos < asks[0].Price.Nanos, Is.True);
            for (int i = 0; i < types.Length; i++)
            {
                followed += market.TryGetQueue(new ChildOrderId(1 + (round * 3) + i), out _, out _) ? 1 : 0;
            }

            CancelAll(market, lit, 1 + (round * 3), types.Length);
        }

        Assert.That(followed, Is.GreaterThan(50), "pegs must have rested for a second");
        TestMarket.RunTo(market, market.EndTimeNs);
        RichMarket.Rebuild(market, parameters, recorder.Frames, long.MaxValue);
    }

    [Test]
    public void ShouldKeepAPrimaryPegAtTheNearTouchAndAMidpointPegOutOfSight()
    {
        MarketSimulator market = RichMarket.Start(TestMarket.Short(120));
        VenueId lit = TestMarket.Venue(market, "LITB");
        market.Submit(TestMarket.Order(1, lit, Side.Buy, 7_777, 0, TimeInForce.Day) with { Type = OrderType.PrimaryPeg, InstrumentId = new InstrumentId(2) });
        market.Submit(TestMarket.Order(2, lit, Side.Buy, 8_888, 0, TimeInForce.Day) with { Type = OrderType.MidpointPeg, InstrumentId = new InstrumentId(2), BeneficialOwner = 0 });
        int atTouch = 0;
        var prices = new HashSet<long>();
        for (int i = 0; i < 60 && market.TryGetQueue(new ChildOrderId(1), out _, out _) | (i == 0); i++)
        {
            TestMarket.RunTo(market, market.TimeNs + Second);
            (long bid, _) = TestMarket.National(market, 2);
            List<(Price Price, long Quantity)> bids = TestMarket.Levels(market, lit.Value, 2, Side.Buy);
            Assert.That(bids.Sum(b => b.Quantity), Is.LessThan(25_000), "what follows the midpoint is not shown");
            atTouch += bids.Any(b => b.Price.Nanos == bid && b.Quantity % 100 != 0) ? 1 : 0;
            prices.Add(bid);
        }

        Assert.That(prices, Has.Count.GreaterThan(2), "the market must have moved");
        Assert.That(atTouch, Is.GreaterThan(3));
    }

    [Test]
    public void ShouldHoldOrdersAgainstTicksLotsAndCapabilities()
    {
        MarketParameters parameters = RichMarket.With(TestMarket.Short(60), "LITA", v => v with { AcceptsOddLots = false, Capabilities = VenueCapabilities.ImmediateOrCancel });
        parameters = parameters with
        {
            Instruments = [parameters.Instruments[0] with { TickBands = [new TickBand(0, 1_000_000), new TickBand(23_000_000_000, 10_000_000)] }, .. parameters.Instruments.Skip(1)],
        };
        MarketSimulator market = RichMarket.Start(parameters);
        ChildOrder good = TestMarket.Order(1, TestMarket.Venue(market, "LITA"), Side.Buy, 100, 22_999_000_000);
        (ChildOrder Order, RejectReason Reason)[] cases =
        [
            (good, RejectReason.None),
            (good with { LimitPrice = new Price(22_999_500_000) }, RejectReason.BadPrice),
            (good with { LimitPrice = new Price(23_001_000_000) }, RejectReason.BadPrice),
            (good with { LimitPrice = new Price(23_010_000_000) }, RejectReason.None),
            (good with { Quantity = 150 }, RejectReason.BadQuantity),
            (good with { Type = OrderType.PrimaryPeg, TimeInForce = TimeInForce.Day }, RejectReason.VenueUnsupported),
            (good with { MinimumQuantity = 100 }, RejectReason.VenueUnsupported),
            (good with { Quantity = 150, MinimumQuantity = 100, VenueId = TestMarket.Venue(market, "LITB") }, RejectReason.None),
        ];
        for (int i = 0; i < cases.Length; i++)
        {
            market.Submit(cases[i].Order with { Id = new ChildOrderId(i + 1) });
        }

        List<ExecutionReport> reports = TestMarket.TakeAll(market);
        for (int i = 0; i < cases.Length; i++)
        {
            Assert.That(reports.First(r => r.ChildId.Value == i + 1).RejectReason, Is.EqualTo(cases[i].Reason), $"case {i}");
        }

        Assert.That(market.Universe.Instruments[0].TickAt(22_000_000_000), Is.EqualTo(1_000_000));
    }

    [Test]
    public void ShouldTradeAllOrNothingAndMinimumsOfImmediateOrders()
    {
        MarketSimulator market = RichMarket.Start(TestMarket.Short(60));
        VenueId lit = TestMarket.Venue(market, "LITA");
        (Price price, long shown) = TestMarket.Levels(market, lit.Value, 0, Side.Sell)[0];
        ChildOrder order = TestMarket.Order(1, lit, Side.Buy, shown + 100, price.Nanos);
        market.Submit(order with { TimeInForce = TimeInForce.FillOrKill });
        market.Submit(order with { Id = new ChildOrderId(2), MinimumQuantity = shown + 1 });
        market.Submit(order with { Id = new ChildOrderId(3), MinimumQuantity = shown });
        List<ExecutionReport> reports = TestMarket.TakeAll(market);

        Assert.That(reports.Where(r => r.Type == ExecutionType.Trade).Select(r => r.ChildId.Value), Is.All.EqualTo(3));
        Assert.That(reports.Where(r => r.Type == ExecutionType.Trade).Sum(r => r.LastQuantity), Is.EqualTo(shown));
    }

    [Test]
    public void ShouldUncrossOurOrderWithWhoIsThere()
    {
        MarketParameters parameters = RichMarket.Create(200);
        MarketSimulator market = RichMarket.Start(parameters);
        VenueId venue = TestMarket.Venue(market, "AUCT");
        var trades = new List<ExecutionReport>();
        for (int i = 1; i <= 150; i++)
        {
            (long bid, long ask) = TestMarket.National(market, 1);
            market.Submit(TestMarket.Order(i, venue, Side.Buy, 100, 0) with { Type = OrderType.MidpointPeg, InstrumentId = new InstrumentId(1) });
            TestMarket.RunTo(market, market.TimeNs + Second);
            List<ExecutionReport> reports = [.. TestMarket.TakeAll(market).Where(r => r.ChildId.Value == i)];
            Assert.That(reports[^1].State, Is.EqualTo(ChildOrderState.Filled).Or.EqualTo(ChildOrderState.Cancelled));
            trades.AddRange(reports.Where(r => r.Type == ExecutionType.Trade));
            Assert.That(reports[^1].VenueTimeNs - reports[0].VenueTimeNs, Is.InRange(0, 60_000_000), "an order joins the auction that runs, or begins one");
        }

        Assert.That(trades, Has.Count.GreaterThan(15));
        Assert.That(trades.Select(t => t.Liquidity), Is.All.EqualTo(LiquidityFlag.Auction));
        Assert.That(trades.Select(t => t.FeeNanos / t.LastQuantity), Is.All.EqualTo(300_000));
    }

    private static ExecutionReport WaitFor(MarketSimulator market, ExecutionType type)
    {
        while (market.TimeNs < market.EndTimeNs)
        {
            market.AdvanceTo(Math.Min(market.EndTimeNs, market.NextReportTimeNs));
            while (market.TryTakeReport(market.TimeNs, out ExecutionReport report))
            {
                if (report.Type == type)
                {
                    return report;
                }
            }
        }

        throw new InvalidOperationException($"{type} never came");
    }

    private static void CancelAll(MarketSimulator market, VenueId venue, int first, int count)
    {
        for (int id = first; id < first + count; id++)
        {
            market.Cancel(new CancelRequest { ChildId = new ChildOrderId(id), VenueId = venue });
        }

        TestMarket.TakeAll(market);
    }
}
