using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Tests.Support;
using EdgeRouter.Features.Venues;

namespace EdgeRouter.Features.Tests.Venues;

public sealed class VenueStatisticsTests
{
    private const double Tolerance = 1e-12;
    private static readonly VenueId Lit = new(0);
    private Shard _shard = null!;
    private long _nextId;

    [SetUp]
    public void SetUp()
    {
        _nextId = 1;
        _shard = new Shard();
        _shard.Quote(Shard.At(600), 0, 9999, 10001);
    }

    [TearDown]
    public void TearDown() => _shard.Dispose();

    [Test]
    public void ShouldKnowNothingAtFirst()
    {
        VenueEstimate estimate = Estimate();
        Assert.That(estimate.FillRate, Is.NaN);
        Assert.That(estimate.RejectRate, Is.NaN);
        _shard.Venues.ReadAnswerTimes(Lit, out double median, out double p99);
        Assert.That((median, p99), Is.EqualTo((double.NaN, double.NaN)));
    }

    [Test]
    public void ShouldShrinkACellTowardsItsParents()
    {
        Run(filled: 100); // bucket 0 (one lot) of AAA
        Run(filled: 0, quantity: 3_000); // bucket 3 of AAA
        Run(filled: 0, instrument: 1);
        Run(filled: 0, instrument: 1);

        // venue: 1 / 4. AAA: (1 + 8 / 4) / (2 + 8) = 0.3. One lot: (1 + 8 * 0.3) / (1 + 8). Thirty lots: (0 + 8 * 0.3) / (1 + 8).
        Assert.That(Estimate().FillRate, Is.EqualTo(3.4 / 9).Within(Tolerance));
        Assert.That(Estimate(quantity: 3_000).FillRate, Is.EqualTo(2.4 / 9).Within(Tolerance));
        // A size never tried is AAA's own mean.
        Assert.That(Estimate(quantity: 600).FillRate, Is.EqualTo(0.3).Within(Tolerance));
        Assert.That(_shard.Venues.Estimate(Lit, RouteAction.Post, Shard.X, 100).FillRate, Is.NaN);
    }

    [Test]
    public void ShouldForgetHalfEveryHalfLife()
    {
        Run(filled: 100, atNs: Shard.At(1800));
        Run(filled: 0, atNs: Shard.At(0));

        // Weights 1/2 and 1: mean at every level of the hierarchy (0.5 + k m) / (1.5 + k) with m = 0.5 / 1.5, which is m itself.
        Assert.That(Estimate().FillRate, Is.EqualTo(1.0 / 3).Within(1e-9));
    }

    [Test]
    public void ShouldKeepRejectsApartFromFills()
    {
        Run(filled: 100);
        Run(filled: 0, end: ChildOrderState.Rejected);
        Assert.That(Estimate().FillRate, Is.EqualTo(1.0).Within(Tolerance));
        Assert.That(Estimate().RejectRate, Is.EqualTo(0.5).Within(Tolerance));
        Assert.That(_shard.Venues.MemoryOf(Shard.X, Lit, Side.Buy).LastMissNs, Is.Zero);
    }

    [Test]
    public void ShouldMeasureImpactAndLeakageAgainstOurSide()
    {
        ChildOrder sell = _shard.Priced(Shard.Child(_nextId++, 0, RouteAction.Take, Side.Sell, 100, Shard.At(5)));
        _shard.Venues.OnChildSent(sell);
        _shard.Quote(Shard.At(4), 0, 9989, 9991);
        _shard.Venues.OnReport(sell, _shard.Priced(Shard.Report(ExecutionType.Trade, ChildOrderState.Filled, 100, Shard.At(4))));
        Assert.That(Estimate().ImpactBps, Is.EqualTo(10.0).Within(1e-9)); // sold, and the midpoint fell 0.10 on 100
        Assert.That(Estimate().LeakageBps, Is.NaN);
    }

