using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Lab.Recorded;

namespace EdgeRouter.Lab.Tests.Recorded;

/// <summary>What an order takes from the captured book, and what is refused.</summary>
public sealed class RecordedTakeTests
{
    private const long Second = 1_000_000_000;

    [Test]
    public void ShouldTakeLevelByLevelUpToTheLimitAndCancelTheRest()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions { ImpactCoefficient = 0 });
        RecordedChild child = bench.Send(Side.Buy, 1_000, 103);

        Assert.That(bench.Reports.Select(r => r.Report.Type), Is.EqualTo(new[] { ExecutionType.New, ExecutionType.Trade, ExecutionType.Trade, ExecutionType.Cancelled }));
        Assert.That(bench.Trades(child).Select(t => (t.LastQuantity, t.LastPrice.Nanos, t.FeeNanos, t.Liquidity)), Is.EqualTo(new[]
        {
            (100L, RecordedBench.At(102), 300_000_000L, LiquidityFlag.Removed),
            (200L, RecordedBench.At(103), 600_000_000L, LiquidityFlag.Removed),
        }));
    }

    [Test]
    public void ShouldMissWhatItTookUntilItIsForgotten()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions { TakenMemoryNs = 5 * Second });
        bench.Venues.NowNs = 10 * Second;
        Assert.That(bench.Send(Side.Buy, 60, 102).Cumulative, Is.EqualTo(60));
        bench.Venues.NowNs = (15 * Second) - 1;
        Assert.That(bench.Send(Side.Buy, 60, 102).Cumulative, Is.EqualTo(40));
        bench.Venues.NowNs = 15 * Second;

        Assert.That(bench.Send(Side.Buy, 100, 102).Cumulative, Is.EqualTo(60), "the first sixty are back, the next forty are not");
    }

    [Test]
    public void ShouldShowEveryOrderTheWholeBookWithoutMemory()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions { TakenMemoryNs = 0 });

        Assert.That(new[] { bench.Send(Side.Buy, 100, 102).Cumulative, bench.Send(Side.Buy, 100, 102).Cumulative }, Is.EqualTo(new[] { 100L, 100L }));
    }

    // Range 1 currency, volume a million: 0.5 × 1 × √(100 / 1,000,000) = 0.005 a share; after it, √(200 / 1,000,000) less what faded.
    [Test]
    public void ShouldChargeSquareRootImpactThatFades()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions { ImpactCoefficient = 0.5, ImpactDecayNs = 10 * Second, TakenMemoryNs = 0 });
        long fee = 3_000_000 * 100;
        RecordedChild first = bench.Send(Side.Buy, 100, 102);
        Assert.That(bench.Trades(first)[0].FeeNanos - fee, Is.EqualTo(5_000_000 * 100));
        RecordedChild second = bench.Send(Side.Buy, 100, 102);
        Assert.That((bench.Trades(second)[0].FeeNanos - fee) / 100, Is.EqualTo(7_071_067));
        bench.Venues.NowNs = 10 * Second;
        RecordedChild third = bench.Send(Side.Buy, 100, 102);
        Assert.That((bench.Trades(third)[0].FeeNanos - fee) / 100.0, Is.EqualTo(500_000_000 * Math.Sqrt((100 + (200 * Math.Exp(-1))) / 1e6)).Within(1.0));
        RecordedChild sale = bench.Send(Side.Sell, 100, 100);

        Assert.That((bench.Trades(sale)[0].FeeNanos - fee) / 100, Is.EqualTo(5_000_000), "a sale starts afresh");
    }

    [TestCase(TimeInForce.FillOrKill, 300, 0, 300)]
    [TestCase(TimeInForce.FillOrKill, 301, 0, 0)]
    [TestCase(TimeInForce.ImmediateOrCancel, 500, 300, 300)]
    [TestCase(TimeInForce.ImmediateOrCancel, 500, 301, 0)]
    public void ShouldFillAllItMustOrNothing(TimeInForce time, long quantity, long minimum, long expected)
    {
        using RecordedBench bench = Asks(new RecordedFillOptions());

        Assert.That(bench.Send(Side.Buy, quantity, 103, time, o => o with { MinimumQuantity = minimum }).Cumulative, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldRefuseWhatTheVenueCouldNotDo()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions());
        (Func<ChildOrder, ChildOrder> Change, RejectReason Reason)[] cases =
        [
            (o => o with { InstrumentId = new InstrumentId(5) }, RejectReason.UnknownInstrument),
            (o => o with { Side = Side.None }, RejectReason.BadSide),
            (o => o with { Quantity = 0 }, RejectReason.BadQuantity),
            (o => o with { MinimumQuantity = 101 }, RejectReason.BadQuantity),
            (o => o with { Type = OrderType.PrimaryPeg }, RejectReason.VenueUnsupported),
            (o => o with { Type = OrderType.MidpointPeg }, RejectReason.VenueUnsupported),
            (o => o with { IsConditional = true }, RejectReason.VenueUnsupported),
            (o => o with { TimeInForce = TimeInForce.AtClose }, RejectReason.VenueUnsupported),
            (o => o with { LimitPrice = new Price(1) }, RejectReason.BadPrice),
        ];
        foreach ((Func<ChildOrder, ChildOrder> change, RejectReason reason) in cases)
        {
            RecordedChild child = bench.Send(Side.Buy, 100, 102, change: change);
            Assert.That((bench.Last(child).Type, bench.Last(child).RejectReason), Is.EqualTo((ExecutionType.Rejected, reason)));
        }

        bench.Send(Side.Buy, 10, 90, TimeInForce.Day, o => o with { Id = new ChildOrderId(1_000) });
        RecordedChild again = bench.Send(Side.Buy, 10, 90, TimeInForce.Day, o => o with { Id = new ChildOrderId(1_000) });
        Assert.That(bench.Last(again).RejectReason, Is.EqualTo(RejectReason.Duplicate));
    }

    [Test]
    public void ShouldRefuseWhileTheBookIsHaltedOrUnknown()
    {
        using RecordedBench bench = Asks(new RecordedFillOptions());
        bench.Status(TradingStatus.Halted);
        Assert.That(bench.Last(bench.Send(Side.Buy, 10, 102)).RejectReason, Is.EqualTo(RejectReason.Halted));
        bench.Status(TradingStatus.Closed);
        Assert.That(bench.Last(bench.Send(Side.Buy, 10, 102)).RejectReason, Is.EqualTo(RejectReason.VenueClosed));
        bench.Status(TradingStatus.Trading);
        Assert.That(bench.Send(Side.Buy, 10, 102).Cumulative, Is.EqualTo(10));
        bench.Gap();
        Assert.That(bench.Last(bench.Send(Side.Buy, 10, 102)).RejectReason, Is.EqualTo(RejectReason.VenueBusy), "behind a gap nothing is filled on a guess");
    }

    [TestCase(20_261_120UL)]
    public void ShouldAnswerAnyOrderAndNeverFillMoreThanItHasOrIsShown(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new DeterministicRandom(seed, 1);
        using var bench = new RecordedBench(new RecordedFillOptions { TakenMemoryNs = Second }, isOrderByOrder: false);
        for (int i = 0; i < 20_000; i++)
        {
            bench.Venues.NowNs += random.NextInt32(1_000_000);
            int level = 1 + random.NextInt32(4);
            bench.Level(Side.Buy, level, 100 - level, random.NextInt32(300));
            bench.Level(Side.Sell, level, 100 + level, random.NextInt32(300));
            bench.Trade(95 + random.NextInt32(10), random.NextInt32(200), (Side)random.NextInt32(3));
            RecordedChild child = bench.Send((Side)random.NextInt32(4), random.NextInt32(500) - 10, 90 + random.NextInt32(20), (TimeInForce)random.NextInt32(8), o => o with
            {
                Type = (OrderType)random.NextInt32(6),
                InstrumentId = new InstrumentId(random.NextInt32(20) == 0 ? -1 : 0),
                VenueId = random.NextInt32(4) == 0 ? RecordedBench.Dark : RecordedBench.Lit,
                MinimumQuantity = random.NextInt32(300) - 5,
            });
            Assert.That(bench.Reports[^1].Child.Cumulative, Is.LessThanOrEqualTo(Math.Max(0, bench.Reports[^1].Child.Order.Quantity)));
            Assert.That(bench.Reports.Any(r => r.Child == child), Is.True, "every order is answered");
            foreach ((RecordedChild filled, ExecutionReport report) in bench.Reports.Where(r => r.Report.Type == ExecutionType.Trade))
            {
                long beyond = filled.Order.Type == OrderType.Limit ? filled.Order.Side.Sign() * (report.LastPrice.Nanos - filled.Order.LimitPrice.Nanos) : 0;
                Assert.That((report.LastQuantity > 0, beyond <= 0, filled.Cumulative <= filled.Order.Quantity), Is.EqualTo((true, true, true)));
            }

            bench.Reports.Clear();
        }
    }

    private static RecordedBench Asks(RecordedFillOptions options)
    {
        var bench = new RecordedBench(options, isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 500);
        bench.Level(Side.Sell, 1, 102, 100, BookAction.New);
        bench.Level(Side.Sell, 2, 103, 200, BookAction.New);
        bench.Level(Side.Sell, 3, 104, 400, BookAction.New);
        return bench;
    }
}
