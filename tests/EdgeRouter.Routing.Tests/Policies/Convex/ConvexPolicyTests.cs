using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies.Convex;

[TestFixture]
public sealed class ConvexPolicyTests
{
    // Half spread 5 bps; λ = 5 + 5. The take costs 5 + 0.3, the post −5 − 0.2 + 1.0 = −4.2, outflow 300. Paper: e^(−x/300) = (10 − 5.3) / (10 + 4.2).
    [Test]
    public void ShouldPostAndTakeAtOnce()
    {
        RoutingContext context = ContextOf(2_000);
        Add(context, RouteAction.Take, 0, 3_000_000, farQuantity: 5_000);
        Add(context, RouteAction.Post, 0, -2_000_000);
        DecisionRecord record = Build(context, new ConvexParameters { TakeFillPart = 1.0 });
        double post = -300 * Math.Log(4.7 / 14.2);
        Assert.That(QuantityOf(record, RouteAction.Post), Is.EqualTo(post).Within(100));
        Assert.That(QuantityOf(record, RouteAction.Post) + QuantityOf(record, RouteAction.Take), Is.EqualTo(2_000));
    }

    // The mark-out of a fill price has the half spread in it: −3 − 0.2, not −5 − 3 − 0.2. Unknown, it is the half spread earned and the move: −5 + 1 − 0.2.
    [TestCase(-3.0f, -3.2)]
    [TestCase(2.0f, 1.8)]
    [TestCase(float.NaN, -4.2)]
    public void ShouldCountTheHalfSpreadOfAPostOnce(float markOut, double cost)
    {
        RoutingContext context = ContextOf(2_000);
        Add(context, RouteAction.Post, 0, -2_000_000);
        context.Statistics[0] = context.Statistics[0] with { AdverseBps = markOut };
        var policy = new ConvexPolicy(new WaterfallOptions(), new ConvexParameters());
        var record = new DecisionRecord(192, 1, 64);
        policy.Build(context, record);
        var sink = new ExplanationList();
        policy.Explain(context, record, sink);
        Assert.That(sink[0, "cost of a filled share"], Is.EqualTo(cost).Within(1e-3));
    }

    [Test]
    public void ShouldStandBehindTheQueueOnlyAtItsPrice()
    {
        long[] posts = [.. new[] { 0L, 150L, 3_000L }.Select(queue =>
        {
            RoutingContext context = ContextOf(2_000);
            Add(context, RouteAction.Take, 0, 3_000_000, farQuantity: 5_000);
            Add(context, RouteAction.Post, 0, -2_000_000, nearQuantity: queue);
            return QuantityOf(Build(context, new ConvexParameters()), RouteAction.Post);
        })];
        Assert.That(posts[0], Is.GreaterThan(posts[1]));
        Assert.That(posts[1], Is.Positive);
        Assert.That(posts[2], Is.Zero, "ten mean outflows ahead");
        RoutingContext away = ContextOf(2_000);
        Add(away, RouteAction.Take, 0, 3_000_000, farQuantity: 5_000);
        Add(away, RouteAction.Post, 0, -2_000_000, nearQuantity: 3_000, nearPrice: Price.FromDecimal(99.89m));
        Assert.That(QuantityOf(Build(away, new ConvexParameters()), RouteAction.Post), Is.EqualTo(posts[0]), "the queue is at a worse price");
    }

    [Test]
    public void ShouldLeanOnWhatFilled()
    {
        RoutingContext context = ContextOf(3_000);
        Add(context, RouteAction.Midpoint, 0, 0);
        Add(context, RouteAction.Midpoint, 1, 0);
        context.Statistics[0] = context.Statistics[0] with { FillRate = 0.6 };
        context.Statistics[1] = context.Statistics[1] with { FillRate = 0.1 };
        DecisionRecord record = Build(context, new ConvexParameters());
        Assert.That(record.Children[0].VenueId.Value, Is.Zero);
        Assert.That(record.Children[0].Quantity, Is.GreaterThan(2 * record.Children[1].Quantity));
        Assert.That(record.Children[0].Quantity + record.Children[1].Quantity, Is.EqualTo(3_000));
    }

    [Test]
    public void ShouldLeaveARowThatRefused()
    {
        RoutingContext context = ContextOf(300);
        context.TryAddRow(new RowQuote { VenueId = new VenueId(0), FarPrice = context.Ask, FarQuantity = 500, TriedCount = 1, RejectedCount = 1 });
        context.TryAddRow(new RowQuote { VenueId = new VenueId(1), FarPrice = context.Ask, FarQuantity = 500, FeeNanos = 3_000_000 });
        DecisionRecord record = Build(context, new ConvexParameters());
        Assert.That(record.Children.ToArray().Where(c => c.StepIndex == 0).Select(c => (c.VenueId.Value, c.Quantity)), Is.EqualTo(new[] { ((byte)1, 300L) }));
    }

