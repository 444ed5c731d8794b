using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Tests.Support;
using EdgeRouter.Features.Venues;

namespace EdgeRouter.Features.Tests.Venues;

/// <summary>Late fills, busts and corrections, and the market that comes with the records. Midpoint 100.00 when sent, 100.10 at the end.</summary>
public sealed class VenueRestatementTests
{
    private const double Tolerance = 1e-9;
    private static readonly VenueId Lit = new(0);
    private Shard _shard = null!;

    [SetUp]
    public void SetUp() => _shard = new Shard();

    [TearDown]
    public void TearDown() => _shard.Dispose();

    [Test]
    public void ShouldTakeTheMarketFromTheRecords()
    {
        Run(1, filled: 0);
        Assert.That(Estimate().LeakageBps, Is.EqualTo(10.0).Within(Tolerance), "there is no live market at all");
        ChildOrder blind = Child(2) with { Ask = default };
        _shard.Venues.OnChildSent(blind);
        End(blind, 0);
        Assert.That(Estimate().LeakageBps, Is.EqualTo(10.0).Within(Tolerance), "one side is no market");
    }

    [Test]
    public void ShouldUndoABustedFillAsIfItNeverWas()
    {
        ChildOrder child = Run(1, filled: 100);
        Assert.That((Estimate().FillRate, Estimate().TimeToFillMs, Estimate().ImpactBps), Is.EqualTo((1.0, 1.0, 10.0)).Within(Tolerance));
        _shard.Venues.OnReport(child, Restated(ExecutionType.TradeBust, 0));
        using var other = new Shard();
        ChildOrder missed = Run(1, filled: 0, other);
        VenueEstimate expected = other.Venues.Estimate(Lit, RouteAction.Take, Shard.X, 100);
        VenueEstimate estimate = Estimate();
        Assert.That(estimate.FillRate, Is.EqualTo(expected.FillRate).Within(Tolerance));
        Assert.That(estimate.PartialRate, Is.EqualTo(expected.PartialRate).Within(Tolerance));
        Assert.That(estimate.LeakageBps, Is.EqualTo(expected.LeakageBps).Within(Tolerance));
        Assert.That((estimate.TimeToFillMs, estimate.ImpactBps), Is.EqualTo((double.NaN, double.NaN)));
        Assert.That(_shard.Venues.MemoryOf(Shard.X, Lit, Side.Buy).LastFillRatio, Is.Zero);
        _shard.Venues.OnMarkOut(new MarkOut { ChildId = child.Id, Side = Side.Buy, FillPrice = new Price(100), Midpoint = new Price(99), TimeNs = Shard.NowNs });
        Assert.That(Estimate().AdverseBps, Is.NaN, "a fill that was undone has no mark-out");
        Assert.That(missed.Id, Is.EqualTo(child.Id));
    }

    [Test]
    public void ShouldCorrectQuantitiesAsAgedAsTheyAre()
    {
        ChildOrder child = Run(1, filled: 100);
        Run(2, filled: 0, atNs: Shard.NowNs + (30 * TimeUnits.Minute)); // one half-life later
        Assert.That(Estimate().FillRate, Is.EqualTo(0.5 / 1.5).Within(Tolerance));
        _shard.Venues.OnReport(child, Restated(ExecutionType.TradeCorrection, 40, Shard.NowNs + (30 * TimeUnits.Minute)));
        Assert.That(Estimate().FillRate, Is.EqualTo(0.4 * 0.5 / 1.5).Within(Tolerance));
        Assert.That(Estimate().PartialRate, Is.EqualTo(0.5 / 1.5).Within(Tolerance));
        Assert.That(Estimate().TimeToFillMs, Is.EqualTo(1.0).Within(Tolerance), "it still filled");
        Assert.That(_shard.Venues.MemoryOf(Shard.X, Lit, Side.Buy).LastFillRatio, Is.Zero, "the second order's");
    }

    [Test]
    public void ShouldTakeAFillThatCameBehindTheCancel()
    {
        ChildOrder child = Run(1, filled: 0);
        _shard.Venues.OnReport(child, Restated(ExecutionType.Trade, 100));
        Assert.That(Estimate().FillRate, Is.EqualTo(1.0).Within(Tolerance));
        Assert.That(Estimate().ImpactBps, Is.EqualTo(10.0).Within(Tolerance));
        Assert.That(Estimate().LeakageBps, Is.NaN);
        _shard.Venues.OnReport(child, Restated(ExecutionType.Trade, 50));
        Assert.That(Estimate().FillRate, Is.EqualTo(1.0).Within(Tolerance), "a late report takes nothing back");
    }

