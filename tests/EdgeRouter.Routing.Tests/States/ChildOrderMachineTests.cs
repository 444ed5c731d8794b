using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class ChildOrderMachineTests
{
    private static readonly ChildOrderState[] Ended =
        [ChildOrderState.Filled, ChildOrderState.Cancelled, ChildOrderState.Rejected, ChildOrderState.Expired, ChildOrderState.Replaced];

    private static readonly ChildOrderState[] AwaitingAnswer = [ChildOrderState.PendingCancel, ChildOrderState.PendingReplace, ChildOrderState.InDoubt];

    public static IEnumerable<TestCaseData> EveryPair() =>
        from state in Enum.GetValues<ChildOrderState>()
        from type in Enum.GetValues<ExecutionType>()
        from filled in FillsPossibleIn(state)
        select new TestCaseData(state, type, filled);

    [TestCaseSource(nameof(EveryPair))]
    public void ShouldFollowTheRulesForEveryStateAndReport(ChildOrderState state, ExecutionType type, long filled)
    {
        ChildOrderRecord record = RecordIn(state, filled);
        ChildTransition transition = ChildOrderMachine.Apply(ref record, ReportOf(type, filled));
        Assert.Multiple(() =>
        {
            Assert.That(transition.From, Is.EqualTo(state));
            Assert.That(transition.To, Is.EqualTo(ExpectedState(state, type, filled)), "state");
            Assert.That(transition.Kind, Is.EqualTo(ExpectedKind(state, type, filled)), "kind");
            Assert.That(transition.FilledQuantity, Is.EqualTo(ExpectedFill(state, type, filled)), "fill");
            Assert.That(record.State, Is.EqualTo(transition.To));
            Assert.That(record.CumulativeQuantity, Is.EqualTo(filled + transition.FilledQuantity));
        });
    }

    [Test]
    public void ShouldFillInPartsAndEnd()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildTransition first = ChildOrderMachine.Apply(ref record, Trade(1, 60, 60, 10_000));
        ChildTransition last = ChildOrderMachine.Apply(ref record, Trade(2, 40, 100, 20_000));
        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(new ChildTransition
            {
                From = ChildOrderState.New,
                To = ChildOrderState.PartiallyFilled,
                FilledQuantity = 60,
                ReservedChange = -60,
            }));
            Assert.That(last.To, Is.EqualTo(ChildOrderState.Filled));
            Assert.That(last.Ended, Is.True);
            Assert.That(record.ReservedQuantity, Is.Zero);
            Assert.That(record.FilledNotionalNanos, Is.EqualTo((Int128)((60 * 10_000) + (40 * 20_000))));
        });
    }

    [Test]
    public void ShouldIgnoreARepeatedExecutionId()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildOrderMachine.Apply(ref record, Trade(7, 30, 30, 1));
        ChildTransition again = ChildOrderMachine.Apply(ref record, Trade(7, 30, 30, 1));
        Assert.That(again.Kind, Is.EqualTo(TransitionKind.Duplicate));
        Assert.That(record.CumulativeQuantity, Is.EqualTo(30));
    }

    [Test]
    public void ShouldKnowARepeatThatTheRingHasForgotten()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        for (int i = 1; i <= ExecutionIdRing.Capacity + 2; i++)
        {
            ChildOrderMachine.Apply(ref record, Trade((ulong)i, 5, 5 * i, 1));
        }

        ChildTransition again = ChildOrderMachine.Apply(ref record, Trade(1, 5, 5, 1));
        Assert.That(again.Kind, Is.EqualTo(TransitionKind.Duplicate));
        Assert.That(record.CumulativeQuantity, Is.EqualTo(50));
    }

    [Test]
    public void ShouldBelieveNewFillsOfAVenueWhoseTotalsAreWrong()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildOrderMachine.Apply(ref record, Trade(1, 30, 30, 1));
        ChildOrderMachine.Apply(ref record, Trade(2, 30, 30, 1));
        Assert.That(record.CumulativeQuantity, Is.EqualTo(60));
    }

    [Test]
    public void ShouldAddFillsThatComeInTheWrongOrder()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildTransition second = ChildOrderMachine.Apply(ref record, Trade(2, 40, 100, 1));
        Assert.That(second.FillsMissing, Is.True);
        ChildTransition first = ChildOrderMachine.Apply(ref record, Trade(1, 60, 60, 1));
        Assert.Multiple(() =>
        {
            Assert.That(first.FillsMissing, Is.False);
            Assert.That(record.State, Is.EqualTo(ChildOrderState.Filled));
            Assert.That(record.CumulativeQuantity, Is.EqualTo(100));
        });
    }

    [Test]
    public void ShouldReportAnOverFill()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildTransition over = ChildOrderMachine.Apply(ref record, Trade(1, 110, 110, 1));
        ChildTransition after = ChildOrderMachine.Apply(ref record, Trade(2, 5, 115, 1));
        Assert.Multiple(() =>
        {
            Assert.That(over.OverFilled, Is.True);
            Assert.That(over.To, Is.EqualTo(ChildOrderState.Filled));
            Assert.That(after.OverFilled, Is.True);
            Assert.That(after.Kind, Is.EqualTo(TransitionKind.Late));
            Assert.That(record.CumulativeQuantity, Is.EqualTo(115));
            Assert.That(record.ReservedQuantity, Is.Zero);
        });
    }

    [Test]
    public void ShouldKeepMissingFillsReservedWhenTheOrderEnds()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildTransition end = ChildOrderMachine.Apply(ref record, ReportOf(ExecutionType.Cancelled, 0) with { CumulativeQuantity = 70 });
        Assert.That((end.Ended, end.FillsMissing, end.ReservedChange, record.ReservedQuantity), Is.EqualTo((true, true, -30L, 70L)));
        ChildTransition late = ChildOrderMachine.Apply(ref record, Trade(5, 70, 70, 1));
        Assert.That((late.Kind, late.FilledQuantity, record.ReservedQuantity), Is.EqualTo((TransitionKind.Applied, 70L, 0L)));
    }

    [Test]
    public void ShouldResolveDoubtByStatusOnlyWhenNoFillIsMissing()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        Assert.That(ChildOrderMachine.LoseLink(ref record), Is.True);
        ExecutionReport status = ReportOf(ExecutionType.OrderStatus, 0) with { State = ChildOrderState.Cancelled, CumulativeQuantity = 20, ExecutionId = 0 };
        ChildOrderMachine.Apply(ref record, status);
        Assert.That((record.State, record.ReservedQuantity), Is.EqualTo((ChildOrderState.InDoubt, 100L)));
        ChildOrderMachine.Apply(ref record, Trade(3, 20, 20, 1));
        ChildOrderMachine.Apply(ref record, status);
        Assert.That((record.State, record.ReservedQuantity), Is.EqualTo((ChildOrderState.Cancelled, 0L)));
    }

    [Test]
    public void ShouldDoubtAnOrderThatTheVenueDoesNotKnow()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        Assert.That(ChildOrderMachine.RequestCancel(ref record, 5), Is.True);
        ChildOrderMachine.Apply(ref record, ReportOf(ExecutionType.CancelRejected, 0) with { RejectReason = RejectReason.UnknownOrder });
        Assert.That((record.State, record.ReservedQuantity, record.CancelTimeNs), Is.EqualTo((ChildOrderState.InDoubt, 100L, 5L)));
    }

    [Test]
    public void ShouldUndoABustedFillAfterTheEnd()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        ChildOrderMachine.Apply(ref record, Trade(1, 100, 100, 50));
        ChildTransition bust = ChildOrderMachine.Apply(ref record, Trade(2, 100, 0, 50) with { Type = ExecutionType.TradeBust });
        Assert.That((bust.FilledQuantity, record.State, record.CumulativeQuantity), Is.EqualTo((-100L, ChildOrderState.Filled, 0L)));
        Assert.That(record.FilledNotionalNanos, Is.EqualTo(Int128.Zero));
    }

    [Test]
    public void ShouldNotCancelOrDoubtWhatEnded([ValueSource(nameof(Ended))] ChildOrderState state)
    {
        ChildOrderRecord record = RecordIn(state, state == ChildOrderState.Filled ? 100 : 0);
        Assert.That(ChildOrderMachine.RequestCancel(ref record, 1), Is.False);
        Assert.That(ChildOrderMachine.LoseLink(ref record), Is.False);
        Assert.That(record.State, Is.EqualTo(state));
    }

    [Test]
    public void ShouldSurviveHostileReports()
    {
        const ulong Seed = 77;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new Core.Randomness.DeterministicRandom(Seed);
        long[] quantities = [long.MinValue, -1, 0, 1, 40, 100, 101, long.MaxValue];
        var counters = default(TransitionCounters);
        for (int run = 0; run < 2_000; run++)
        {
            ChildOrderRecord record = RecordIn(ChildOrderState.PendingNew, 0);
            long reserved = record.ReservedQuantity;
            for (int i = 0; i < 40; i++)
            {
                bool wasTerminal = record.IsTerminal;
                ChildOrderState before = record.State;
                ChildTransition t = ChildOrderMachine.Apply(ref record, new ExecutionReport
                {
                    Type = (ExecutionType)random.NextInt32(17),
                    State = (ChildOrderState)random.NextInt32(15),
                    ExecutionId = (ulong)random.NextInt32(30),
                    LastQuantity = quantities[random.NextInt32(quantities.Length)],
                    CumulativeQuantity = quantities[random.NextInt32(quantities.Length)],
                    LeavesQuantity = quantities[random.NextInt32(quantities.Length)],
                    LastPrice = new Price(random.NextInt32(1000)),
                });
                counters.Add(t);
                reserved += t.ReservedChange;
                Assert.That(record.ReservedQuantity, Is.EqualTo(reserved).And.InRange(0, 100));
                Assert.That(record.CumulativeQuantity, Is.GreaterThanOrEqualTo(0));
                Assert.That(!wasTerminal || record.State == before, "a terminal state changed");
            }
        }

        Assert.That(counters.AppliedCount + counters.DuplicateCount + counters.LateCount + counters.ContradictoryCount, Is.EqualTo(80_000));
        Assert.That(new[] { counters.AppliedCount, counters.DuplicateCount, counters.LateCount, counters.ContradictoryCount, counters.OverFillCount }, Has.All.Positive);
    }

    [Test]
    public void ShouldNotAllocate()
    {
        ChildOrderRecord fresh = RecordIn(ChildOrderState.New, 0);
        ExecutionReport fill = Trade(1, 60, 60, 1);
        GcAssert.DoesNotAllocate(() =>
        {
            ChildOrderRecord record = fresh;
            ChildOrderMachine.Apply(ref record, fill);
        });
    }

    private static long[] FillsPossibleIn(ChildOrderState state) => state switch
    {
        ChildOrderState.PendingNew or ChildOrderState.New or ChildOrderState.Rejected => [0],
        ChildOrderState.PartiallyFilled => [40],
        ChildOrderState.Filled => [100],
        _ => [0, 40],
    };

    private static ChildOrderRecord RecordIn(ChildOrderState state, long filled)
    {
        var record = new ChildOrderRecord(new ChildOrder { Quantity = 100, Side = Side.Buy });
        record.State = state;
        record.CumulativeQuantity = filled;
        record.VenueCumulativeQuantity = filled;
        record.LeavesQuantity = Ended.Contains(state) ? 0 : 100 - filled;
        return record;
    }

    private static ExecutionReport ReportOf(ExecutionType type, long filled)
    {
        long last = type is ExecutionType.Trade or ExecutionType.TradeBust ? 10 : 0;
        long cumulative = type switch
        {
            ExecutionType.Trade => filled + 10,
            ExecutionType.TradeCorrection => 20,
            ExecutionType.TradeBust => filled - 10,
            _ => filled,
        };
        return new ExecutionReport
        {
            Type = type,
            State = ChildOrderState.New,
            ExecutionId = 99,
            LastQuantity = last,
            LastPrice = new Price(1),
            CumulativeQuantity = cumulative,
            LeavesQuantity = 100 - cumulative,
        };
    }

    private static ExecutionReport Trade(ulong id, long last, long cumulative, long priceNanos) => new()
    {
        Type = ExecutionType.Trade,
        ExecutionId = id,
        LastQuantity = last,
        LastPrice = new Price(priceNanos),
        CumulativeQuantity = cumulative,
    };

    private static ChildOrderState ExpectedState(ChildOrderState state, ExecutionType type, long filled)
    {
        if (Ended.Contains(state))
        {
            return state;
        }

        ChildOrderState standing = filled > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New;
        return type switch
        {
            ExecutionType.New when state is ChildOrderState.PendingNew or ChildOrderState.InDoubt or ChildOrderState.Suspended or ChildOrderState.DoneForDay => standing,
            ExecutionType.Trade when state is ChildOrderState.PendingNew or ChildOrderState.New or ChildOrderState.InDoubt => ChildOrderState.PartiallyFilled,
            ExecutionType.Cancelled => ChildOrderState.Cancelled,
            ExecutionType.Rejected => filled > 0 ? ChildOrderState.Cancelled : ChildOrderState.Rejected,
            ExecutionType.Expired => ChildOrderState.Expired,
            ExecutionType.PendingCancel => ChildOrderState.PendingCancel,
            ExecutionType.CancelRejected when AwaitingAnswer.Contains(state) => standing,
            ExecutionType.Replaced when state is ChildOrderState.PendingReplace or ChildOrderState.InDoubt => ChildOrderState.Replaced,
            ExecutionType.OrderStatus when state == ChildOrderState.InDoubt => ChildOrderState.New,
            ExecutionType.DoneForDay => ChildOrderState.DoneForDay,
            ExecutionType.Suspended => ChildOrderState.Suspended,
            _ => state,
        };
    }

    private static TransitionKind ExpectedKind(ChildOrderState state, ExecutionType type, long filled)
    {
        bool hasFills = filled > 0;
        bool standsUnfilled = state is ChildOrderState.PendingNew or ChildOrderState.New;
        if (Ended.Contains(state))
        {
            return ExpectedKindAfterEnd(state, type, hasFills);
        }

        bool expected = type switch
        {
            ExecutionType.Rejected => !hasFills && (state == ChildOrderState.PendingNew || AwaitingAnswer.Contains(state)),
            ExecutionType.CancelRejected => AwaitingAnswer.Contains(state),
            ExecutionType.Replaced => state is ChildOrderState.PendingReplace or ChildOrderState.InDoubt,
            ExecutionType.TradeCorrection => !standsUnfilled,
            ExecutionType.TradeBust => hasFills,
            _ => true,
        };
        if (!expected)
        {
            return TransitionKind.Contradictory;
        }

        bool overtaken = type switch
        {
            ExecutionType.PendingNew => state != ChildOrderState.PendingNew && !AwaitingAnswer.Contains(state),
            ExecutionType.New => state is ChildOrderState.New or ChildOrderState.PartiallyFilled,
            _ => false,
        };
        return overtaken ? TransitionKind.Late : TransitionKind.Applied;
    }

    private static TransitionKind ExpectedKindAfterEnd(ChildOrderState state, ExecutionType type, bool hasFills) => type switch
    {
        ExecutionType.PendingNew or ExecutionType.New or ExecutionType.PendingCancel or ExecutionType.CancelRejected or ExecutionType.OrderStatus => TransitionKind.Late,
        ExecutionType.Trade => state == ChildOrderState.Rejected ? TransitionKind.Contradictory : TransitionKind.Late,
        ExecutionType.Cancelled => SameEnd(state, ChildOrderState.Cancelled),
        ExecutionType.Rejected => SameEnd(state, ChildOrderState.Rejected),
        ExecutionType.Expired => SameEnd(state, ChildOrderState.Expired),
        ExecutionType.Replaced => SameEnd(state, ChildOrderState.Replaced),
        ExecutionType.TradeCorrection => state == ChildOrderState.Rejected ? TransitionKind.Contradictory : TransitionKind.Applied,
        ExecutionType.TradeBust => hasFills ? TransitionKind.Applied : TransitionKind.Contradictory,
        _ => TransitionKind.Contradictory,
    };

    private static TransitionKind SameEnd(ChildOrderState state, ChildOrderState end) => state == end ? TransitionKind.Late : TransitionKind.Contradictory;

    private static long ExpectedFill(ChildOrderState state, ExecutionType type, long filled) => type switch
    {
        ExecutionType.Trade => 10,
        ExecutionType.TradeCorrection when ExpectedKind(state, type, filled) == TransitionKind.Applied => 20 - filled,
        ExecutionType.TradeBust when ExpectedKind(state, type, filled) == TransitionKind.Applied => -10,
        _ => 0,
    };
}