    [Test]
    public void ShouldSendSomethingWhereNothingIsWorthIt()
    {
        RoutingContext context = ContextOf(300);
        Add(context, RouteAction.Take, 0, 3_000_000, farQuantity: 500);
        DecisionRecord record = Build(context, new ConvexParameters { UnderfillBps = 0.0 });
        Assert.That(record.Children.ToArray().Select(c => c.Quantity), Is.EqualTo(new[] { 300L }));
    }

    [TestCase(1L)]
    [TestCase(99L)]
    [TestCase(101L)]
    [TestCase(1_234L)]
    public void ShouldPlaceOddSharesWithOneRow(long quantity)
    {
        RoutingContext context = ContextOf(quantity);
        Add(context, RouteAction.Take, 0, 3_000_000, farQuantity: 400);
        Add(context, RouteAction.Take, 1, 2_000_000, farQuantity: 5_000);
        Add(context, RouteAction.Midpoint, 2, 1_000_000);
        DecisionRecord record = Build(context, new ConvexParameters());
        WaterfallChild[] first = [.. record.Children.ToArray().Where(c => c.StepIndex == 0)];
        Assert.That(first.Sum(c => c.Quantity), Is.EqualTo(quantity));
        Assert.That(first.Count(c => c.Quantity % 100 != 0), Is.EqualTo(quantity % 100 == 0 ? 0 : 1));
    }

    [Test]
    public void ShouldMeetTheTableOfFillParts()
    {
        var table = new FillPartTable();
        for (double ratio = 0.02; ratio < 200; ratio *= 1.37)
        {
            double part = (1 - Math.Exp(-ratio)) / ratio;
            Assert.That(table.MeanOf(part) * ratio, Is.EqualTo(1.0).Within(0.002), $"ratio {ratio}");
        }

        Assert.That(table.MeanOf(0.0), Is.Positive);
        Assert.That(table.MeanOf(1.0), Is.InRange(100.0, 1_000.0));
    }

    [Test]
    public void ShouldExplainByTheNumbersThatItUsed()
    {
        RoutingContext context = ContextOf(2_000);
        Add(context, RouteAction.Take, 0, 3_000_000, farQuantity: 5_000);
        Add(context, RouteAction.Post, 0, -2_000_000);
        var policy = new ConvexPolicy(new WaterfallOptions(), new ConvexParameters { TakeFillPart = 1.0 });
        var record = new DecisionRecord(192, 1, 64);
        policy.Build(context, record);
        var sink = new ExplanationList();
        policy.Explain(context, record, sink);
        Assert.That(sink[0, "cost of a filled share"], Is.EqualTo(5.3).Within(1e-3));
        Assert.That(sink[1, "cost of a filled share"], Is.EqualTo(-4.2).Within(1e-3));
        Assert.That(sink[-1, "cost of a share left open"], Is.EqualTo(10.0).Within(1e-2));
        Assert.That(sink[0, "best quantity"], Is.EqualTo(QuantityOf(record, RouteAction.Take)));
        Assert.That(sink[1, "best quantity"], Is.EqualTo(QuantityOf(record, RouteAction.Post)));
        double posted = 300 * (1 - Math.Exp(-sink[1, "best quantity"] / 300));
        Assert.That(sink[1, "expected fill"], Is.EqualTo(posted).Within(1e-6));
        double expected = ((sink[0, "best quantity"] * 5.3) - (posted * 4.2) + ((2_000 - sink[0, "best quantity"] - posted) * 10)) / 2_000;
        Assert.That(sink[-1, "expected cost"], Is.EqualTo(expected).Within(5e-3));
    }

    // A spread of 10 bps around 100; nothing is tried; urgency 50.
    private static RoutingContext ContextOf(long quantity) => new(16)
    {
        Side = Side.Buy,
        RemainingQuantity = quantity,
        RoundLot = 100,
        LimitPrice = Price.MaxValue,
        Bid = Price.FromDecimal(99.95m),
        BidQuantity = 100,
        Ask = Price.FromDecimal(100.05m),
        AskQuantity = 100,
        UrgencyPercent = 50,
    };

    private static void Add(RoutingContext context, RouteAction action, byte venue, long feeNanos, long farQuantity = 0, long nearQuantity = 0, Price? nearPrice = null) =>
        context.TryAddRow(new RowQuote
        {
            VenueId = new VenueId(venue),
            Action = action,
            FarPrice = context.Ask,
            FarQuantity = farQuantity,
            NearPrice = nearPrice ?? context.Bid,
            NearQuantity = nearQuantity,
            FeeNanos = feeNanos,
        });

    private static DecisionRecord Build(RoutingContext context, ConvexParameters parameters)
    {
        var record = new DecisionRecord(192, 1, 64);
        new ConvexPolicy(new WaterfallOptions(), parameters).Build(context, record);
        return record;
    }

    private static long QuantityOf(DecisionRecord record, RouteAction action) =>
        record.Children.ToArray().Where(c => c.StepIndex == 0 && c.Action == action).Sum(c => c.Quantity);
}