    [Test]
    public void ShouldRestateBeforeTheEndToo()
    {
        ChildOrder child = Child(1);
        _shard.Venues.OnChildSent(child);
        _shard.Venues.OnReport(child, Report(ExecutionType.Trade, ChildOrderState.PartiallyFilled, 60, Shard.NowNs));
        _shard.Venues.OnReport(child, Report(ExecutionType.TradeBust, ChildOrderState.New, 0, Shard.NowNs));
        End(child, 0);
        Assert.That((Estimate().FillRate, Estimate().TimeToFillMs), Is.EqualTo((0.0, double.NaN)));
    }

    [Test]
    public void ShouldLeaveRejectsAlone()
    {
        ChildOrder child = Child(1);
        _shard.Venues.OnChildSent(child);
        _shard.Venues.OnReport(child, Report(ExecutionType.Rejected, ChildOrderState.Rejected, 0, Shard.NowNs));
        _shard.Venues.OnReport(child, Restated(ExecutionType.Trade, 100));
        Assert.That((Estimate().RejectRate, Estimate().FillRate), Is.EqualTo((1.0, double.NaN)));
    }

    [Test]
    public void ShouldLeaveOutChildrenThatCannotBe()
    {
        _shard.Venues.OnChildSent(Child(1) with { InstrumentId = new InstrumentId(-1) });
        _shard.Venues.OnChildSent(Child(2) with { InstrumentId = new InstrumentId(99) });
        _shard.Venues.OnChildSent(Child(3) with { VenueId = new VenueId(4) });
        _shard.Venues.OnChildSent(Child(4) with { Action = (RouteAction)3 });
        Assert.That(_shard.Venues.UnusableChildren, Is.EqualTo(4));
        _shard.Venues.OnReport(Child(1), Report(ExecutionType.Cancelled, ChildOrderState.Cancelled, 0, Shard.NowNs));
        Assert.That(_shard.Venues.UnknownChildren, Is.EqualTo(1));
    }

    [Test]
    public void ShouldSayHalfTheMedianOnceTwentyAnswered()
    {
        for (long id = 1; id < 20; id++)
        {
            Run(id, filled: 0);
        }

        Assert.That(_shard.Venues.TryGetLatencyNs(Lit, out long early), Is.False);
        Assert.That(early, Is.Zero);
        Run(20, filled: 0);
        Assert.That(_shard.Venues.TryGetLatencyNs(Lit, out long oneWayNs), Is.True);
        Assert.That(oneWayNs, Is.InRange(448_000, 512_000), "answers of 1 ms: bucket 896 to 1,024 us");
        Assert.That(_shard.Venues.TryGetLatencyNs(new VenueId(1), out _), Is.False);
    }

    [Test]
    public void ShouldFollowTheLotsOfTheUniverse()
    {
        var universe = new Universe([.. Shard.Universe.Instruments], [.. Shard.Universe.Venues]);
        var statistics = new VenueStatistics(universe, _shard.Region, new VenueStatisticsOptions { ChildCountMax = 64 });
        Assert.That(statistics.SizeBucketOf(Shard.X, 100), Is.Zero);
        universe.Adopt(new Universe([.. Shard.Universe.Instruments.ToArray().Select(i => i with { RoundLot = 10 })], [.. Shard.Universe.Venues]), 1);
        Assert.That(statistics.SizeBucketOf(Shard.X, 100), Is.EqualTo(2), "ten lots");
    }

    private static ChildOrder Child(long id) => Shard.Child(id, 0, RouteAction.Take, Side.Buy, 100, Shard.NowNs - TimeUnits.Millisecond) with
    {
        Bid = new Price(9_999 * Shard.Cent),
        Ask = new Price(10_001 * Shard.Cent),
    };

    private static ExecutionReport Report(ExecutionType type, ChildOrderState state, long cumulative, long timeNs) =>
        Shard.Report(type, state, cumulative, timeNs) with { Bid = new Price(10_009 * Shard.Cent), Ask = new Price(10_011 * Shard.Cent) };

    private static ExecutionReport Restated(ExecutionType type, long cumulative, long timeNs = Shard.NowNs) => Report(type, ChildOrderState.Filled, cumulative, timeNs);

    private static void End(Shard shard, ChildOrder child, long filled, long atNs) => shard.Venues.OnReport(
        child, Report(filled > 0 ? ExecutionType.Trade : ExecutionType.Cancelled, filled > 0 ? ChildOrderState.Filled : ChildOrderState.Cancelled, filled, atNs));

    private void End(ChildOrder child, long filled) => End(_shard, child, filled, Shard.NowNs);

    private ChildOrder Run(long id, long filled, Shard? shard = null, long atNs = Shard.NowNs)
    {
        ChildOrder child = Child(id);
        (shard ?? _shard).Venues.OnChildSent(child);
        End(shard ?? _shard, child, filled, atNs);
        return child;
    }

    private VenueEstimate Estimate() => _shard.Venues.Estimate(Lit, RouteAction.Take, Shard.X, 100);
}
