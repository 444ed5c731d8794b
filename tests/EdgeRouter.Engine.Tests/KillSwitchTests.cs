using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class KillSwitchTests : DeskTests
{
    [Test]
    public void ShouldCancelEndAndRefuseEverything()
    {
        Market.Parent(1, 100);
        Market.Parent(2, 100, limitCents: 9_000);
        Out.Log.Clear();
        Market.Control(ControlKind.KillSwitchOn);
        Assert.That(Out.Log, Is.EqualTo(new[] { "control KillSwitchOn", "alert KillSwitch KillSwitch", "cancel child 1", "done 2 Cancelled None", "release" }));
        Assert.That(Market.Parent(3, 100), Is.EqualTo(RejectReason.KillSwitch));
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Outcomes[^1].State, Out.Orders.Count, Market.Engine.OpenParentCount), Is.EqualTo((ParentOrderState.Cancelled, 1, 0)));
        Market.Control(ControlKind.KillSwitchOff);
        Assert.That(Market.Parent(4, 100), Is.EqualTo(RejectReason.None));
        Assert.That(Out.Orders, Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldStopOneClientAndLetTheOthersTrade()
    {
        Market.Submit(Desk.Order(1, 100) with { ClientId = 7 });
        Market.Submit(Desk.Order(2, 100) with { ClientId = 8 });
        Market.Control(new ControlInput { Kind = ControlKind.ClientKillOn, ClientId = 7 });
        Assert.That(Out.Cancels.Select(c => c.ParentId.Value), Is.EqualTo(new[] { 1L }));
        Assert.That(Out.Alerts.Single(), Has.Property("ClientId").EqualTo(7).And.Property("Kind").EqualTo(AlertKind.KillSwitch));
        Assert.That(Market.Submit(Desk.Order(3, 100) with { ClientId = 7 }), Is.EqualTo(RejectReason.KillSwitch));
        Assert.That(Market.Submit(Desk.Order(4, 100) with { ClientId = 8 }), Is.EqualTo(RejectReason.None));
        Market.Control(new ControlInput { Kind = ControlKind.ClientKillOff, ClientId = 7 });
        Assert.That(Market.Submit(Desk.Order(5, 100) with { ClientId = 7 }), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldStopOneInstrumentAndLetTheOthersTrade()
    {
        Market.Add(0, 41, Side.Buy, 4_999, 100, security: 8);
        Market.Add(0, 42, Side.Sell, 5_001, 100, security: 8);
        ParentOrder other = Desk.Order(2, 100) with { InstrumentId = new InstrumentId(1) };
        Market.Parent(1, 100);
        Market.Submit(other);
        Market.Control(new ControlInput { Kind = ControlKind.InstrumentKillOn, InstrumentId = Desk.Aaa });
        Assert.That(Out.Cancels.Select(c => c.ParentId.Value), Is.EqualTo(new[] { 1L }));
        Assert.That(Market.Parent(3, 100), Is.EqualTo(RejectReason.KillSwitch));
        Assert.That(Market.Submit(other with { Id = new ParentOrderId(4) }), Is.EqualTo(RejectReason.None));
        Market.Control(new ControlInput { Kind = ControlKind.InstrumentKillOff, InstrumentId = Desk.Aaa });
        Assert.That(Market.Parent(5, 100), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldLeaveOneVenueAndGoOnElsewhere()
    {
        Market.Parent(1, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
        Market.Control(ControlKind.VenueKillOn, 1);
        Assert.That((Out.Cancels.Count, Out.Outcomes.Count), Is.EqualTo((1, 0)));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@10001"));
        Market.Control(ControlKind.VenueKillOff, 1);
        Market.NowNs += Core.Time.TimeUnits.Second;
        Market.Parent(2, 100);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
    }

    [Test]
    public void ShouldWinOverAChangeThatWaits()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 300, 10_000);
        Market.Control(ControlKind.KillSwitchOn);
        Assert.That(Out.Replaced.Single().RejectReason, Is.EqualTo(RejectReason.TooLate));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
    }

    [TestCase((ControlKind)99)]
    [TestCase((ControlKind)255)]
    public void ShouldRefuseAControlThatItDoesNotKnow(ControlKind kind)
    {
        Assert.That(Market.Control(new ControlInput { Kind = kind, VenueId = new VenueId(2) }), Is.False);
        Assert.That(Out.Log, Is.EqualTo(new[] { $"control {kind}", "alert ControlRefused None", "release" }));
        Assert.That(Out.Alerts.Single().Value, Is.EqualTo((long)kind));
    }

    [Test]
    public void ShouldRefuseAControlOfAnUnknownVenueOrInstrument()
    {
        Assert.That(Market.Control(new ControlInput { Kind = ControlKind.VenueKillOn, VenueId = new VenueId(4) }), Is.False);
        Assert.That(Market.Control(new ControlInput { Kind = ControlKind.SelfHelpDeclare, VenueId = new VenueId(4) }), Is.False);
        Assert.That(Market.Control(new ControlInput { Kind = ControlKind.InstrumentKillOn, InstrumentId = new InstrumentId(2) }), Is.False);
        Assert.That(Out.Alerts.Select(a => a.Kind), Is.All.EqualTo(AlertKind.ControlRefused).And.Exactly(3).Items);
    }
}
