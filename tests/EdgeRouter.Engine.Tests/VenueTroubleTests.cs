using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class VenueTroubleTests : DeskTests
{
    private const long Millisecond = TimeUnits.Millisecond;

    [Test]
    public void ShouldDoubtWhatIsOpenAtALostLinkAndAskWhenItStandsAgain()
    {
        Market.Parent(1, 300);
        Out.Log.Clear();
        Market.Control(ControlKind.LinkDown, 1);
        Assert.That(Out.Log, Is.EqualTo(new[] { "control LinkDown", "alert LinkChanged None", "doubt child 1", "alert ChildInDoubt None", "release" }));
        Market.Parent(2, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"), "nothing new leaves to where nobody hears");
        Out.Log.Clear();
        Market.Control(ControlKind.LinkUp, 1);
        Assert.That(Out.Log, Is.EqualTo(new[] { "control LinkUp", "alert LinkChanged None", "ask child 1", "release" }));
        Assert.That(Out.Alerts.Where(a => a.Kind == AlertKind.LinkChanged).Select(a => a.Value), Is.EqualTo(new[] { 0L, 1L }));
    }

    [TestCase(ChildOrderState.Cancelled, 0, 300)]
    [TestCase(ChildOrderState.Cancelled, 100, 0)]
    public void ShouldBelieveTheVenuesAnswer(ChildOrderState state, long cumulative, long sentAgain)
    {
        Market.Parent(1, 300);
        ChildOrder child = Child;
        Market.Control(ControlKind.LinkDown, 1);
        Market.Control(ControlKind.LinkUp, 1);
        Market.Report(Status(child, state, cumulative, 0));
        if (cumulative == 0)
        {
            Assert.That((Out.Orders.Count, Child.Quantity), Is.EqualTo((2, sentAgain)));
            return;
        }

        Assert.That(Child.Quantity, Is.EqualTo(200), "100 stay reserved for the fill that the venue spoke of");
        Market.Report(Desk.Fill(child, 5, 100, 100));
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa).Position, Is.EqualTo(100));
    }

    [Test]
    public void ShouldWorkOnWithAnOrderThatStands()
    {
        Market.Parent(1, 300);
        Market.Control(ControlKind.LinkDown, 1);
        Market.Control(ControlKind.LinkUp, 1);
        Market.Report(Status(Child, ChildOrderState.New, 0, 300));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That((Out.Outcomes.Single().State, Out.Orders.Count), Is.EqualTo((ParentOrderState.Filled, 1)));
    }

    [Test]
    public void ShouldCancelThenDoubtThenAskAgainUntilTheVenueSpeaks()
    {
        Market.Parent(1, 300);
        Market.Tick(100 * Millisecond);
        Assert.That((Out.Cancels.Count, Out.Questions.Count), Is.EqualTo((1, 0)));
        Market.Tick(200 * Millisecond);
        Assert.That((Out.Cancels.Count, Out.Questions.Count), Is.EqualTo((1, 1)));
        Market.Tick(2000 * Millisecond);
        Market.Tick(2000 * Millisecond);
        Assert.That((Out.Cancels.Count, Out.Questions.Count, Out.Alerts.Count), Is.EqualTo((1, 3, 1)), "asked again, told once");
        Market.Report(Status(Child, ChildOrderState.Filled, 300, 0));
        Assert.That(Out.Outcomes, Is.Empty, "the fill itself is missing");
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldPauseAVenueThatLeavesChildrenUnanswered()
    {
        for (int i = 1; i <= 3; i++)
        {
            Market.Parent(i, 100);
            Market.Tick(100 * Millisecond);
            Market.Tick(200 * Millisecond);
        }

        Assert.That(Out.Children.Distinct(), Is.EqualTo(new[] { "LITB 100@10001" }));
        Assert.That(Out.Alerts.Where(a => a.Kind == AlertKind.VenueBackOff).Select(a => a.VenueId.Value), Is.EqualTo(new byte[] { 1 }));
        Market.Parent(4, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
    }

    [TestCase(RejectReason.RateLimit)]
    [TestCase(RejectReason.VenueBusy)]
    [TestCase((RejectReason)250)]
    public void ShouldPauseAVenueThatIsBusyAndComeBack(RejectReason reason)
    {
        Market.Parent(1, 100);
        Market.Report(Desk.Rejected(Child, reason));
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.VenueId.Value, a.RejectReason)), Is.EqualTo(new[] { (AlertKind.VenueBackOff, (byte)1, reason) }));
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
        Market.NowNs += (100 * Millisecond) - 1;
        Market.Parent(2, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
        Market.NowNs += 1;
        Market.Parent(3, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
    }

    [Test]
    public void ShouldDisableAVenueThatLocksUsOutUntilAPersonEnablesIt()
    {
        Market.Parent(1, 100);
        Market.Report(Desk.Rejected(Child, RejectReason.VenueLockout));
        Assert.That(Out.Alerts.Single(), Has.Property("Kind").EqualTo(AlertKind.VenueDisabled).And.Property("VenueId").EqualTo(new VenueId(1)));
        Market.NowNs += 3600 * TimeUnits.Second;
        Market.Parent(2, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
        Market.Control(ControlKind.VenueEnable, 1);
        Market.Parent(3, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
    }

    [Test]
    public void ShouldGoOnUsingAVenueThatRefusedOneOrder()
    {
        Market.Parent(1, 100);
        Market.Report(Desk.Rejected(Child, RejectReason.VenueRejected));
        Assert.That(Out.Alerts, Is.Empty);
        Market.Parent(2, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
    }

    [Test]
    public void ShouldNotTradeThroughAVenueThatCannotBeReachedUntilSelfHelp()
    {
        Market.Control(ControlKind.VenueDisable, 3);
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.VenueId.Value, a.RejectReason, a.Limit)), Is.EqualTo(new[] { (AlertKind.ProtectionBlock, (byte)3, RejectReason.TradeThrough, 10_000 * Desk.Cent) }));
        Market.Control(ControlKind.SelfHelpDeclare, 3);
        Market.Tick(10 * Millisecond);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 100@10001" }));
        Market.Control(ControlKind.SelfHelpRevoke, 3);
        Market.Parent(2, 100);
        Assert.That(Out.Orders, Has.Count.EqualTo(1));
    }

    private static ExecutionReport Status(in ChildOrder child, ChildOrderState state, long cumulative, long leaves) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = ExecutionType.OrderStatus,
        State = state,
        CumulativeQuantity = cumulative,
        LeavesQuantity = leaves,
    };
}
