using EdgeRouter.Routing.Policies.Dark;

namespace EdgeRouter.Routing.Tests.Policies.Dark;

[TestFixture]
public sealed class TailCurveTests
{
    private const long Lot = 100;
    private static readonly DarkExploreOptions Options = new() { ObservationCountMin = 1.0, HalfLifeDays = 10.0 };

    // Remission of leukaemia under 6-mercaptopurine in weeks (Freireich et al. 1963; in most textbooks of survival analysis): deaths at 6, 6, 6, 7, 10, 13, 16,
    // 22, 23; censored at 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35. The estimate depends on the order of times alone, so the seven weeks of deaths stand
    // for the first seven buckets; those censored after a death and before the next were full at that death's bucket.
    [Test]
    public void ShouldGiveTheTextbookTable()
    {
        var curve = new TailCurve();
        int[] failures = [3, 1, 1, 1, 1, 1, 1];
        int[] censored = [1, 1, 2, 0, 3, 0, 5];
        for (int k = 0; k < failures.Length; k++)
        {
            long end = LotBuckets.Ends[k] * Lot;
            for (int i = 0; i < failures[k]; i++)
            {
                curve.Observe(500_000, end - 1, Lot, 0, Options.HalfLifeDays);
            }

            for (int i = 0; i < censored[k]; i++)
            {
                curve.Observe(end, end, Lot, 0, Options.HalfLifeDays);
            }
        }

        var tails = new double[LotBuckets.Count];
        int cutoff = curve.Fill(tails, 0, Options);
        Assert.That(cutoff, Is.EqualTo(7));
        Assert.That(curve.AtRisk(0), Is.EqualTo(21));
        Assert.That(tails[..7], Is.EqualTo(new[] { 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448 }).Within(5e-4));
    }

    // By hand: 2 lots asked and got; 4 asked, 1.5 got; 3 asked, 3 got; 4 asked, 3.9 got; 1 asked, 0 got.
    // At risk and failed: 1 lot 5/1, 2 lots 4/1, 3 lots 2/0, 4 lots 1/1.
    [Test]
    public void ShouldGiveTheHandComputedTable()
    {
        TailCurve curve = HandMade();
        var tails = new double[LotBuckets.Count];
        curve.Fill(tails, 0, Options);
        Assert.That(Enumerable.Range(0, 5).Select(curve.AtRisk), Is.EqualTo(new[] { 5.0, 4, 2, 1, 0 }));
        Assert.That(Enumerable.Range(0, 5).Select(curve.Failed), Is.EqualTo(new[] { 1.0, 1, 0, 1, 0 }));
        Assert.That(tails[..4], Is.EqualTo(new[] { 0.8, 0.6, 0.6, 0.0 }).Within(1e-12));
    }

    [Test]
    public void ShouldBeOptimisticForOneBucketBeyondTheCutoff()
    {
        TailCurve curve = HandMade();
        var tails = new double[LotBuckets.Count];
        Assert.That(curve.Fill(tails, 0, Options with { ObservationCountMin = 2.0 }), Is.EqualTo(3));
        Assert.That(tails[..5], Is.EqualTo(new[] { 0.8, 0.6, 0.6, 0.6, 0.0 }).Within(1e-12), "four lots are hardly known: as good as three");
        Assert.That(new TailCurve().Fill(tails, 0, Options), Is.Zero);
        Assert.That(tails[..2], Is.EqualTo(new[] { 1.0, 0.0 }), "an unknown venue is good for a lot");
    }

    [Test]
    public void ShouldForgetOverDays()
    {
        TailCurve curve = HandMade();
        var tails = new double[LotBuckets.Count];
        Assert.That(curve.Fill(tails, 10, Options with { ObservationCountMin = 2.0 }), Is.EqualTo(2), "5 and 4 count as 2.5 and 2, 2 as 1");
        curve.Observe(100, 0, Lot, 20, Options.HalfLifeDays);
        Assert.That(curve.AtRisk(0), Is.EqualTo(2.25).Within(1e-9), "two half-lives and one more");
        Assert.That(curve.Failed(0), Is.EqualTo(1.25).Within(1e-9));
        curve.Observe(100, 100, Lot, 5, Options.HalfLifeDays);
        Assert.That((curve.Day, curve.AtRisk(0)), Is.EqualTo((20, 3.25)).Using<(int, double), (int, double)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-9));
    }

    private static TailCurve HandMade()
    {
        var curve = new TailCurve();
        foreach ((long sent, long filled) in new[] { (200L, 200L), (400, 150), (300, 300), (400, 390), (100, 0) })
        {
            curve.Observe(sent, filled, Lot, 0, Options.HalfLifeDays);
        }

        return curve;
    }
}
