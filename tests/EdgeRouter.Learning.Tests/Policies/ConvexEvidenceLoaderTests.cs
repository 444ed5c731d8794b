using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Policies;
using EdgeRouter.Learning.Tests.Datasets;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Learning.Tests.Policies;

[TestFixture]
public sealed class ConvexEvidenceLoaderTests
{
    private const long Bid = StoreScript.Mid - (2 * StoreScript.Cent);
    private const long Ask = StoreScript.Mid + (2 * StoreScript.Cent);
    private static readonly string[] Names = ["x", "venue_touch_size", "venue_queue_size", "venue_touch_offset_bps", "venue_spread_bps"];
    private static readonly TcaOptions Options = new() { UnfilledImpactBps = 1, UnfilledFeeNanos = 3_000_000 };

    // A cent is 1 bp. Venue 0 shows both touches; venue 1 is a cent behind on either side; venue 2 has no near side.
    [Test]
    public void ShouldReadWhatEachDecisionSaw()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 3000);
        script.Quotes(1, 0, Side.Buy, 3000, Bid, Ask, Row(0, RouteAction.Take, 0.1f), Row(1, RouteAction.Post, 0.1f, 0.3f, 1, 6), Row(0, RouteAction.Post, 0.1f, 0.7f), Row(2, RouteAction.Midpoint, 0));
        script.Child(1, 0, 0, 400, filled: 250, Ask);
        script.Child(1, 0, 1, 200, filled: 50, Bid, action: RouteAction.Post);
        script.Child(1, 0, 0, 200, filled: 0, Bid, action: RouteAction.Post);
        script.Child(1, 0, 0, 200, filled: 200, Bid + StoreScript.Cent, action: RouteAction.Post);
        script.Child(1, 0, 0, 200, filled: 0, Bid - StoreScript.Cent, action: RouteAction.Post);
        script.Child(1, 0, 2, 500, filled: 120, action: RouteAction.Midpoint);
        script.Parent(2, Side.Sell, 1000);
        script.Quotes(2, 0, Side.Sell, 1000, Bid, Ask, Row(0, RouteAction.Post, 0.1f, 0.7f), Row(2, RouteAction.Post, 0.1f, 0, 0, float.NaN));
        script.Child(2, 0, 0, 300, filled: 0, Ask, action: RouteAction.Post, side: Side.Sell);
        script.Child(2, 0, 2, 300, filled: 10, Ask, action: RouteAction.Post, side: Side.Sell);
        using FeedbackStore store = script.Project();
        Assert.That(Load(store).Children, Is.EqualTo(new ConvexObservation[]
        {
            new(RouteAction.Take, 400, 250, 300, 0),
            new(RouteAction.Post, 200, 50, 0, 0), // better than what venue 1 shows
            new(RouteAction.Post, 200, 0, 0, 2100), // joins venue 0's queue
            new(RouteAction.Post, 200, 200, 0, 0), // a cent better; the next, a cent behind, is left out
            new(RouteAction.Midpoint, 500, 120, 0, 0),
            new(RouteAction.Post, 300, 0, 0, 700),
            new(RouteAction.Post, 300, 10, 0, 0), // nothing ahead
        }));
    }

    [Test]
    public void ShouldLeaveOutWhatSaysNothingOfVolume()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 1000);
        script.Quotes(1, 0, Side.Buy, 1000, Bid, Ask, Row(0, RouteAction.Midpoint, 0.1f), Row(0, RouteAction.Take, float.NaN));
        script.Child(1, 0, 0, 100, action: RouteAction.Midpoint, end: ExecutionType.Rejected);
        script.Child(1, 0, 0, 100, action: RouteAction.Midpoint, minimum: 50);
        script.Child(1, 0, 0, 100, filled: 20, action: RouteAction.Midpoint, end: null);
        script.Child(1, 0, 0, 100, filled: 20, Ask);
        script.Child(1, 0, 7, 100, filled: 20, Ask);
        script.Child(1, 9, 0, 100, filled: 20, Ask);
        using FeedbackStore store = script.Project();
        Assert.That(Load(store).Children, Is.Empty);
    }

    [Test]
    public void ShouldKnowNoQuotesOfARunWithoutTheirColumns()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", "a", "b", "c", "d", "e");
        script.Parent(1, Side.Buy, 1000);
        script.Quotes(1, 0, Side.Buy, 1000, Bid, Ask, Row(0, RouteAction.Take, 0.1f), Row(0, RouteAction.Midpoint, 0.1f));
        script.Child(1, 0, 0, 100, filled: 20, Ask);
        script.Child(1, 0, 0, 100, filled: 30, action: RouteAction.Midpoint);
        using FeedbackStore store = script.Project();
        Assert.That(Load(store).Children, Is.EqualTo(new ConvexObservation[] { new(RouteAction.Midpoint, 100, 30, 0, 0) }));
    }

    // Half spread 2 bps. After decision 0: 500 shares at 3 cents, 400 never (far touch +2, impact 1, fee 0.3 cents); after decision 1 those 400 alone.
    [Test]
    public void ShouldPriceWhatEachDecisionLeftOpen()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 1000);
        script.Quotes(1, 0, Side.Buy, 1000, Bid, Ask, Row(0, RouteAction.Take, 0.1f));
        script.Child(1, 0, 0, 100, filled: 100, Ask);
        script.Child(1, 0, 1, 100, filled: 0, Ask);
        script.Quotes(1, 1, Side.Buy, 900, Bid, Ask, Row(0, RouteAction.Take, 0.1f));
        script.Child(1, 1, 0, 900, filled: 500, StoreScript.Mid + (3 * StoreScript.Cent));
        script.Outcome(1, Side.Buy, 1000, 600, Bid, Ask);
        script.Parent(2, Side.Buy, 100);
        script.Quotes(2, 0, Side.Buy, 100, Bid, Ask, Row(0, RouteAction.Take, 1));
        script.Child(2, 0, 0, 100, filled: 50, Ask);
        using FeedbackStore store = script.Project();
        List<ConvexOpenCost> open = Load(store).OpenCosts;
        Assert.That(open, Has.Count.EqualTo(2), "the second parent has not ended");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(open.Select(o => (o.Quantity, o.UrgencyPercent)), Is.EqualTo(new[] { (900L, 80), (400L, 80) }));
            Assert.That(open[0].CostBps, Is.EqualTo((((500 * 3) + (400 * 3.3)) / 900) - 2).Within(1e-9));
            Assert.That(open[1].CostBps, Is.EqualTo(1.3).Within(1e-9));
            Assert.That(ConvexEvidenceLoader.Load(store, [], Options, costLimitBps: 0.5).OpenCosts.Select(o => o.CostBps), Has.All.EqualTo(0.5), "cut");
        }
    }

    // A post at −2 bps whose midpoint falls by 3: the midpoint moved 3 against it. A sale at the midpoint that then rises by 1: 1 against it.
    [Test]
    public void ShouldHoldFillsAgainstLaterMidpoints()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 1000);
        script.Quotes(1, 0, Side.Buy, 1000, Bid, Ask, Row(0, RouteAction.Post, 0.1f), Row(0, RouteAction.Take, 0.1f));
        ChildOrderId post = script.Child(1, 0, 0, 100, filled: 60, Bid, action: RouteAction.Post);
        script.MarkOut(post, 1, Side.Buy, 60, Bid, StoreScript.Mid - (3 * StoreScript.Cent));
        ChildOrderId take = script.Child(1, 0, 0, 100, filled: 60, Ask);
        script.MarkOut(take, 1, Side.Buy, 60, Ask, StoreScript.Mid);
        script.Parent(2, Side.Sell, 1000);
        script.Quotes(2, 0, Side.Sell, 1000, Bid, Ask, Row(0, RouteAction.Midpoint, 0.1f));
        ChildOrderId sale = script.Child(2, 0, 0, 100, filled: 70, action: RouteAction.Midpoint, side: Side.Sell);
        script.MarkOut(sale, 2, Side.Sell, 70, StoreScript.Mid, StoreScript.Mid + StoreScript.Cent);
        script.MarkOut(sale, 2, Side.Sell, 70, StoreScript.Mid, 0);
        using FeedbackStore store = script.Project();
        List<ConvexMarkOut> marks = Load(store).MarkOuts;
        Assert.That(marks.Select(m => (m.Action, m.Quantity)), Is.EquivalentTo(new[] { (RouteAction.Post, 60L), (RouteAction.Midpoint, 70L) }));
        Assert.That(marks.Single(m => m.Action == RouteAction.Post).CostBps, Is.EqualTo(3).Within(1e-9));
        Assert.That(marks.Single(m => m.Action == RouteAction.Midpoint).CostBps, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void ShouldRefuseARunThatIsNotThere()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        using FeedbackStore store = script.Project();
        Assert.That(Assert.Throws<EdgeRouterException>(() => ConvexEvidenceLoader.Load(store, ["other"], Options, 60))!.Id, Is.EqualTo("ER7011"));
    }

    private static ConvexEvidence Load(FeedbackStore store) => ConvexEvidenceLoader.Load(store, [], Options, costLimitBps: 60);

    private static (byte Venue, RouteAction Action, float[] Features) Row(byte venue, RouteAction action, float touch, float queue = 0.5f, float offset = 0, float spread = 4) =>
        (venue, action, [99, touch, queue, offset, spread]);
}
