using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class ReportTests : DeskTests
{
    [Test]
    public void ShouldEndAParentThatIsFilled()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.New(Child));
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.Report(Desk.Fill(Child, 2, 200, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa).Position, Is.EqualTo(300));
        Assert.That(Out.Reports.Select(r => r.ParentId.Value), Is.All.EqualTo(1), "the router fills in whose child it was");
        Assert.That((Market.Engine.OpenParentCount, Market.Engine.Transitions.AppliedCount), Is.EqualTo((0, 3L)));
    }

    [Test]
    public void ShouldDecideAnewWithWhatIsLeft()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 120, 120));
        Assert.That(Out.Orders, Has.Count.EqualTo(1), "the child is still open");
        Market.Report(Desk.Cancelled(Child, 120));
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 300@10001", "LITA 180@10001" }), "LITB has nothing left within the limit");
        Assert.That(Out.Decisions.Select(d => (d.Index, d.Remaining)), Is.EqualTo(new[] { (0, 300L), (1, 180L) }));
        Assert.That(Child.DecisionIndex, Is.EqualTo(1));
        RiskIs(120, 180);
    }

    [Test]
    public void ShouldTakeARepeatedFillOnce()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        RiskIs(100, 200);
        Assert.That(Market.Engine.Transitions.DuplicateCount, Is.EqualTo(1));
        Assert.That(Out.Reports, Has.Count.EqualTo(2), "journaled all the same");
    }

    [Test]
    public void ShouldWaitForTheFillsThatACancelSpeaksOf()
    {
        Market.Parent(1, 300);
        ChildOrder child = Child;
        Market.Report(Desk.Cancelled(child, 300));
        Assert.That((Out.Orders.Count, Out.Outcomes.Count), Is.EqualTo((1, 0)), "all 300 may be executed: nothing may be sent");
        Market.Report(Desk.Fill(child, 1, 120, 120));
        Assert.That((Out.Orders.Count, Out.Outcomes.Count), Is.EqualTo((1, 0)));
        Market.Report(Desk.Fill(child, 2, 180, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldGoOnWithTheRestWhenTheMissingFillHasCome()
    {
        Market.Parent(1, 300);
        ChildOrder child = Child;
        Market.Report(Desk.Cancelled(child, 100));
        Assert.That(Out.Orders[^1].Quantity, Is.EqualTo(200), "100 stay reserved for the fill that was spoken of");
        Market.Report(Desk.Fill(child, 1, 100, 100));
        Market.Report(Desk.Fill(Child, 1, 200, 200));
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].FilledQuantity), Is.EqualTo((ParentOrderState.Filled, 300L)));
        RiskIs(300, 0);
    }

    [Test]
    public void ShouldEndACancelledParentWhenItsMissingFillComes()
    {
        Market.Parent(1, 300);
        ChildOrder child = Child;
        Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs);
        Market.Report(Desk.Cancelled(child, 100));
        Assert.That(Out.Outcomes, Is.Empty, "100 may have been executed");
        Market.Report(Desk.Fill(child, 1, 100, 100));
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].FilledQuantity), Is.EqualTo((ParentOrderState.Cancelled, 100L)));
    }

    [Test]
    public void ShouldAlertOnAReportOfAnUnknownChild()
    {
        Market.Report(new ExecutionReport { ChildId = new ChildOrderId(77), VenueId = new VenueId(1), Type = ExecutionType.Trade, LastQuantity = 100 });
        Assert.That(Out.Log, Does.Contain("alert UnknownReport UnknownOrder"));
        RiskIs(0, 0);
    }

    [Test]
    public void ShouldNotBelieveAnotherVenueAboutAChild()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300) with { VenueId = new VenueId(0) });
        Assert.That(Out.Log, Does.Contain("alert UnknownReport UnknownOrder"));
        RiskIs(0, 300);
    }

    [Test]
    public void ShouldAlertOnMoreThanWasSentAndCountIt()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 500, 500));
        Assert.That(Out.Alerts.Single(), Is.EqualTo(new EngineAlert
        {
            Kind = AlertKind.OverFill,
            VenueId = new VenueId(1),
            ParentId = new ParentOrderId(1),
            Value = 500,
            Limit = 300,
            TimeNs = Desk.StartNs,
        }));
        Assert.That((Out.Outcomes[0].State, Out.Outcomes[0].FilledQuantity), Is.EqualTo((ParentOrderState.Filled, 500L)));
        RiskIs(500, 0);
    }

    [Test]
    public void ShouldCancelWhatAnOverFilledParentStillHasOut()
    {
        Rebuild(s => s with { Policy = "static", Universe = SameRank() });
        Market.Parent(1, 700);
        Assert.That(Out.Orders, Has.Count.EqualTo(2), "both lit venues at once");
        Market.Report(Desk.Fill(Out.Orders[0], 1, 700, 700));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
        Assert.That(Out.Cancels.Single().ChildId, Is.EqualTo(Out.Orders[1].Id));
        Assert.That(Out.Log[^1], Is.EqualTo("release"));
    }

    [Test]
    public void ShouldTryAnotherVenueAfterARejection()
    {
        Market.Parent(1, 300);
        Market.Report(new ExecutionReport { ChildId = Child.Id, VenueId = Child.VenueId, Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.VenueRejected });
        RiskIs(0, 300);
        Assert.That((Out.Orders.Count, Child.DecisionIndex), Is.EqualTo((2, 1)));
    }

    [Test]
    public void ShouldCountALateFillOfAnEndedChild()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        ChildOrder first = Child;
        Market.Report(Desk.Cancelled(first));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Market.Report(Desk.Fill(first, 9, 100, 100));
        Assert.That(Market.Engine.Transitions.LateCount, Is.EqualTo(1));
        Assert.That(Out.Alerts.Select(a => a.Kind), Does.Contain(AlertKind.OverFill));
        RiskIs(400, 0);
    }

    [Test]
    public void ShouldMarkAFillAfterASecondAtTheMidpoint()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Market.Delete(0, 2);
        Market.Delete(1, 4);
        Market.Add(0, 9, Side.Sell, 10_004, 100);
        Market.Tick(TimeUnits.Second - 1);
        Assert.That(Out.Marks, Is.Empty);
        Market.Tick(1);
        MarkOut mark = Out.Marks.Single();
        Assert.That(mark, Is.EqualTo(new MarkOut
        {
            ChildId = Child.Id,
            ParentId = new ParentOrderId(1),
            VenueId = new VenueId(1),
            Side = Side.Buy,
            HorizonNs = TimeUnits.Second,
            FillPrice = new Price(10_001 * Desk.Cent),
            FillQuantity = 300,
            Midpoint = new Price((9_999 + 10_004) * Desk.Cent / 2),
            TimeNs = Desk.StartNs + TimeUnits.Second,
        }));
    }

    [Test]
    public void ShouldMarkWithoutAMidpointWhereThereIsNone()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Market.Delete(0, 2);
        Market.Delete(1, 4);
        Market.Tick(TimeUnits.Second);
        Assert.That(Out.Marks.Single().Midpoint, Is.EqualTo(Price.Zero));
    }

    [Test]
    public void ShouldMarkTheSharesThatACorrectionAdds()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.Report(Desk.Fill(Child, 2, 150, 150) with { Type = ExecutionType.TradeCorrection });
        Market.Tick(TimeUnits.Second);
        Assert.That(Out.Marks.Select(m => m.FillQuantity), Is.EqualTo(new[] { 100L, 50L }));
    }

    [Test]
    public void ShouldUndoABustedFillAfterTheEndAndTellAPerson()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Market.Report(Desk.Fill(Child, 2, 0, 0) with { Type = ExecutionType.TradeBust, ReferenceExecutionId = 1, State = ChildOrderState.Filled });
        RiskIs(0, 0);
        Assert.That(Out.Alerts.Single(), Has.Property("Kind").EqualTo(AlertKind.LateFill).And.Property("Value").EqualTo(Child.Id.Value));
        Assert.That((Out.Outcomes.Count, Out.Orders.Count), Is.EqualTo((1, 1)), "an ended parent does not come back");
    }

    [Test]
    public void ShouldSendAgainWhatABustTookFromAnOpenParent()
    {
        Market.Parent(1, 600);
        ChildOrder first = Child;
        Market.Report(Desk.Fill(first, 1, 400, 400));
        Market.Report(Desk.Fill(first, 2, 0, 0) with { Type = ExecutionType.TradeBust, ReferenceExecutionId = 1, State = ChildOrderState.Filled });
        Market.Report(Desk.Fill(Child, 3, 200, 200));
        Assert.That((Out.Outcomes.Count, Child.Id.Value > 2), Is.EqualTo((0, true)), "400 are wanted again");
        RiskIs(200, Child.Quantity);
    }

    [Test]
    public void ShouldQuarantineAReportThatCannotFollow()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.New(Child));
        Market.Report(Desk.New(Child) with { Type = ExecutionType.Replaced, ExecutionId = 4 });
        Assert.That(Out.Alerts.Single(), Has.Property("Kind").EqualTo(AlertKind.ContradictoryReport).And.Property("Value").EqualTo(Child.Id.Value).And.Property("Limit").GreaterThan(0L));
        RiskIs(0, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
    }

    [Test]
    public void ShouldBookAFillBeyondTheLimitAndTellAPerson()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.Report(Desk.Fill(Child, 1, 300, 300) with { LastPrice = new Price(10_002 * Desk.Cent) });
        Assert.That(Out.Alerts.Single().Kind, Is.EqualTo(AlertKind.ContradictoryReport));
        Assert.That(Out.Outcomes.Single().FilledNotionalNanos, Is.EqualTo((Int128)300 * 10_002 * Desk.Cent), "money all the same");
    }

    private static Universe SameRank() => new(
        Desk.Universe.Instruments.ToArray(),
        [.. Desk.Universe.Venues.ToArray().Select(v => v with { StaticRank = 1 })]);

    private void RiskIs(long position, long openBuy)
    {
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa), Is.EqualTo(new Routing.Risk.RiskPosition(position, openBuy, 0)));
    }
}
