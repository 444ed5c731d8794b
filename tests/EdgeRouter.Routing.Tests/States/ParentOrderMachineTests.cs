using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class ParentOrderMachineTests
{
    private static readonly Instrument Stock = new() { Id = default, Symbol = "A" };

    public static IEnumerable<TestCaseData> EveryCell() =>
        from cell in OrdersPage.Table("| state | Accept |")
        select new TestCaseData(Enum.Parse<ParentOrderState>(cell.Row), Enum.Parse<ParentEvent>(cell.Column), cell.Cell);

    [Test]
    public void ShouldHaveAPageThatNamesEveryStateAndEvent()
    {
        IEnumerable<(string, string)> all = from s in Enum.GetNames<ParentOrderState>() from e in Enum.GetNames<ParentEvent>() select (s, e);
        Assert.That(OrdersPage.Table("| state | Accept |").Select(c => (c.Row, c.Column)), Is.EquivalentTo(all));
    }

    [TestCaseSource(nameof(EveryCell))]
    public void ShouldDoWhatThePageSays(ParentOrderState state, ParentEvent what, string cell)
    {
        ParentOrderRecord record = RecordIn(state);
        bool isDone = what switch
        {
            ParentEvent.RequestReplace => ParentOrderMachine.RequestReplace(ref record, new ParentReplace { Quantity = 400 }, Stock, out _) == RejectReason.None,
            ParentEvent.CompleteReplace => TryComplete(ref record),
            _ => ParentOrderMachine.TryApply(ref record, what),
        };
        Assert.That(isDone, Is.EqualTo(cell != "-"));
        Assert.That(record.State, Is.EqualTo(cell == "-" ? state : Enum.Parse<ParentOrderState>(cell)));
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

    private static bool TryComplete(ref ParentOrderRecord record)
    {
        record.Want(new ParentReplace { Quantity = 400 });
        return ParentOrderMachine.TryCompleteReplace(ref record, new OrderTable<ChildOrderRecord>(1), 1, out _);
    }

    private static ParentTransition Step(ref ParentOrderRecord parent, ref ChildOrderRecord child, in ExecutionReport report)
    {
        ChildTransition transition = ChildOrderMachine.Apply(ref child, report);
        return ParentOrderMachine.Apply(ref parent, transition);
    }
}
