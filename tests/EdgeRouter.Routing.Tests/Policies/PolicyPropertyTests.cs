using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class PolicyPropertyTests
{
    private const ulong Seed = 20_261_120;
    private const int RunCount = 1_500;

    public static IEnumerable<TestCaseData> Policies() =>
        from name in PolicyIds.Names
        from rate in name == "random" ? new[] { 0.0 } : [0.0, 0.2]
        select new TestCaseData(name, rate);

    [TestCaseSource(nameof(Policies))]
    public void ShouldHoldTheInvariantsOfEveryWaterfall(string name, double rate)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var contexts = new RandomContexts(Seed);
        IRoutingPolicy policy = PolicyOf(contexts, name, rate);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        int childCount = 0;
        for (int run = 0; run < RunCount; run++)
        {
            contexts.Next(context);
            policy.Build(context, record);
            CheckChildren(contexts, context, record, run);
            CheckFirstStep(context, record, run);
            childCount += record.ChildCount;
        }

        Assert.That(childCount, Is.GreaterThan(RunCount / 2));
    }

    [TestCaseSource(nameof(Policies))]
    public void ShouldGiveTheSameWaterfallForTheSameContext(string name, double rate)
    {
        var left = new RandomContexts(Seed);
        var right = new RandomContexts(Seed);
        IRoutingPolicy leftPolicy = PolicyOf(left, name, rate);
        IRoutingPolicy rightPolicy = PolicyOf(right, name, rate);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var leftRecord = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        var rightRecord = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        for (int run = 0; run < 300; run++)
        {
            left.Next(context);
            leftPolicy.Build(context, leftRecord);
            right.Next(context);
            rightPolicy.Build(context, rightRecord);
            rightPolicy.Build(context, rightRecord);
            Assert.That(rightRecord.Children.ToArray(), Is.EqualTo(leftRecord.Children.ToArray()));
            Assert.That(rightRecord.Rows.ToArray(), Is.EqualTo(leftRecord.Rows.ToArray()));
            Assert.That(rightRecord.SlateProbability, Is.EqualTo(leftRecord.SlateProbability));
        }
    }

    [TestCaseSource(nameof(Policies))]
    public void ShouldNotAllocate(string name, double rate)
    {
        var contexts = new RandomContexts(Seed);
        IRoutingPolicy policy = PolicyOf(contexts, name, rate);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        contexts.Next(context);
        while (context.RowCount < 4)
        {
            contexts.Next(context);
        }

        long id = 0;
        GcAssert.DoesNotAllocate(() =>
        {
            context.ParentId = new ParentOrderId(++id);
            policy.Build(context, record);
        });
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldStopWhenTheRecordIsFull(int childCountMax)
    {
        var contexts = new RandomContexts(Seed);
        IRoutingPolicy policy = PolicyOf(contexts, "rank-and-fill", 0.0);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, childCountMax);
        for (int run = 0; run < 300; run++)
        {
            contexts.Next(context);
            policy.Build(context, record);
            CheckChildren(contexts, context, record, run);
        }
    }

    [TestCase("rank-and-fill")]
    [TestCase("top-n-split")]
    [TestCase("learned")]
    public void ShouldRefuseToRankWithoutScores(string name)
    {
        var contexts = new RandomContexts(Seed);
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        contexts.Next(context);
        context.HasScores = false;
        IRoutingPolicy policy = PolicyOf(contexts, name, 0.0);
        Assert.That(policy.Need, Is.EqualTo(name == "learned" ? ScoreNeed.ActionValue : ScoreNeed.Costs));
        Assert.That(() => policy.Build(context, new DecisionRecord(192, 1, 64)), Throws.InvalidOperationException);
    }

    private static IRoutingPolicy PolicyOf(RandomContexts contexts, string name, double rate) =>
        new PolicySet(name, contexts.World, new PolicyOptions { Exploration = new ExplorationOptions { Rate = rate, Seed = 4 } }).Default;

    private static void CheckChildren(RandomContexts contexts, RoutingContext context, DecisionRecord record, int run)
    {
        ulong barred = context.ExcludedVenues | contexts.Closed;
        var seen = new HashSet<(byte, VenueId, RouteAction)>();
        var stepSums = new long[256];
        int lastStep = 0;
        foreach (WaterfallChild child in record.Children)
        {
            string where = $"run {run}, {child}";
            Venue venue = contexts.World[child.VenueId];
            Assert.That(child.Quantity, Is.Positive, where);
            Assert.That(seen.Add((child.StepIndex, child.VenueId, child.Action)), "twice in a step: " + where);
            Assert.That(child.StepIndex == lastStep || child.StepIndex == lastStep + 1, "steps have a hole: " + where);
            Assert.That(context.IsWithin(child.LimitPrice, context.LimitPrice), "beyond the limit: " + where);
            Assert.That((barred >> child.VenueId.Value) & 1, Is.Zero, "barred venue: " + where);
            Assert.That((int)context.PermittedActions >> (int)child.Action & 1, Is.EqualTo(1), "action not permitted: " + where);
            Assert.That(child.Action == RouteAction.Midpoint ? venue.Kind == VenueKind.Midpoint : venue.IsDisplayed, "wrong kind: " + where);
            Assert.That(child.TimeInForce == TimeInForce.Day, Is.EqualTo(child.Action == RouteAction.Post), where);
            Assert.That(child.TimeoutNs, Is.Positive, where);
            stepSums[child.StepIndex] += child.Quantity;
            lastStep = child.StepIndex;
            CheckPassive(context, child, where);
        }

        Assert.That(stepSums, Has.All.LessThanOrEqualTo(context.RemainingQuantity), $"run {run}");
        CheckLots(context, record, run);
    }

    private static void CheckPassive(RoutingContext context, in WaterfallChild child, string where)
    {
        if (child.Action == RouteAction.Post)
        {
            Assert.That(context.IsWithin(context.FarTouch, child.LimitPrice), Is.False, "a post would trade: " + where);
        }

        if (child.StepIndex == 0 && child.Action == RouteAction.Take)
        {
            Assert.That(context.IsWithin(child.LimitPrice, context.FarTouch), "trades through the best quote: " + where);
        }
    }

    private static void CheckLots(RoutingContext context, DecisionRecord record, int run)
    {
        foreach (IGrouping<byte, WaterfallChild> step in record.Children.ToArray().GroupBy(c => c.StepIndex))
        {
            Assert.That(step.Count(c => c.Quantity % context.RoundLot != 0), Is.LessThanOrEqualTo(1), $"run {run}: odd lots");
        }
    }

    private static void CheckFirstStep(RoutingContext context, DecisionRecord record, int run)
    {
        WaterfallChild[] first = [.. record.Children.ToArray().Where(c => c.StepIndex == 0)];
        (VenueId, RouteAction)[] chosen = [.. record.Rows.ToArray().Where(r => r.Chosen).Select(r => (r.VenueId, r.Action))];
        Assert.That(chosen, Is.EquivalentTo(first.Select(c => (c.VenueId, c.Action))), $"run {run}");
        Assert.That(record.SlateProbability, Is.InRange(0.02, 1.0), $"run {run}");
        Assert.That(record.RowCount, Is.EqualTo(context.RowCount));
    }
}
