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

    public static IEnumerable<TestCaseData> EveryCell() =>
        from cell in OrdersPage.Table("| state | PendingNew | New |")
        let state = Enum.Parse<ChildOrderState>(cell.Row)
        from filled in FillsPossibleIn(state)
        select new TestCaseData(state, Enum.Parse<ExecutionType>(cell.Column), cell.Cell, filled);

    [Test]
    public void ShouldHaveAPageThatNamesEveryStateAndReport()
    {
        IEnumerable<(string, string)> all = from s in Enum.GetNames<ChildOrderState>() from t in Enum.GetNames<ExecutionType>() select (s, t);
        Assert.That(OrdersPage.Table("| state | PendingNew | New |").Select(c => (c.Row, c.Column)), Is.EquivalentTo(all));
    }

    [TestCaseSource(nameof(EveryCell))]
    public void ShouldDoWhatThePageSays(ChildOrderState state, ExecutionType type, string cell, long filled)
    {
        ChildOrderRecord record = RecordIn(state, filled);
        ChildTransition transition = ChildOrderMachine.Apply(ref record, ReportOf(type, filled));
        (TransitionKind kind, ChildOrderState to, long change) = Expected(state, cell, type, filled);
        Assert.Multiple(() =>
        {
            Assert.That(transition.From, Is.EqualTo(state));
            Assert.That(transition.To, Is.EqualTo(to), "state");
            Assert.That(transition.Kind, Is.EqualTo(kind), "kind");
            Assert.That(transition.FilledQuantity, Is.EqualTo(change), "fill");
            Assert.That(transition.Anomaly == ReportAnomaly.None, Is.EqualTo(kind == TransitionKind.Applied && cell is not ("correct" or "bust")), "anomaly");
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
                NotionalChangeNanos = 600_000,
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
        for (int i = 1; i <= ExecutionRing.Capacity + 2; i++)
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
    public void ShouldKeepMissingFillsReservedWhenAStatusEndsADoubt()
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        Assert.That(ChildOrderMachine.LoseLink(ref record), Is.True);
        ExecutionReport status = ReportOf(ExecutionType.OrderStatus, 0) with { State = ChildOrderState.Cancelled, CumulativeQuantity = 20, ExecutionId = 0 };
        ChildOrderMachine.Apply(ref record, status);
        Assert.That((record.State, record.ReservedQuantity), Is.EqualTo((ChildOrderState.Cancelled, 20L)));
        ChildTransition last = ChildOrderMachine.Apply(ref record, Trade(3, 20, 20, 1));
        Assert.That((last.Kind, record.State, record.ReservedQuantity), Is.EqualTo((TransitionKind.Applied, ChildOrderState.Cancelled, 0L)));
    }

    [TestCase(RejectReason.UnknownOrder)]
    [TestCase(RejectReason.TooLate)]
    public void ShouldDoubtAnOrderThatTheVenueDoesNotHave(RejectReason reason)
    {
        ChildOrderRecord record = RecordIn(ChildOrderState.New, 0);
        Assert.That(ChildOrderMachine.RequestCancel(ref record, 5), Is.True);
        ChildOrderMachine.Apply(ref record, ReportOf(ExecutionType.CancelRejected, 0) with { RejectReason = reason });
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
        record.FilledNotionalNanos = filled;
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
            State = type is ExecutionType.Cancelled or ExecutionType.Rejected or ExecutionType.Expired or ExecutionType.Replaced
                ? ChildOrderState.Cancelled
                : ChildOrderState.New,
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

    private static (TransitionKind Kind, ChildOrderState To, long Change) Expected(ChildOrderState state, string cell, ExecutionType type, long filled)
    {
        bool hasFills = filled > 0;
        ChildOrderState standing = hasFills ? ChildOrderState.PartiallyFilled : ChildOrderState.New;
        bool fillMoves = state is ChildOrderState.PendingNew or ChildOrderState.New or ChildOrderState.InDoubt;
        return cell switch
        {
            _ when type == ExecutionType.FirmUpInvited => (TransitionKind.Contradictory, state, 0),
            "stays" or "restate" => (TransitionKind.Applied, state, 0),
            "late" => (TransitionKind.Late, state, 0),
            "contradicts" => (TransitionKind.Contradictory, state, 0),
            "standing" or "standing?" => (TransitionKind.Applied, standing, 0),
            "fill" => (TransitionKind.Applied, fillMoves ? ChildOrderState.PartiallyFilled : state, 10),
            "late fill" => (TransitionKind.Late, state, 10),
            "fill!" => (TransitionKind.Contradictory, state, 10),
            "correct" => (hasFills ? TransitionKind.Applied : TransitionKind.Contradictory, state, hasFills ? 20 - filled : 0),
            "bust" => (hasFills ? TransitionKind.Applied : TransitionKind.Contradictory, state, hasFills ? -10 : 0),
            "status" when Ended.Contains(state) => (TransitionKind.Late, state, 0),
            "status" => (TransitionKind.Applied, state == ChildOrderState.InDoubt ? standing : state, 0),
            "Rejected" when !hasFills => (TransitionKind.Applied, ChildOrderState.Rejected, 0),
            "Rejected" or "Rejected!" => (TransitionKind.Contradictory, hasFills ? ChildOrderState.Cancelled : ChildOrderState.Rejected, 0),
            _ => (TransitionKind.Applied, Enum.Parse<ChildOrderState>(cell), 0),
        };
    }
}
