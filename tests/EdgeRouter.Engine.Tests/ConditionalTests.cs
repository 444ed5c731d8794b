using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class ConditionalTests : DeskTests
{
    private static readonly ParentOrder Order = Desk.Order(1, 600, limitCents: 10_001) with { Instructions = RoutingInstructions.Conditional };

    private ChildOrder Lit => Out.Orders[0];

    private ChildOrder Conditional => Out.Orders[1];

    [Test]
    public void ShouldRestBesideTheWaterfallAndReserveNothing()
    {
        Market.Submit(Order);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 400@10001", "DARK 600@10001" }));
        Assert.That((Lit.IsConditional, Conditional.IsConditional, Conditional.TimeInForce), Is.EqualTo((false, true, TimeInForce.Day)));
        OpenBuyIs(400);
    }

    [Test]
    public void ShouldFirmUpWithWhatTheWaterfallLeaves()
    {
        Market.Submit(Order);
        Invite(600);
        Assert.That((Desk.Text(Child), Child.FirmUpOf, Child.IsConditional, Child.TimeInForce), Is.EqualTo(("DARK 200@10001", Conditional.Id, false, TimeInForce.ImmediateOrCancel)));
        OpenBuyIs(600);
        Market.Report(Desk.Fill(Child, 1, 200, 200));
        Market.Report(Desk.Fill(Lit, 2, 400, 400));
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].FilledQuantity, Out.Cancels.Count), Is.EqualTo((ParentOrderState.Filled, 600L, 0)));
    }

    [Test]
    public void ShouldFirmUpNoMoreThanItIsInvitedFor()
    {
        Market.Submit(Order);
        Invite(100);
        Assert.That(Child.Quantity, Is.EqualTo(100));
        OpenBuyIs(500);
    }

    [Test]
    public void ShouldCallBackAConditionalOrderThatNothingIsLeftFor()
    {
        Market.Submit(Order with { Quantity = 400 });
        Invite(400);
        Assert.That(Out.Orders, Has.Count.EqualTo(2), "the lit order has all of it");
        Assert.That(Out.Cancels.Single().ChildId, Is.EqualTo(Conditional.Id));
        OpenBuyIs(400);
    }

    [Test]
    public void ShouldNotBelieveAnInvitationForMoreThanStands()
    {
        Market.Submit(Order);
        Invite(601);
        Assert.That(Out.Orders.Skip(2).Sum(o => o.Quantity), Is.LessThanOrEqualTo(200));
        Assert.That(Out.Alerts.Select(a => a.Kind), Does.Contain(AlertKind.ContradictoryReport));
    }

    [Test]
    public void ShouldEndWithItsParent()
    {
        Market.Submit(Order with { Quantity = 400 });
        Market.Report(Desk.Fill(Lit, 1, 400, 400));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
        Assert.That(Out.Cancels.Single().ChildId, Is.EqualTo(Conditional.Id));
    }

    [Test]
    public void ShouldKeepACancelledParentUntilItHasEndedToo()
    {
        Market.Submit(Order);
        Market.Cancel(1);
        Invite(200);
        Market.Report(Desk.Cancelled(Lit));
        Assert.That((Out.Orders.Count, Out.Outcomes.Count), Is.EqualTo((2, 0)), "an invitation behind the cancel is late");
        Market.Report(Desk.Cancelled(Conditional));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
    }

    [Test]
    public void ShouldRestAgainAfterItsFirmOrder()
    {
        Market.Submit(Order);
        Invite(100);
        Market.Report(Desk.Cancelled(Child));
        Market.Report(Desk.Fill(Lit, 1, 400, 400));
        ChildOrder[] conditionals = [.. Out.Orders.Where(o => o.IsConditional)];
        Assert.That(conditionals.Select(o => o.Quantity), Is.EqualTo(new[] { 600L, 200L }));
    }

    [Test]
    public void ShouldNotRestTwiceAtAVenue()
    {
        Market.Submit(Order);
        Market.Report(Desk.Cancelled(Lit));
        Assert.That(Out.Orders.Count(o => o.IsConditional), Is.EqualTo(1));
        Assert.That(Out.Orders.Count(o => !o.IsConditional), Is.EqualTo(2));
    }

    [Test]
    public void ShouldHoldTheFirmOrderAgainstTheLimits()
    {
        Market.Control(new ControlInput { Kind = ControlKind.CreditSet, ClientId = 7, Value = 45_000 });
        Market.Submit(Order with { Quantity = 500, ClientId = 7 });
        Invite(100);
        Assert.That(Out.Orders, Has.Count.EqualTo(2));
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason)), Does.Contain((AlertKind.RiskReject, RejectReason.ClientCredit)));
        Assert.That(Out.Cancels.Single().ChildId, Is.EqualTo(Conditional.Id));
    }

    private void Invite(long quantity) => Market.Report(new ExecutionReport
    {
        ChildId = Conditional.Id,
        VenueId = Conditional.VenueId,
        Type = ExecutionType.FirmUpInvited,
        State = ChildOrderState.New,
        ExecutionId = 77,
        LastQuantity = quantity,
        LeavesQuantity = Conditional.Quantity,
    });

    private void OpenBuyIs(long quantity) =>
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa).OpenBuyQuantity, Is.EqualTo(quantity));
}
