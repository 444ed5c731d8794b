using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

/// <summary>Halts and outages, from the outside.</summary>
public sealed class VenueStateTests
{
    private const long Second = TestMarket.Second;

    [Test]
    public void ShouldRefuseOrdersInAHaltAndTakeCancelsAndForgetItAfterwards()
    {
        MarketSimulator untouched = RichMarket.Start(TestMarket.Short(60));
        MarketSimulator market = RichMarket.Start(TestMarket.Short(60));
        VenueId lit = TestMarket.Venue(market, "LITA");
        market.Submit(TestMarket.Order(1, lit, Side.Buy, 100, 20 * 1_000_000_000L, TimeInForce.Day));
        TestMarket.TakeAll(market);
        market.SetTradingStatus(lit.Value, 0, TradingStatus.Halted);
        market.Submit(TestMarket.Order(2, lit, Side.Buy, 100, 30 * 1_000_000_000L));
        market.Submit(TestMarket.Order(3, lit, Side.Buy, 100, 300 * 1_000_000_000L) with { InstrumentId = new InstrumentId(1) });
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = lit });
        List<ExecutionReport> reports = TestMarket.TakeAll(market);
        Assert.That(reports.Single(r => r.ChildId.Value == 2).RejectReason, Is.EqualTo(RejectReason.Halted));
        Assert.That(reports.Where(r => r.ChildId.Value == 3).Select(r => r.Type), Does.Contain(ExecutionType.Trade), "the other instruments trade");
        Assert.That(reports.Single(r => r.ChildId.Value == 1).Type, Is.EqualTo(ExecutionType.Cancelled));

        market.SetTradingStatus(lit.Value, -1, TradingStatus.Halted);
        market.SetTradingStatus(lit.Value, 0, TradingStatus.Trading);
        market.Submit(TestMarket.Order(4, lit, Side.Buy, 100, 30 * 1_000_000_000L));
        Assert.That(TestMarket.TakeAll(market).Single().RejectReason, Is.EqualTo(RejectReason.VenueClosed));
        market.SetTradingStatus(lit.Value, -1, TradingStatus.Trading);
        long later = market.TimeNs + (20 * Second);
        TestMarket.RunTo(market, later);
        TestMarket.RunTo(untouched, later);
        Assert.That(TestMarket.Picture(market), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    [Test]
    public void ShouldBeDumbInAnOutageAndAnswerEverythingAfterwards()
    {
        MarketParameters parameters = TestMarket.Short(60);
        MarketSimulator untouched = RichMarket.Start(parameters);
        var recorder = new FrameRecorder();
        MarketSimulator market = RichMarket.Start(parameters, recorder);
        VenueId lit = TestMarket.Venue(market, "LITA");
        market.Submit(TestMarket.Order(1, lit, Side.Buy, 100, 20 * 1_000_000_000L, TimeInForce.Day));
        TestMarket.TakeAll(market);
        long from = market.TimeNs;
        market.SetOutage(lit.Value, isOut: true);
        market.Submit(TestMarket.Order(2, lit, Side.Buy, 100, 30 * 1_000_000_000L));
        market.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = lit });
        market.RequestStatus(new StatusRequest { ChildId = new ChildOrderId(1), VenueId = lit });
        TestMarket.RunTo(market, market.TimeNs + (5 * Second));
        Assert.That(market.TryTakeReport(market.TimeNs, out _), Is.False, "no answer to anything");
        long until = market.TimeNs;
        market.SetOutage(lit.Value, isOut: false);

        Assert.That(
            TestMarket.TakeAll(market).Select(r => (r.ChildId.Value, r.Type, r.RejectReason)),
            Is.EqualTo(new[]
            {
                (1L, ExecutionType.Cancelled, RejectReason.None), (2L, ExecutionType.Rejected, RejectReason.VenueBusy),
                (1L, ExecutionType.CancelRejected, RejectReason.None), (1L, ExecutionType.OrderStatus, RejectReason.None),
            }));
        long later = market.TimeNs + (20 * Second);
        TestMarket.RunTo(market, later);
        TestMarket.RunTo(untouched, later);
        Assert.That(TestMarket.Picture(market), Is.EqualTo(TestMarket.Picture(untouched)));
        TestMarket.RunTo(market, market.EndTimeNs);
        long latency = parameters.Venues[lit.Value].FeedLatencyNs;
        Assert.That(recorder.Frames.Where(f => RichMarket.VenueOf(market, f.Frame) == lit.Value).Select(f => f.TimeNs - latency), Has.None.InRange(from + 1, until - 1));
        AssertPublicBooks(parameters, market, recorder, later, untouched);
    }

    private static void AssertPublicBooks(MarketParameters parameters, MarketSimulator market, FrameRecorder recorder, long atNs, MarketSimulator truth)
    {
        RebuiltBooks[] books = RichMarket.Rebuild(market, parameters, recorder.Frames, atNs);
        for (int v = 0; v < parameters.Venues.Count; v++)
        {
            foreach (Side side in new[] { Side.Buy, Side.Sell })
            {
                int id = market.FeedPlan.SecurityIdOf(new VenueId((byte)v), new InstrumentId(0));
                Assert.That(books[v].Levels(id, side), Is.EqualTo(TestMarket.Levels(truth, v, 0, side)), $"{v} {side}");
            }
        }
    }
}
