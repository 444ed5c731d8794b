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

    // Without queues a post is a midpoint: the closed form is the same.
    [Test]
    public void ShouldFitPostsWithoutQueuesByTheClosedForm()
    {
        ConvexParameters fitted = ConvexTuner.Fit(
            [new(RouteAction.Post, 200, 0, 0, 0), new(RouteAction.Post, 200, 40, 0, 0), new(RouteAction.Post, 100, 100, 0, 0)], Start);
        Assert.That(fitted.PostOutflowQuantity, Is.EqualTo(70).Within(1e-6));
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
