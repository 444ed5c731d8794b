using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class PegTests : DeskTests
{
    private const long Standing = 10 * TimeUnits.Millisecond;

    private static readonly ParentOrder Peg = Desk.Order(1, 100) with { Type = OrderType.PrimaryPeg, PermittedActions = RouteActions.All };

    [SetUp]
    public void UseTheStaticPolicy() => Rebuild(s => s with { Policy = "static" });

    [Test]
    public void ShouldSendAMidpointPegToMidpointVenuesAlone()
    {
        Market.Submit(Peg with { Type = OrderType.MidpointPeg });
        Assert.That(Out.Orders.Select(o => (o.VenueId.Value, o.Type, o.Action)), Is.EqualTo(new[] { ((byte)2, OrderType.MidpointPeg, RouteAction.Midpoint) }));
        Assert.That(Out.Plans[0].Select(c => c.VenueId.Value), Is.All.EqualTo(2));
    }

    [Test]
    public void ShouldLetAMidpointPegWaitForItsLimit()
    {
        Market.Submit(Peg with { Type = OrderType.MidpointPeg, LimitPrice = new Price(9_999 * Desk.Cent) });
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((0, 1)));
        Market.Delete(0, 1);
        Market.Delete(1, 3);
        Market.Add(0, 9, Side.Buy, 9_997, 100);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "DARK 100@9999" }));
    }

    [Test]
    public void ShouldPostAPrimaryPegAtTheNearTouch()
    {
        PostOnly(Peg);
        Assert.That((Desk.Text(Child), Child.Action, Child.TimeInForce), Is.EqualTo(("LITA 100@9999", RouteAction.Post, TimeInForce.Day)));
        PostOnly(Peg with { Id = new ParentOrderId(2), Side = Side.Sell });
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
    }

    [Test]
    public void ShouldStandBehindTheTouchByItsOffset()
    {
        PostOnly(Peg with { PegOffsetNanos = 2 * Desk.Cent });
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@9997"));
        PostOnly(Peg with { Id = new ParentOrderId(2), Side = Side.Sell, PegOffsetNanos = Desk.Cent });
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10002"));
    }

    [Test]
    public void ShouldFollowTheTouchOnTheTickWhenItStoodLongEnough()
    {
        PostOnly(Peg);
        Market.NowNs += Standing;
        Market.Add(3, 30, Side.Buy, 10_000, 100);
        Assert.That(Out.Cancels.Select(c => (c.ChildId, c.SendTimeNs)), Is.EqualTo(new[] { (Child.Id, Market.NowNs) }));
        Assert.That(Out.Log[^1], Is.EqualTo("release"), "the cancel leaves with the tick");
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Orders.Count, Child.LimitPrice.Nanos), Is.EqualTo((2, 10_000 * Desk.Cent)));
    }

    [Test]
    public void ShouldNotChaseEveryFlicker()
    {
        PostOnly(Peg);
        Market.NowNs += Standing / 2;
        Market.Add(3, 30, Side.Buy, 10_000, 100);
        Assert.That(Out.Cancels, Is.Empty);
        Market.Delete(3, 30);
        Market.Add(3, 31, Side.Buy, 10_000, 100);
        Market.Delete(3, 31);
        Market.Tick(Standing);
        Assert.That(Out.Cancels, Is.Empty, "the touch came back");
    }

    [Test]
    public void ShouldFollowATouchThatStaysWhenItsTimeHasCome()
    {
        PostOnly(Peg);
        Market.NowNs += Standing / 2;
        Market.Add(3, 30, Side.Buy, 10_000, 100);
        Market.Tick((Standing / 2) - 1);
        Assert.That(Out.Cancels, Is.Empty);
        Market.Tick(1);
        Assert.That(Out.Cancels, Has.Count.EqualTo(1));
        Market.Tick(1);
        Assert.That(Out.Cancels, Has.Count.EqualTo(1), "once");
    }

    [Test]
    public void ShouldFollowATouchThatFalls()
    {
        PostOnly(Peg);
        Market.NowNs += Standing;
        Market.Delete(0, 1);
        Market.Add(0, 30, Side.Buy, 9_995, 100);
        Market.Delete(1, 3);
        Assert.That(Out.Cancels, Has.Count.EqualTo(1));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Child.LimitPrice.Nanos, Is.EqualTo(9_995 * Desk.Cent));
    }

    [Test]
    public void ShouldNotFollowBeyondItsLimit()
    {
        PostOnly(Peg with { LimitPrice = new Price(9_999 * Desk.Cent) });
        Market.NowNs += Standing;
        Market.Add(3, 30, Side.Buy, 10_000, 100);
        Market.Tick(Standing);
        Assert.That(Out.Cancels, Is.Empty);
    }

    [Test]
    public void ShouldNotFollowAfterItsEnd()
    {
        PostOnly(Peg);
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.NowNs += Standing;
        Market.Add(3, 30, Side.Buy, 10_000, 100);
        Market.Tick(Standing);
        Assert.That((Out.Cancels.Count, Out.Orders.Count), Is.EqualTo((0, 1)));
    }

    private void PostOnly(in ParentOrder order) =>
        Assert.That(Market.Submit(order with { Instructions = RoutingInstructions.PostOnly, PermittedActions = RouteActions.Post }), Is.EqualTo(RejectReason.None));
}
