using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Objectives;

[TestFixture]
public sealed class ScoreCombinerTests
{
    private const long PostTimeoutNs = 400_000_000;
    private static readonly ScoreScales Scales = new(FillBits: 20, CostBits: 16, CompletionBits: 18);

    [TestCase(0.0, 2.0, 4.0, 3_000_000L, TestName = "ShouldWeighEvenOddsEvenly")]
    [TestCase(30.0, -1.5, 99.0, -1_500_000L, TestName = "ShouldTakeTheCostWhenTheFillIsSure")]
    [TestCase(-40.0, -1.5, 99.0, 99_000_000L, TestName = "ShouldTakeTheCompletionCostWhenThereIsNoFill")]
    public void ShouldCombine(double margin, double cost, double completion, long expectedMicroBps)
    {
        RoutingContext context = ContextOf(margin, cost, completion);
        Assert.That(Combine(context, new ObjectiveWeights()), Is.EqualTo(expectedMicroBps).Within(1));
    }

    [Test]
    public void ShouldMatchTheFormula()
    {
        double p = 1 / (1 + Math.Exp(-0.75));
        double expected = 1e6 * ((p * 1.25) + ((1 - p) * 3.5));
        Assert.That(Combine(ContextOf(0.75, 1.25, 3.5), new ObjectiveWeights()), Is.EqualTo(expected).Within(0.6));
    }

    // Half probability; round trip 2 × 50 ms, retry 100 ms: 0.1 s + 0.5 × 0.1 s. Post: 0.5 × 0.2 s to fill + 0.5 × 0.4 s timeout + 0.05 s.
    [TestCase(RouteAction.Take, 50, double.NaN, 0.15)]
    [TestCase(RouteAction.Midpoint, 50, double.NaN, 0.15)]
    [TestCase(RouteAction.Take, 100, double.NaN, 0.30)]
    [TestCase(RouteAction.Take, 0, double.NaN, 0.0)]
    [TestCase(RouteAction.Post, 50, 200e6, 0.35)]
    [TestCase(RouteAction.Post, 50, double.NaN, 0.45)]
    public void ShouldChargeTimeByUrgency(RouteAction action, int urgency, double timeToFillNs, double expectedSeconds)
    {
        RoutingContext context = ContextOf(0, 2, 2, action);
        context.UrgencyPercent = (byte)urgency;
        context.Statistics[0] = context.Statistics[0] with { TimeToFillNs = timeToFillNs };
        long score = Combine(context, new ObjectiveWeights { TimeBpsPerSecond = 4.0 });
        Assert.That(score, Is.EqualTo(2_000_000 + (expectedSeconds * 4e6)).Within(1));
    }

    [TestCase(3.0, 3_000_000)]
    [TestCase(-3.0, -3_000_000)]
    [TestCase(double.NaN, 0)]
    public void ShouldChargeLeakageWhereNothingFills(double leakageBps, long expectedMicroBps)
    {
        RoutingContext context = ContextOf(0, 0, 0);
        context.Statistics[0] = context.Statistics[0] with { LeakageBps = leakageBps };
        Assert.That(Combine(context, new ObjectiveWeights { Leakage = 2.0 }), Is.EqualTo(expectedMicroBps).Within(1));
    }

    [Test]
    public void ShouldChooseTheProfileOfTheOrder()
    {
        var profiles = new ObjectiveProfiles { Profiles = [new ObjectiveWeights(), new ObjectiveWeights { Name = "half", Shortfall = 0.5 }] };
        var combiner = new ScoreCombiner(Scales, profiles, PostTimeoutNs);
        RoutingContext context = ContextOf(0, 2, 2);
        foreach ((byte profile, long expected) in new[] { ((byte)0, 2_000_000L), ((byte)1, 1_000_000L), ((byte)9, 2_000_000L) })
        {
            context.ObjectiveProfile = profile;
            combiner.CombineAll(context);
            Assert.That(context.Scores[0], Is.EqualTo(expected), $"profile {profile}");
        }

        Assert.That((profiles.Has(1), profiles.Has(2)), Is.EqualTo((true, false)));
    }

