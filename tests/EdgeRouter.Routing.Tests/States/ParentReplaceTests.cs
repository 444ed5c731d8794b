using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class ParentReplaceTests
{
    private const long Tick = 10_000_000;
    private static readonly Instrument Stock = new() { Id = default, Symbol = "A", TickNanos = Tick };

    private OrderTable<ChildOrderRecord> _children = null!;
    private ParentOrderRecord _parent;

    [SetUp]
    public void SetUp()
    {
        _children = new OrderTable<ChildOrderRecord>(16);
        _parent = new ParentOrderRecord(new ParentOrder { Quantity = 1000, Side = Side.Buy, Type = OrderType.Limit, LimitPrice = new Price(100 * Tick) });
        ParentOrderMachine.TryApply(ref _parent, ParentEvent.Accept);
    }

    [Test]
    public void ShouldChangeAtOnceWhatNothingStandsAgainst()
    {
        Send(1, 300, 99);
        Assert.That(Request(1200, 101, out _), Is.EqualTo(RejectReason.None));
        Assert.That(ToCancel(), Is.Empty);
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.RejectReason, outcome.Quantity, outcome.LimitPrice, outcome.ReplaceId), Is.EqualTo((RejectReason.None, 1200L, new Price(101 * Tick), 7L)));
        Assert.That((_parent.State, _parent.AvailableQuantity, _parent.HasPendingReplace), Is.EqualTo((ParentOrderState.Working, 900L, false)));
    }

    [Test]
    public void ShouldCallBackWhatStandsBeyondTheNewLimit()
    {
        Send(1, 300, 99);
        Send(2, 300, 98);
        Request(1000, 98, out _);
        Assert.That(ToCancel(), Is.EqualTo(new long[] { 1 }));
        Assert.That(TryComplete(out _), Is.False);
        Report(1, ExecutionType.Cancelled, 0);
        Assert.That(TryComplete(out _), Is.True);
        Assert.That(_parent.Order.LimitPrice, Is.EqualTo(new Price(98 * Tick)));
    }

    [Test]
    public void ShouldCallBackTheNewestOfWhatIsTooMuch()
    {
        Send(1, 300, 99);
        Send(2, 300, 99);
        Send(3, 300, 99);
        Request(500, 100, out _);
        Assert.That(ToCancel(), Is.EqualTo(new long[] { 3, 2 }), "300 + 300 + 300 is 400 too much");
        Assert.That(ToCancel(), Is.Empty, "they are on their way back");
        Report(3, ExecutionType.Cancelled, 0);
        Assert.That(TryComplete(out _), Is.False);
        Report(2, ExecutionType.Cancelled, 0);
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.Quantity, _parent.AvailableQuantity), Is.EqualTo((500L, 200L)));
    }

    [Test]
    public void ShouldCountFillsThatComeMeanwhile()
    {
        Send(1, 600, 99);
        Request(400, 100, out _);
        ToCancel();
        Report(1, ExecutionType.Trade, 500);
        Report(1, ExecutionType.Cancelled, 500);
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.Quantity, _parent.State), Is.EqualTo((500L, ParentOrderState.Filled)));
    }

    [Test]
    public void ShouldNotEndAtTheOldQuantityWhenMoreIsWanted()
    {
        Send(1, 1000, 100);
        Request(1500, 99, out _);
        ToCancel();
        Report(1, ExecutionType.Trade, 1000);
        Assert.That(_parent.State, Is.EqualTo(ParentOrderState.PendingReplace));
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.Quantity, _parent.State, _parent.AvailableQuantity), Is.EqualTo((1500L, ParentOrderState.Working, 500L)));
    }

    [Test]
    public void ShouldNotGoBelowWhatCannotBeCalledBack()
    {
        Send(1, 300, 99);
        Assert.That(ChildOrderMachine.LoseLink(ref Child(1)));
        Request(100, 100, out _);
        Assert.That(ToCancel(), Is.Empty);
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.Quantity, _parent.State, _parent.AvailableQuantity), Is.EqualTo((300L, ParentOrderState.Working, 0L)));
    }

    [Test]
    public void ShouldWaitForADoubtfulChildBeyondTheNewLimit()
    {
        Send(1, 300, 99);
        ChildOrderMachine.LoseLink(ref Child(1));
        Request(1000, 98, out _);
        Assert.That((ToCancel().Length, TryComplete(out _)), Is.EqualTo((0, false)));
        Report(1, ExecutionType.Expired, 0);
        Assert.That(TryComplete(out _), Is.True);
    }

    [Test]
    public void ShouldRefuseTheOlderOfTwoThatWait()
    {
        Send(1, 300, 99);
        Request(1000, 98, out ParentReplaceOutcome none);
        Assert.That(none.RejectReason, Is.EqualTo(RejectReason.None));
        ParentReplace newer = Wish(900, 99) with { ReplaceId = 8 };
        Assert.That(ParentOrderMachine.RequestReplace(ref _parent, newer, Stock, out ParentReplaceOutcome older), Is.EqualTo(RejectReason.None));
        Assert.That((older.ReplaceId, older.RejectReason, older.Quantity), Is.EqualTo((7L, RejectReason.TooLate, 1000L)));
        Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.ReplaceId, outcome.Quantity), Is.EqualTo((8L, 900L)));
    }

    [Test]
    public void ShouldLetACancelWin()
    {
        Send(1, 300, 99);
        Request(1000, 98, out _);
        Assert.That(ParentOrderMachine.TryRefuseReplace(ref _parent, 1, out _), Is.False);
        Assert.That(ParentOrderMachine.TryApply(ref _parent, ParentEvent.RequestCancel));
        Assert.That(TryComplete(out _), Is.False);
        Assert.That(ParentOrderMachine.TryRefuseReplace(ref _parent, 5, out ParentReplaceOutcome outcome), Is.True);
        Assert.That((outcome.ReplaceId, outcome.RejectReason, outcome.TimeNs), Is.EqualTo((7L, RejectReason.TooLate, 5L)));
        Assert.That(ParentOrderMachine.TryRefuseReplace(ref _parent, 5, out _), Is.False, "answered once");
    }

    [Test]
    public void ShouldGoOnWaitingAfterASuspension()
    {
        Send(1, 300, 99);
        Request(1000, 98, out _);
        ParentOrderMachine.TryApply(ref _parent, ParentEvent.Suspend);
        Assert.That(TryComplete(out _), Is.False);
        Assert.That(ParentOrderMachine.TryApply(ref _parent, ParentEvent.Resume));
        Assert.That(_parent.State, Is.EqualTo(ParentOrderState.PendingReplace));
    }

    [TestCase(0, 100, 0, ExpectedResult = RejectReason.BadQuantity)]
    [TestCase(100, 0, 0, ExpectedResult = RejectReason.BadPrice)]
    [TestCase(100, 100, 101, ExpectedResult = RejectReason.BadMinimumQuantity)]
    [TestCase(100, 100, 100, ExpectedResult = RejectReason.None)]
    public RejectReason ShouldCheckTheNewValues(long quantity, long ticks, long minimum)
    {
        RejectReason reason = ParentOrderMachine.RequestReplace(ref _parent, Wish(quantity, ticks) with { MinimumQuantity = minimum }, Stock, out _);
        Assert.That(_parent.HasPendingReplace, Is.EqualTo(reason == RejectReason.None));
        return reason;
    }

    // Naive truth: while a change waits, something open is beyond it; once it is made, nothing is.
    [Test]
    public void ShouldNeverLeaveAnythingBeyondAChangeThatWasMade()
    {
        for (ulong seed = 1; seed <= 2_000; seed++)
        {
            SetUp();
            var random = new DeterministicRandom(seed);
            int childCount = 1 + random.NextInt32(4);
            for (int i = 1; i <= childCount; i++)
            {
                Send(i, Math.Min(_parent.AvailableQuantity, 50 + random.NextInt32(200)), 95 + random.NextInt32(6));
                if (random.NextBool(0.3))
                {
                    Report(i, ExecutionType.Trade, 1 + random.NextInt32(50));
                }
            }

            Request(1 + random.NextInt32(1200), 95 + random.NextInt32(6), out _);
            ParentReplace wish = _parent.PendingReplace;
            long[] cancelled = ToCancel();
            Assert.That(cancelled.Length == 0 || !TryComplete(out _), $"seed {seed}: {cancelled.Length} children stand against it");
            foreach (long id in cancelled)
            {
                Report(id, ExecutionType.Cancelled, Child(id).CumulativeQuantity);
            }

            Assert.That(TryComplete(out ParentReplaceOutcome outcome), Is.True, $"seed {seed}");
            long open = Open().Sum(c => c.LeavesQuantity);
            Assert.That(outcome.Quantity, Is.EqualTo(Math.Max(wish.Quantity, _parent.FilledQuantity)), $"seed {seed}");
            Assert.That(_parent.FilledQuantity + open, Is.LessThanOrEqualTo(outcome.Quantity), $"seed {seed}");
            Assert.That(Open().All(c => c.Order.LimitPrice <= wish.LimitPrice), $"seed {seed}");
            Assert.That(_parent.AvailableQuantity, Is.EqualTo(outcome.Quantity - _parent.FilledQuantity - open), $"seed {seed}");
        }
    }

    [Test]
    public void ShouldNotAllocate()
    {
        Send(1, 300, 99);
        ParentOrderRecord fresh = _parent;
        ChildOrderRecord child = Child(1);
        var fill = new ExecutionReport { Type = ExecutionType.Trade, ExecutionId = 5, LastQuantity = 10, CumulativeQuantity = 10, LastPrice = new Price(Tick) };
        var restated = fill with { Type = ExecutionType.TradeCorrection, ExecutionId = 6, ReferenceExecutionId = 5, LastQuantity = 8, CumulativeQuantity = 8 };
        GcAssert.DoesNotAllocate(() =>
        {
            _parent = fresh;
            Child(1) = child;
            ParentOrderMachine.Apply(ref _parent, ChildOrderMachine.Apply(ref Child(1), fill));
            ParentOrderMachine.Apply(ref _parent, ChildOrderMachine.Apply(ref Child(1), restated));
            Request(1000, 98, out _);
            var plan = new ReplacePlan(_parent, _children);
            _ = plan.MustCancel(Child(1));
            TryComplete(out _);
        });
    }

    private static ParentReplace Wish(long quantity, long ticks) => new() { ReplaceId = 7, Quantity = quantity, LimitPrice = new Price(ticks * Tick), TimeNs = 3 };

    private RejectReason Request(long quantity, long ticks, out ParentReplaceOutcome superseded) =>
        ParentOrderMachine.RequestReplace(ref _parent, Wish(quantity, ticks), Stock, out superseded);

    private bool TryComplete(out ParentReplaceOutcome outcome) => ParentOrderMachine.TryCompleteReplace(ref _parent, _children, 4, out outcome);

    private ref ChildOrderRecord Child(long id)
    {
        _ = _children.TryFind(id, out int slot);
        return ref _children[slot];
    }

    private void Send(long id, long quantity, long ticks)
    {
        var order = new ChildOrder { Id = new ChildOrderId(id), Quantity = quantity, Side = Side.Buy, LimitPrice = new Price(ticks * Tick) };
        Assert.That(ParentOrderMachine.TrySendChild(ref _parent, order));
        _children.TryAdd(id, out int slot);
        _children[slot] = new ChildOrderRecord(order);
        ChildList.Link(ref _parent, _children, slot);
    }

    private long[] ToCancel()
    {
        var cancelled = new List<long>();
        var plan = new ReplacePlan(_parent, _children);
        for (int slot = _parent.FirstOpenChild; slot >= 0; slot = _children[slot].NextSibling)
        {
            if (plan.MustCancel(_children[slot]))
            {
                ChildOrderMachine.RequestCancel(ref _children[slot], 3);
                cancelled.Add(_children[slot].Order.Id.Value);
            }
        }

        return [.. cancelled];
    }

    private void Report(long id, ExecutionType type, long quantity)
    {
        _children.TryFind(id, out int slot);
        ChildTransition transition = ChildOrderMachine.Apply(ref _children[slot], new ExecutionReport
        {
            Type = type,
            LastQuantity = type == ExecutionType.Trade ? quantity : 0,
            LastPrice = new Price(90 * Tick),
            CumulativeQuantity = quantity,
        });
        ParentOrderMachine.Apply(ref _parent, transition);
        if (transition.Ended)
        {
            ChildList.Unlink(ref _parent, _children, slot);
        }
    }

    private List<ChildOrderRecord> Open()
    {
        var open = new List<ChildOrderRecord>();
        for (int slot = _parent.FirstOpenChild; slot >= 0; slot = _children[slot].NextSibling)
        {
            open.Add(_children[slot]);
        }

        return open;
    }
}
