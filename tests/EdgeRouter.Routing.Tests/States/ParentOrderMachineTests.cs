using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class ParentOrderMachineTests
{
    private static readonly (ParentOrderState From, ParentEvent Event, ParentOrderState To)[] Legal =
    [
        (ParentOrderState.PendingNew, ParentEvent.Accept, ParentOrderState.Working),
        (ParentOrderState.PendingNew, ParentEvent.Reject, ParentOrderState.Rejected),
        (ParentOrderState.Working, ParentEvent.RequestCancel, ParentOrderState.PendingCancel),
        (ParentOrderState.Working, ParentEvent.RequestReplace, ParentOrderState.PendingReplace),
        (ParentOrderState.Working, ParentEvent.Suspend, ParentOrderState.Suspended),
        (ParentOrderState.Working, ParentEvent.Expire, ParentOrderState.Expired),
        (ParentOrderState.Working, ParentEvent.Exhaust, ParentOrderState.Exhausted),
        (ParentOrderState.PendingCancel, ParentEvent.CompleteCancel, ParentOrderState.Cancelled),
        (ParentOrderState.PendingCancel, ParentEvent.Expire, ParentOrderState.Cancelled),
        (ParentOrderState.PendingReplace, ParentEvent.RequestCancel, ParentOrderState.PendingCancel),
        (ParentOrderState.PendingReplace, ParentEvent.CompleteReplace, ParentOrderState.Working),
        (ParentOrderState.PendingReplace, ParentEvent.Suspend, ParentOrderState.Suspended),
        (ParentOrderState.PendingReplace, ParentEvent.Expire, ParentOrderState.Expired),
        (ParentOrderState.PendingReplace, ParentEvent.Exhaust, ParentOrderState.Exhausted),
        (ParentOrderState.Suspended, ParentEvent.RequestCancel, ParentOrderState.PendingCancel),
        (ParentOrderState.Suspended, ParentEvent.Resume, ParentOrderState.Working),
        (ParentOrderState.Suspended, ParentEvent.Expire, ParentOrderState.Expired),
        (ParentOrderState.Suspended, ParentEvent.Exhaust, ParentOrderState.Exhausted),
    ];

    [Test]
    public void ShouldPermitExactlyTheLegalTransitions(
        [Values] ParentOrderState state,
        [Values] ParentEvent what)
    {
        ParentOrderRecord record = RecordIn(state);
        ParentOrderState[] next = [.. Legal.Where(l => l.From == state && l.Event == what).Select(l => l.To)];
        Assert.That(ParentOrderMachine.TryApply(ref record, what), Is.EqualTo(next.Length == 1));
        Assert.That(record.State, Is.EqualTo(next.Length == 1 ? next[0] : state));
    }

    [TestCase(ParentOrderState.Working, ParentEvent.Expire)]
    [TestCase(ParentOrderState.Working, ParentEvent.Exhaust)]
    [TestCase(ParentOrderState.PendingCancel, ParentEvent.CompleteCancel)]
    public void ShouldNotEndWhileChildrenMayExecute(ParentOrderState state, ParentEvent what)
    {
        ParentOrderRecord record = RecordIn(state);
        record.ReservedQuantity = 1;
        Assert.That(ParentOrderMachine.TryApply(ref record, what), Is.False);
        Assert.That(record.State, Is.EqualTo(state));
    }

    [Test]
    public void ShouldRememberWhyItWasRefused()
    {
        ParentOrderRecord record = RecordIn(ParentOrderState.PendingNew);
        ParentOrderMachine.TryApply(ref record, ParentEvent.Reject, RejectReason.CapacityExceeded);
        Assert.That(record.ToOutcome(9, default, default).RejectReason, Is.EqualTo(RejectReason.CapacityExceeded));
    }

    [Test]
    public void ShouldReserveWhatChildrenHoldAndFreeWhatTheyGiveBack()
    {
        ParentOrderRecord record = RecordIn(ParentOrderState.Working);
        var order = new ChildOrder { Quantity = 300, Side = Side.Buy, VenueId = new VenueId(2), Action = RouteAction.Midpoint };
        Assert.That(ParentOrderMachine.TrySendChild(ref record, order), Is.True);
        Assert.That((record.AvailableQuantity, record.ReservedQuantity, record.Tries[new VenueId(2), RouteAction.Midpoint]), Is.EqualTo((200L, 300L, 1)));
        Assert.That(ParentOrderMachine.TrySendChild(ref record, order), Is.False, "only 200 are available");

        var child = new ChildOrderRecord(order);
        ExecutionReport fill = new() { Type = ExecutionType.Trade, ExecutionId = 1, LastQuantity = 100, LastPrice = new Price(7), CumulativeQuantity = 100, FeeNanos = 30 };
        Step(ref record, ref child, fill);
        Step(ref record, ref child, new ExecutionReport { Type = ExecutionType.Cancelled, ExecutionId = 2, CumulativeQuantity = 100 });
        ParentOutcome outcome = record.ToOutcome(5, new Price(1), new Price(2));
        Assert.Multiple(() =>
        {
            Assert.That((record.FilledQuantity, record.ReservedQuantity, record.AvailableQuantity, record.OpenChildCount), Is.EqualTo((100L, 0L, 400L, 0)));
            Assert.That((outcome.FilledNotionalNanos, outcome.FeeNanos, outcome.ChildCount), Is.EqualTo(((Int128)700, 30L, 1)));
        });
    }

    [TestCase(ParentOrderState.Working)]
    [TestCase(ParentOrderState.PendingCancel)]
    public void ShouldBeFilledWhenItsWholeQuantityIs(ParentOrderState state)
    {
        ParentOrderRecord record = RecordIn(state);
        record.ReservedQuantity = 500;
        var child = new ChildOrderRecord(new ChildOrder { Quantity = 500, Side = Side.Buy });
        ParentTransition transition = Step(ref record, ref child, new ExecutionReport { Type = ExecutionType.Trade, LastQuantity = 500, CumulativeQuantity = 500 });
        Assert.That((transition.To, transition.Ended, transition.OverFilled), Is.EqualTo((ParentOrderState.Filled, true, false)));
    }

    [Test]
    public void ShouldSeeOverFillsAlsoAfterItsEnd()
    {
        ParentOrderRecord record = RecordIn(ParentOrderState.Filled);
        record.FilledQuantity = 500;
        var child = new ChildOrderRecord(new ChildOrder { Quantity = 100, Side = Side.Buy });
        ParentTransition transition = Step(ref record, ref child, new ExecutionReport { Type = ExecutionType.Trade, LastQuantity = 100, CumulativeQuantity = 100 });
        Assert.That((transition.OverFilled, transition.AfterEnd, transition.Ended, record.AvailableQuantity), Is.EqualTo((true, true, false, 0L)));
    }

    [Test]
    public void ShouldSendNoChildUnlessWorking([Values] ParentOrderState state)
    {
        ParentOrderRecord record = RecordIn(state);
        Assert.That(ParentOrderMachine.TrySendChild(ref record, new ChildOrder { Quantity = 1 }), Is.EqualTo(state == ParentOrderState.Working));
    }

    private static ParentOrderRecord RecordIn(ParentOrderState state)
    {
        var record = new ParentOrderRecord(new ParentOrder { Quantity = 500, Side = Side.Buy }, new Price(1), new Price(3));
        record.State = state;
        return record;
    }

    private static ParentTransition Step(ref ParentOrderRecord parent, ref ChildOrderRecord child, in ExecutionReport report)
    {
        ChildTransition transition = ChildOrderMachine.Apply(ref child, report);
        return ParentOrderMachine.Apply(ref parent, transition, report);
    }
}