    // What the combiner gave before it knew of profiles and vectors, written out one row at a time.
    [Test]
    public void ShouldKeepTheScoresOfTheDefaultObjectiveToTheBit()
    {
        const ulong Seed = 5;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var contexts = new RandomContexts(Seed);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var combiner = new ScoreCombiner(Scales, new ObjectiveProfiles(), PostTimeoutNs);
        for (int run = 0; run < 1_000; run++)
        {
            contexts.Next(context);
            context.UrgencyPercent = (byte)random.NextInt32(101);
            for (int i = 0; i < context.RowCount; i++)
            {
                context.FillRaw[i] = (random.NextInt32(1 << 24) - (1 << 23)) * (random.NextBool(0.02) ? 1_000 : 1);
                context.CostRaw[i] = random.NextInt32(1 << 24) - (1 << 23);
                context.CompletionRaw[i] = random.NextInt32(1 << 24) - (1 << 23);
            }

            combiner.CombineAll(context);
            for (int i = 0; i < context.RowCount; i++)
            {
                double p = Core.Numerics.DeterministicMath.Logistic(Scales.FillMargin(context.FillRaw[i]));
                double score = (p * Scales.Cost(context.CostRaw[i])) + ((1.0 - p) * Scales.Completion(context.CompletionRaw[i]));
                Assert.That(context.Scores[i], Is.EqualTo(ScoreCombiner.Saturate(score * 1e6)), $"run {run} row {i}");
            }
        }
    }

    [Test]
    public void ShouldTakeActionValuesForScores()
    {
        RoutingContext context = ContextOf(9, 1.25, 99);
        new ScoreCombiner(Scales, new ObjectiveProfiles(), PostTimeoutNs).CombineActionValues(context);
        Assert.That((context.Scores[0], context.HasScores), Is.EqualTo((1_250_000L, true)));
    }

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

    [TestCase(nameof(ObjectiveWeights.Shortfall))]
    [TestCase(nameof(ObjectiveWeights.TimeBpsPerSecond))]
    [TestCase(nameof(ObjectiveWeights.Leakage))]
    public void ShouldNameTheWeightThatIsWrong(string key)
    {
        foreach (double value in new[] { double.NaN, -1.0, double.PositiveInfinity })
        {
            var weights = new ObjectiveWeights();
            typeof(ObjectiveWeights).GetProperty(key)!.SetValue(weights, value);
            var profiles = new ObjectiveProfiles { Profiles = [new ObjectiveWeights(), weights] };
            Assert.That(() => profiles.Validate(), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1148").And.Message.Contains($"profile 1: {key}"));
        }
    }

    [TestCase(0)]
    [TestCase(257)]
    public void ShouldRefuseTooFewOrTooManyProfiles(int count)
    {
        var profiles = new ObjectiveProfiles { Profiles = [.. Enumerable.Repeat(new ObjectiveWeights(), count)] };
        Assert.That(() => profiles.Validate(), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1148"));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var contexts = new RandomContexts(3);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var combiner = new ScoreCombiner(Scales, new ObjectiveProfiles(), PostTimeoutNs);
        do
        {
            contexts.Next(context);
        }
        while (context.RowCount < 5);

        GcAssert.DoesNotAllocate(() => combiner.CombineAll(context));
    }

    private static long Combine(RoutingContext context, ObjectiveWeights weights)
    {
        new ScoreCombiner(Scales, new ObjectiveProfiles { Profiles = [weights] }, PostTimeoutNs).CombineAll(context);
        return context.Scores[0];
    }

    private static RoutingContext ContextOf(double margin, double cost, double completion, RouteAction action = RouteAction.Take)
    {
        var context = new RoutingContext(4);
        context.TryAddRow(new RowQuote { Action = action, LatencyNs = 50_000_000 });
        context.FillRaw[0] = Raw(margin, 20);
        context.CostRaw[0] = Raw(cost, 16);
        context.CompletionRaw[0] = Raw(completion, 18);
        return context;
    }

    private static long Raw(double value, int bits) => (long)Math.ScaleB(value, bits);
}
