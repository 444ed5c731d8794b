using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Lab.Recorded;

namespace EdgeRouter.Lab.Tests.Recorded;

/// <summary>Where a posted order stands, and what reaches it: cases worked out by hand.</summary>
public sealed class RecordedQueueTests
{
    [Test]
    public void ShouldWaitBehindExactlyTheOrdersThatStoodBeforeIt()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: true);
        bench.Add(1, Side.Buy, 100, 300);
        bench.Add(2, Side.Buy, 100, 200);
        bench.Add(9, Side.Sell, 102, 500);
        RecordedChild child = bench.Send(Side.Buy, 150, 100, TimeInForce.Day);
        bench.Add(3, Side.Buy, 100, 400);
        Assert.That(child.Ahead, Is.EqualTo(500));

        bench.Delete(1);
        Assert.That(child.Ahead, Is.EqualTo(200), "one ahead left");
        bench.Execute(2, 100, 120);
        Assert.That((child.Ahead, child.Cumulative), Is.EqualTo((80L, 0L)));
        bench.Execute(2, 100, 80);
        Assert.That((child.Ahead, child.Cumulative), Is.EqualTo((0L, 0L)), "all that traded stood ahead");
        bench.Execute(3, 100, 100);
        Assert.That(child.Cumulative, Is.EqualTo(100), "what traded behind it would have traded with it");
        bench.Execute(3, 100, 100);

        Assert.That(child.State, Is.EqualTo(ChildOrderState.Filled));
        Assert.That(bench.Trades(child).Select(t => (t.LastQuantity, t.LastPrice.Nanos, t.Liquidity, t.FeeNanos)), Is.EqualTo(new[]
        {
            (100L, RecordedBench.At(100), LiquidityFlag.Added, -200_000_000L),
            (50L, RecordedBench.At(100), LiquidityFlag.Added, -100_000_000L),
        }));
    }

    [Test]
    public void ShouldNotMoveForACancelBehindIt()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: true);
        bench.Add(1, Side.Sell, 102, 300);
        RecordedChild child = bench.Send(Side.Sell, 100, 102, TimeInForce.Day);
        bench.Add(2, Side.Sell, 102, 300);
        bench.Delete(2);

        Assert.That(child.Ahead, Is.EqualTo(300));
    }

    // Ahead 600 of 600 at the join; 400 come behind: 1,000. A cancel of 250 spreads 150 to 100, or is all behind.
    [TestCase(QueueRule.CancelsSpread, 450)]
    [TestCase(QueueRule.CancelsBehind, 600)]
    public void ShouldSpreadCancelsOfAPriceLevelFeed(QueueRule rule, long expected)
    {
        using var bench = new RecordedBench(new RecordedFillOptions { Queue = rule }, isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 600);
        RecordedChild child = bench.Send(Side.Buy, 100, 100, TimeInForce.Day);
        bench.Level(Side.Buy, 1, 100, 1_000);
        bench.Level(Side.Buy, 1, 100, 750);

        Assert.That(child.Ahead, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldTakeATradeForATradeAndNotForACancelToo()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 600);
        RecordedChild child = bench.Send(Side.Buy, 100, 100, TimeInForce.Day);
        bench.Trade(100, 200, Side.Sell);
        Assert.That(child.Ahead, Is.EqualTo(400));
        bench.Level(Side.Buy, 1, 100, 400);
        Assert.That(child.Ahead, Is.EqualTo(400), "the level tells of the same shares");
        bench.Trade(100, 450, Side.Sell);

        Assert.That((child.Ahead, child.Cumulative), Is.EqualTo((0L, 50L)));
    }

    [Test]
    public void ShouldFillWhatATradeBeyondItsPriceWouldHaveMetFirst()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 600);
        RecordedChild child = bench.Send(Side.Buy, 100, 100, TimeInForce.Day);
        bench.Trade(99, 70, Side.Sell);

        Assert.That((child.Cumulative, bench.Trades(child)[0].LastPrice.Nanos), Is.EqualTo((70L, RecordedBench.At(100))));
    }

    [Test]
    public void ShouldNotTradeWithItsOwnSide()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 1);
        RecordedChild child = bench.Send(Side.Buy, 100, 101, TimeInForce.Day);
        bench.Trade(101, 500, Side.Buy);

        Assert.That(child.Cumulative, Is.Zero);
    }

    [Test]
    public void ShouldFillWhatTheOtherSideBringsToItsPrice()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 600);
        bench.Level(Side.Sell, 1, 102, 600);
        RecordedChild child = bench.Send(Side.Buy, 500, 101, TimeInForce.Day);
        bench.Level(Side.Sell, 1, 101, 200);
        Assert.That(child.Cumulative, Is.EqualTo(200), "as much as is shown");
        bench.Level(Side.Sell, 1, 101, 210);

        Assert.That(child.Cumulative, Is.EqualTo(210), "shares that were taken are missing");
    }

    [Test]
    public void ShouldGiveTheSharesOfATradeToOneOrderOnly()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        bench.Level(Side.Buy, 1, 100, 10);
        RecordedChild first = bench.Send(Side.Buy, 50, 101, TimeInForce.Day);
        RecordedChild second = bench.Send(Side.Buy, 50, 101, TimeInForce.Day);
        bench.Trade(101, 70, Side.Sell);

        Assert.That((first.Cumulative, second.Cumulative), Is.EqualTo((50L, 20L)));
    }

    [Test]
    public void ShouldTakeTheQueueFromTheFirstSightOfADeepPrice()
    {
        using var bench = new RecordedBench(new RecordedFillOptions(), isOrderByOrder: false);
        for (int level = 1; level <= 10; level++)
        {
            bench.Level(Side.Buy, level, 101 - level, 100);
        }

        RecordedChild child = bench.Send(Side.Buy, 50, 85, TimeInForce.Day);
        Assert.That(child.Ahead, Is.EqualTo(RecordedChild.AheadUnknown), "below the ten levels known");
        bench.Level(Side.Buy, 10, 85, 700);

        Assert.That(child.Ahead, Is.EqualTo(700));
    }

    [Test]
    public void ShouldGiveAnUndisplayedOrderItsShareOfPrintsWithinItsLimit()
    {
        using var bench = new RecordedBench(new RecordedFillOptions { PrintShare = 0.5 }, isOrderByOrder: true);
        RecordedChild child = bench.Send(Side.Buy, 500, 101, TimeInForce.Day, o => o with { VenueId = RecordedBench.Dark, Type = OrderType.MidpointPeg, MinimumQuantity = 100 });
        bench.Print(RecordedBench.At(102), 1_000);
        bench.Print(RecordedBench.At(100), 150);
        Assert.That(child.Cumulative, Is.Zero, "beyond the limit; half of 150 is below the minimum");
        bench.Print(RecordedBench.At(100), 300);

        Assert.That(bench.Trades(child).Select(t => (t.LastQuantity, t.Liquidity)), Is.EqualTo(new[] { (150L, LiquidityFlag.Midpoint) }));
    }
}
