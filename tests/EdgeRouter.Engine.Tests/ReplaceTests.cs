using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.Tests;

internal sealed class ReplaceTests : DeskTests
{
    [Test]
    public void ShouldRouteAtOnceWhatTheNewLimitReaches()
    {
        Market.Parent(1, 100, limitCents: 9_000);
        Out.Log.Clear();
        Assert.That(Market.Replace(1, 200, 10_001, replaceId: 7), Is.EqualTo(RejectReason.None));
        Assert.That(Out.Log, Is.EqualTo(new[] { "replace 1/7", "replaced 1/7 200@10001", "release", "child 1 LITB 200@10001", "release", "decision 1/0" }));
    }

    [Test]
    public void ShouldCallBackWhatStandsBeyondTheNewLimitFirst()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Out.Log.Clear();
        Market.Replace(1, 300, 10_000);
        Assert.That(Out.Log, Is.EqualTo(new[] { "replace 1/1", "cancel child 1", "release" }));
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Assert.That(Out.Replaced, Is.Empty, "200 may still be executed at the old limit");
        Market.Report(Desk.Cancelled(Child, 100));
        Assert.That(Out.Replaced.Single(), Is.EqualTo(new ParentReplaceOutcome
        {
            ParentId = new ParentOrderId(1),
            ReplaceId = 1,
            Quantity = 300,
            LimitPrice = new Price(10_000 * Desk.Cent),
            TimeNs = Desk.StartNs,
        }));
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public void ShouldCallBackTheExcessOfASmallerQuantity()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 200, 10_001);
        Assert.That((Out.Cancels.Count, Out.Replaced.Count), Is.EqualTo((1, 0)));
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Replaced.Single().Quantity, Child.Quantity, Out.Orders.Count), Is.EqualTo((200L, 200L, 2)));
    }

    [Test]
    public void ShouldEndWithWhatIsExecutedWhenLessIsWanted()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Report(Desk.Fill(Child, 1, 200, 200));
        Market.Replace(1, 100, 10_001);
        Assert.That(Out.Outcomes, Is.Empty, "the other 100 may still be executed");
        Market.Report(Desk.Cancelled(Child, 200));
        Assert.That((Out.Replaced.Single().Quantity, Out.Replaced[0].RejectReason), Is.EqualTo((200L, RejectReason.None)));
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].FilledQuantity), Is.EqualTo((ParentOrderState.Filled, 200L)));
    }

    [Test]
    public void ShouldGrowWhileAChildIsInFlight()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 400, 10_001);
        Assert.That((Out.Cancels.Count, Out.Replaced.Single().Quantity), Is.EqualTo((0, 400L)));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That((Out.Outcomes.Count, Out.Orders.Count, Child.Quantity), Is.EqualTo((0, 2, 100L)), "the old quantity is not the end of it");
        Market.Report(Desk.Fill(Child, 2, 100, 100));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldRefuseAChangeOfAnOrderThatIsBeingCancelled()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Cancel(1);
        Assert.That(Market.Replace(1, 400, 10_001), Is.EqualTo(RejectReason.TooLate));
        Assert.That((Out.Replaced.Single().RejectReason, Out.Replaced[0].Quantity), Is.EqualTo((RejectReason.TooLate, 300L)));
        Assert.That(Out.Alerts, Is.Empty, "a race, no fault");
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Outcomes.Single().State, Out.Orders.Count), Is.EqualTo((ParentOrderState.Cancelled, 1)));
        Assert.That(Market.Replace(1, 400, 10_001), Is.EqualTo(RejectReason.TooLate), "after the end");
    }

    [Test]
    public void ShouldLetACancelWinOverAChangeThatWaits()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 300, 10_000);
        Market.Cancel(1);
        Assert.That((Out.Replaced.Single().ReplaceId, Out.Replaced[0].RejectReason), Is.EqualTo((1L, RejectReason.TooLate)));
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Outcomes.Single().State, Out.Replaced.Count, Out.Orders.Count), Is.EqualTo((ParentOrderState.Cancelled, 1, 1)));
    }

    [Test]
    public void ShouldLetTheNewerChangeWin()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 300, 10_000, replaceId: 1);
        Market.Replace(1, 200, 10_000, replaceId: 2);
        Market.Report(Desk.Cancelled(Child));
        Assert.That(
            Out.Replaced.Select(r => (r.ReplaceId, r.RejectReason, r.Quantity)),
            Is.EqualTo(new[] { (1L, RejectReason.TooLate, 300L), (2L, RejectReason.None, 200L) }));
        Assert.That(Out.Cancels, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldEndAChangeThatWaitsWhenTheOrderIsFilled()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Replace(1, 300, 10_000);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Replaced.Single().RejectReason, Is.EqualTo(RejectReason.TooLate));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldRaiseTheQuantityByWhatCannotBeCalledBack()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Tick(100 * TimeUnits.Millisecond);
        Market.Tick(200 * TimeUnits.Millisecond);
        Assert.That(Out.Questions, Has.Count.EqualTo(1), "in doubt");
        Market.Replace(1, 100, 10_001);
        Assert.That(Out.Replaced.Single().Quantity, Is.EqualTo(300));
    }

    [TestCase(0, 10_001, 0, RejectReason.BadQuantity)]
    [TestCase(-5, 10_001, 0, RejectReason.BadQuantity)]
    [TestCase(300, 0, 0, RejectReason.BadPrice)]
    [TestCase(300, -1, 0, RejectReason.BadPrice)]
    [TestCase(300, 10_001, 301, RejectReason.BadMinimumQuantity)]
    public void ShouldRefuseBadTermsAndChangeNothing(long quantity, long cents, long minimum, RejectReason reason)
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Out.Log.Clear();
        Assert.That(Market.Replace(1, quantity, cents, minimumQuantity: minimum), Is.EqualTo(reason));
        Assert.That(Out.Log, Is.EqualTo(new[] { "replace 1/1 refused", $"replaced 1/1 300@10001 {reason}", $"alert ParentRefused {reason}", "release" }));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldRefuseAChangeOfAnUnknownOrder()
    {
        Assert.That(Market.Replace(9, 100, 10_001), Is.EqualTo(RejectReason.UnknownOrder));
        Assert.That(Out.Alerts.Single(), Has.Property("ParentId").EqualTo(new ParentOrderId(9)).And.Property("RejectReason").EqualTo(RejectReason.UnknownOrder));
    }

    [Test]
    public void ShouldHoldTheChangedOrderAgainstTheLimits()
    {
        Rebuild(s => s with { Risk = new RiskLimits { ParentQuantityMax = 500 } });
        Market.Parent(1, 300, limitCents: 9_000);
        Assert.That(Market.Replace(1, 600, 9_000), Is.EqualTo(RejectReason.SizeLimit));
        Assert.That(Out.Alerts.Single(), Is.EqualTo(new EngineAlert
        {
            Kind = AlertKind.ParentRefused,
            ParentId = new ParentOrderId(1),
            RejectReason = RejectReason.SizeLimit,
            Value = 600,
            Limit = 500,
            TimeNs = Desk.StartNs,
        }));
        Assert.That(Market.Replace(1, 500, 9_000), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldHoldAChangedLimitAgainstTheNotionalOfAnOrder()
    {
        Rebuild(s => s with { Risk = new RiskLimits { ParentNotionalMax = 9_500 } });
        Market.Parent(1, 100, limitCents: 9_000);
        Assert.That(Market.Replace(1, 100, 9_501), Is.EqualTo(RejectReason.NotionalLimit));
        Assert.That(Market.Replace(1, 100, 9_500), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldNeverRefuseAMoreCarefulOrderForItsSize()
    {
        Market.Parent(1, 300, limitCents: 9_000);
        Assert.That(Market.Configure(ConfigurationKind.RiskLimits, """{"schemaVersion":1,"parentQuantityMax":50,"restrictedSymbols":["AAA"]}""", out _), Is.True);
        Assert.That(Market.Replace(1, 200, 9_000), Is.EqualTo(RejectReason.None));
        Assert.That(Market.Replace(1, 200, 8_999), Is.EqualTo(RejectReason.None));
        Assert.That(Market.Replace(1, 200, 9_000), Is.EqualTo(RejectReason.Restricted), "more eager");
    }

    [Test]
    public void ShouldEndAtTheNewDate()
    {
        ParentOrder order = Desk.Order(1, 300, limitCents: 9_000) with { TimeInForce = TimeInForce.GoodTillDate, ExpireTimeNs = Desk.StartNs + 1000 };
        Market.Submit(order);
        Market.Submit(order with { Id = new ParentOrderId(2) });
        Assert.That(Market.Replace(1, 300, 9_000, expireTimeNs: Desk.StartNs), Is.EqualTo(RejectReason.BadExpiry), "past");
        Market.Replace(1, 300, 9_000, expireTimeNs: Desk.StartNs + 2000);
        Market.Replace(2, 300, 9_000, expireTimeNs: Desk.StartNs + 500);
        Market.Tick(500);
        Assert.That(Out.Outcomes.Select(o => o.ParentId.Value), Is.EqualTo(new[] { 2L }));
        Market.Tick(1000);
        Assert.That(Out.Outcomes, Has.Count.EqualTo(1), "the old date is past");
        Market.Tick(500);
        Assert.That(Out.Outcomes.Select(o => (o.ParentId.Value, o.State)), Is.EqualTo(new[] { (2L, ParentOrderState.Expired), (1L, ParentOrderState.Expired) }));
    }

    [Test]
    public void ShouldMoveAPostThatTheOldLimitHeldBack()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Parent(1, 100, limitCents: 9_998, actions: RouteActions.Post);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@9998"));
        Market.Tick(10 * TimeUnits.Millisecond);
        Market.Replace(1, 100, 9_999);
        Assert.That((Out.Replaced.Count, Out.Cancels.Count), Is.EqualTo((1, 1)));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Child.LimitPrice.Nanos, Is.EqualTo(9_999 * Desk.Cent));
    }

    [Test]
    public void ShouldTryAtOnceThoughTheOldTermsLedNowhere()
    {
        Rebuild(s => s with { Risk = new RiskLimits { OrderQuantityMax = 99 } });
        Market.Parent(1, 100, limitCents: 10_001);
        for (int i = 0; i < 12; i++)
        {
            Market.Tick(Market.Engine.NextTimerNs - Market.NowNs);
        }

        Market.Replace(1, 99, 10_001);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 99@10001" }));
    }
}
