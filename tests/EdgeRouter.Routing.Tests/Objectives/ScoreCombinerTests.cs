using EdgeRouter.Core.Scoring;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Objectives;

[TestFixture]
public sealed class ScoreCombinerTests
{
    private static readonly ScoreScales Scales = new(FillBits: 20, CostBits: 16, CompletionBits: 18);

    [TestCase(0.0, 2.0, 4.0, 3_000_000L, TestName = "ShouldWeighEvenOddsEvenly")]
    [TestCase(30.0, -1.5, 99.0, -1_500_000L, TestName = "ShouldTakeTheCostWhenTheFillIsSure")]
    [TestCase(-40.0, -1.5, 99.0, 99_000_000L, TestName = "ShouldTakeTheCompletionCostWhenThereIsNoFill")]
    public void ShouldCombine(double margin, double cost, double completion, long expectedMicroBps)
    {
        long score = new ScoreCombiner(Scales, default).Combine(Raw(margin, 20), Raw(cost, 16), Raw(completion, 18), 1_000_000);
        Assert.That(score, Is.EqualTo(expectedMicroBps).Within(1));
    }

    [Test]
    public void ShouldMatchTheFormula()
    {
        double p = 1 / (1 + Math.Exp(-0.75));
        double expected = 1e6 * ((p * 1.25) + ((1 - p) * 3.5));
        Assert.That(new ScoreCombiner(Scales, default).Combine(Raw(0.75, 20), Raw(1.25, 16), Raw(3.5, 18), 0), Is.EqualTo(expected).Within(0.6));
    }

    [Test]
    public void ShouldChargeTime() =>
        Assert.That(new ScoreCombiner(Scales, new ObjectiveWeights(4.0)).Combine(0, 0, 0, 500_000_000), Is.EqualTo(2_000_000));

    [TestCase(double.NaN, long.MaxValue)]
    [TestCase(double.PositiveInfinity, long.MaxValue)]
    [TestCase(1e30, long.MaxValue)]
    [TestCase(9223372036854775808.0, long.MaxValue)]
    [TestCase(-9223372036854775808.0, long.MinValue)]
    [TestCase(double.NegativeInfinity, long.MinValue)]
    [TestCase(9223372036854774784.0, 9223372036854774784L)]
    [TestCase(2.5, 2L)]
    [TestCase(-3.5, -4L)]
    public void ShouldSaturate(double value, long expected) => Assert.That(ScoreCombiner.Saturate(value), Is.EqualTo(expected));

    [Test]
    public void ShouldNotAllocate()
    {
        var combiner = new ScoreCombiner(Scales, default);
        long sum = 0;
        GcAssert.DoesNotAllocate(() => sum += combiner.Combine(sum & 1023, 17, 19, 5));
    }

    private static long Raw(double value, int bits) => (long)Math.ScaleB(value, bits);
}
