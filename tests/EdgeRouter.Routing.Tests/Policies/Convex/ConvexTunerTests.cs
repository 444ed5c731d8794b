using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Routing.Tests.Policies.Convex;

[TestFixture]
public sealed class ConvexTunerTests
{
    private const ulong Seed = 404;
    private static readonly ConvexParameters Start = new() { TakeFillPart = 0.5, MidpointOutflowQuantity = 11, PostOutflowQuantity = 13 };

    [Test]
    public void ShouldKeepWhatNothingIsKnownOf() => Assert.That(ConvexTuner.Fit([], Start), Is.EqualTo(Start));

    // By hand: takes 80 + 100 of 100 + 100; midpoints (0 + 40 + 100) / 2 that were not full.
    [Test]
    public void ShouldFitTheHandComputedCase()
    {
        ConvexParameters fitted = ConvexTuner.Fit(
            [
                new(RouteAction.Take, 300, 80, 100, 0),
                new(RouteAction.Take, 100, 100, 500, 0),
                new(RouteAction.Midpoint, 200, 0, 0, 0),
                new(RouteAction.Midpoint, 200, 40, 0, 0),
                new(RouteAction.Midpoint, 100, 100, 0, 0),
                new(RouteAction.Midpoint, 0, 0, 0, 0),
                new(RouteAction.Midpoint, 10, 20, 0, 0),
            ],
            Start);
        Assert.That(fitted.TakeFillPart, Is.EqualTo(0.9).Within(1e-12));
        Assert.That(fitted.MidpointOutflowQuantity, Is.EqualTo(70).Within(1e-9));
        Assert.That(fitted.PostOutflowQuantity, Is.EqualTo(13));
    }

    // By hand. Urgency 50 counts once, 0 half, 100 one and a half: (300 · 1 · 2 + 100 · 0.5 · 4 + 100 · 1.5 · 6) / (300 · 1 + 100 · 0.25 + 100 · 2.25).
    [Test]
    public void ShouldPriceOpenSharesAndMarkOutsByHand()
    {
        ConvexEvidence evidence = EvidenceOf(ConvexTuner.CostCountMin);
        ConvexParameters fitted = ConvexTuner.Fit(evidence, Start);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fitted.UnderfillBps, Is.EqualTo(1700.0 / 550.0).Within(1e-12));
            Assert.That(fitted.MidpointAdverseBps, Is.EqualTo(((100 * 0.5) - (300 * 0.1)) / 400).Within(1e-12));
            Assert.That(fitted.PostAdverseBps, Is.EqualTo(-1.25).Within(1e-12));
            Assert.That(fitted.TakeFillPart, Is.EqualTo(0.25), "quantities are fitted too");
            Assert.That(fitted.SentBps, Is.EqualTo(Start.SentBps), "nothing tells of it");
        }
    }

    [Test]
    public void ShouldKeepPricesThatTooFewCostsTellOf()
    {
        ConvexEvidence evidence = EvidenceOf((ConvexTuner.CostCountMin / 3) - 1);
        evidence.OpenCosts.Add(new(0, 1e3, 50));
        evidence.OpenCosts.Add(new(100, double.NaN, 50));
        Assert.That(ConvexTuner.Fit(evidence, Start), Is.EqualTo(Start with { TakeFillPart = 0.25 }));
    }

    [Test]
    public void ShouldNeverPriceOpenSharesBelowTheHalfSpread()
    {
        var evidence = new ConvexEvidence();
        evidence.OpenCosts.AddRange(Enumerable.Repeat(new ConvexOpenCost(100, -3, 50), ConvexTuner.CostCountMin));
        Assert.That(ConvexTuner.Fit(evidence, Start).UnderfillBps, Is.Zero);
    }

    // Without queues a post is a midpoint: the closed form is the same.
    [Test]
    public void ShouldFitPostsWithoutQueuesByTheClosedForm()
    {
        ConvexParameters fitted = ConvexTuner.Fit(
            [new(RouteAction.Post, 200, 0, 0, 0), new(RouteAction.Post, 200, 40, 0, 0), new(RouteAction.Post, 100, 100, 0, 0)], Start);
        Assert.That(fitted.PostOutflowQuantity, Is.EqualTo(70).Within(1e-6));
    }

    private static ConvexEvidence EvidenceOf(int repetitions)
    {
        var evidence = new ConvexEvidence();
        evidence.Children.Add(new(RouteAction.Take, 100, 25, 100, 0));
        for (int i = 0; i < repetitions; i++)
        {
            evidence.OpenCosts.AddRange([new(300, 2, 50), new(100, 4, 0), new(100, 6, 100)]);
            evidence.MarkOuts.AddRange([new(RouteAction.Midpoint, 100, 0.5), new(RouteAction.Midpoint, 300, -0.1), new(RouteAction.Post, 10, -1.25)]);
        }

        return evidence;
    }

    [Test]
    public void ShouldFindTheOutflowsThatMadeTheFills()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var observations = new List<ConvexObservation>();
        for (int i = 0; i < 40_000; i++)
        {
            long sent = 50 * (1 + random.NextInt32(20));
            long queue = 100 * random.NextInt32(8);
            long hidden = (long)(-250 * Math.Log(1 - random.NextDouble()));
            observations.Add(new(RouteAction.Midpoint, sent, Math.Min(sent, hidden), 0, 0));
            long outflow = (long)(-600 * Math.Log(1 - random.NextDouble()));
            observations.Add(new(RouteAction.Post, sent, Math.Clamp(outflow - queue, 0, sent), 0, queue));
        }

        ConvexParameters fitted = ConvexTuner.Fit(observations.ToArray(), Start);
        Assert.That(fitted.MidpointOutflowQuantity, Is.EqualTo(250).Within(6));
        Assert.That(fitted.PostOutflowQuantity, Is.EqualTo(600).Within(15));
    }
}