    [Test]
    public void ShouldRememberTheLastOrdersOfASide()
    {
        Run(filled: 50, atNs: Shard.At(20));
        Run(filled: 0, atNs: Shard.At(10));
        VenueMemory buy = _shard.Venues.MemoryOf(Shard.X, Lit, Side.Buy);
        Assert.That((buy.LastFillNs, buy.LastMissNs, buy.LastFillRatio), Is.EqualTo((Shard.At(20), Shard.At(10), 0.0)));
        VenueMemory sell = _shard.Venues.MemoryOf(Shard.X, Lit, Side.Sell);
        Assert.That((sell.LastFillNs, sell.LastMissNs), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void ShouldCountReportsOfForgottenChildren()
    {
        ChildOrder old = Shard.Child(1, 0, RouteAction.Take, Side.Buy, 100, Shard.NowNs);
        _shard.Venues.OnChildSent(old);
        _shard.Venues.OnChildSent(Shard.Child(65, 0, RouteAction.Take, Side.Buy, 100, Shard.NowNs)); // 64 slots
        _shard.Venues.OnReport(old, Shard.Report(ExecutionType.Trade, ChildOrderState.Filled, 100, Shard.NowNs));
        _shard.Venues.OnMarkOut(new MarkOut { ChildId = old.Id });
        Assert.That((_shard.Venues.ForgottenChildren, _shard.Venues.UnknownChildren), Is.EqualTo((1L, 2L)));
    }

    [Test]
    public void ShouldEndAChildOnce()
    {
        Run(filled: 100);
        ChildOrder same = Shard.Child(1, 0, RouteAction.Take, Side.Buy, 100, Shard.NowNs);
        _shard.Venues.OnReport(same, Shard.Report(ExecutionType.Cancelled, ChildOrderState.Cancelled, 0, Shard.NowNs));
        Assert.That(Estimate().FillRate, Is.EqualTo(1.0).Within(Tolerance));
    }

    [TestCase(0, 0)]
    [TestCase(3, 3)]
    [TestCase(4, 4)]
    [TestCase(7, 7)]
    [TestCase(8, 8)]
    [TestCase(9, 8)]
    [TestCase(10, 9)]
    [TestCase(1000, 35)] // octave 9 (512), step 3 (896)
    public void ShouldBucketTimesByQuarterOctaves(long us, int bucket)
    {
        Assert.That(LatencySketch.BucketOf(us), Is.EqualTo(bucket));
        Assert.That(LatencySketch.LowerUs(bucket), Is.LessThanOrEqualTo(us));
        Assert.That(LatencySketch.LowerUs(bucket + 1), Is.GreaterThan(us));
    }

    [Test]
    public void ShouldFollowRecentAnswerTimes()
    {
        for (int i = 0; i < 20_000; i++)
        {
            Run(filled: 0, answerNs: i < 10_000 ? 100_000 : 1_000_000);
        }

        _shard.Venues.ReadAnswerTimes(Lit, out double median, out double p99);
        Assert.That(median, Is.InRange(896.0, 1024.0));
        Assert.That(p99, Is.InRange(896.0, 1024.0));
    }

    [Test]
    public void ShouldComeBackFromBytesByName()
    {
        Run(filled: 100);
        Run(filled: 0, quantity: 3_000);
        Run(filled: 25, instrument: 1);
        byte[] bytes = _shard.Venues.Save(Shard.Universe);
        using var other = new Shard();
        Universe renamed = new(
            [Shard.Universe.Instruments[1] with { Id = new InstrumentId(0) }, Shard.Universe.Instruments[0] with { Id = new InstrumentId(1) }],
            [.. Shard.Universe.Venues.ToArray().Select(v => v with { Name = v.Name == "MID" ? "NEW" : v.Name })]);
        other.Venues.Load(bytes, renamed);
        VenueEstimate expected = Estimate();
        Assert.That(other.Venues.Estimate(Lit, RouteAction.Take, new InstrumentId(1), 100), Is.EqualTo(expected));
        Assert.That(expected.FillRate, Is.Not.NaN);
        _shard.Venues.ReadAnswerTimes(Lit, out double median, out _);
        other.Venues.ReadAnswerTimes(Lit, out double loaded, out _);
        Assert.That(loaded, Is.EqualTo(median));
    }

    [Test]
    public void ShouldNotLetANightWipeOutADay()
    {
        Run(filled: 100);
        byte[] bytes = _shard.Venues.Save(Shard.Universe);
        using var tomorrow = new Shard();
        tomorrow.Venues.Load(bytes, Shard.Universe);
        ChildOrder child = Shard.Child(1, 0, RouteAction.Take, Side.Buy, 100, Shard.NowNs + TimeUnits.Day);
        tomorrow.Venues.OnChildSent(child);
        tomorrow.Venues.OnReport(child, Shard.Report(ExecutionType.Cancelled, ChildOrderState.Cancelled, 0, Shard.NowNs + TimeUnits.Day));
        Assert.That(tomorrow.Venues.Estimate(Lit, RouteAction.Take, Shard.X, 100).FillRate, Is.EqualTo(0.5).Within(Tolerance));
    }

    [Test]
    public void ShouldAgeQuietCellsToTheEndOfTheDay()
    {
        Run(filled: 100, atNs: Shard.At(1800));
        Run(filled: 0, instrument: 1, atNs: Shard.NowNs);
        using var tomorrow = new Shard();
        tomorrow.Venues.Load(_shard.Venues.Save(Shard.Universe), Shard.Universe);

        // AAA's order is a half-life old: venue 0.5 / 1.5; AAA (0.5 + 8 v) / 8.5; one lot (0.5 + 8 a) / 8.5.
        double venue = 0.5 / 1.5;
        double instrument = (0.5 + (8 * venue)) / 8.5;
        Assert.That(tomorrow.Venues.Estimate(Lit, RouteAction.Take, Shard.X, 100).FillRate, Is.EqualTo((0.5 + (8 * instrument)) / 8.5).Within(1e-9));
    }

    [TestCase(0, double.NaN)] // orders
    [TestCase(0, -1.0)]
    [TestCase(1, 99.0)] // more rejects than orders
    [TestCase(3, 99.0)] // more filled than accepted
    [TestCase(8, double.PositiveInfinity)] // adverse selection
    public void ShouldRefuseSumsThatNoOrdersCanLeave(int value, double bad)
    {
        Run(filled: 100);
        byte[] bytes = _shard.Venues.Save(Shard.Universe);
        int firstCell = 16 + Shard.Universe.Venues.ToArray().Sum(v => 1 + v.Name.Length + 512) + Shard.Universe.Instruments.ToArray().Sum(i => 1 + i.Symbol.Length);
        Assert.That(BitConverter.ToDouble(bytes, firstCell), Is.EqualTo(1.0), "orders of the first cell");
        BitConverter.TryWriteBytes(bytes.AsSpan(firstCell + (8 * value)), bad);
        VenueEstimate before = Estimate();
        Assert.That(IdOf(Resealed(bytes)), Is.EqualTo("ER4081"));
        Assert.That(Estimate(), Is.EqualTo(before), "nothing of it was taken");
    }

    [Test]
    public void ShouldRefuseAnswersAndEndsThatCannotBe()
    {
        byte[] bytes = _shard.Venues.Save(Shard.Universe);
        byte[] longer = [.. bytes[..^8], 0, .. bytes[^8..]];
        Assert.That(IdOf(Resealed(longer)), Is.EqualTo("ER4081"));
        byte[] shorter = [.. bytes[..^16], .. bytes[^8..]];
        Assert.That(IdOf(Resealed(shorter)), Is.EqualTo("ER4081"));
        BitConverter.TryWriteBytes(bytes.AsSpan(16 + 4), int.MaxValue); // first count of venue "LIT"
        Assert.That(IdOf(Resealed(bytes)), Is.EqualTo("ER4081"));
    }

    [Test]
    public void ShouldRefuseBytesThatAreNotItsOwn()
    {
        byte[] bytes = _shard.Venues.Save(Shard.Universe);
        Assert.That(IdOf([]), Is.EqualTo("ER4081"));
        Assert.That(IdOf([.. bytes.Reverse()]), Is.EqualTo("ER4081"));
        Assert.That(IdOf(bytes[..^9]), Is.EqualTo("ER4081"));
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        Assert.That(IdOf(flipped), Is.EqualTo("ER4081"));
        byte[] newer = [.. bytes];
        newer[4] = 2;
        Assert.That(IdOf(newer), Is.EqualTo("ER4082"));
    }

    // FNV-1a over everything before, as the page of the format says: damage that a checksum does not show.
    private static byte[] Resealed(byte[] bytes)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte b in bytes[..^8])
        {
            hash = (hash ^ b) * 1_099_511_628_211;
        }

        return [.. bytes[..^8], .. BitConverter.GetBytes(hash)];
    }

    private string IdOf(byte[] bytes) => Assert.Throws<EdgeRouterException>(() => _shard.Venues.Load(bytes, Shard.Universe))!.Id;

    private VenueEstimate Estimate(long quantity = 100) => _shard.Venues.Estimate(Lit, RouteAction.Take, Shard.X, quantity);

    private void Run(
        long filled, long quantity = 100, int instrument = 0, ChildOrderState end = ChildOrderState.Cancelled, long atNs = Shard.NowNs, long answerNs = 50_000)
    {
        ChildOrder child = Shard.Child(_nextId++, 0, RouteAction.Take, Side.Buy, quantity, atNs - answerNs, instrument);
        _shard.Venues.OnChildSent(child);
        _shard.Venues.OnReport(child, Shard.Report(end == ChildOrderState.Rejected ? ExecutionType.Rejected : ExecutionType.Cancelled, end, filled, atNs));
    }
}
