using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class RestatementTests
{
    [Test]
    public void ShouldCorrectQuantityPriceAndFeeOfTheNamedFill()
    {
        ChildOrderRecord record = Fresh();
        Fill(ref record, 1, 60, 60, 1000, 6);
        Fill(ref record, 2, 20, 80, 2000, 2);
        ChildTransition t = ChildOrderMachine.Apply(ref record, Correction(3, 1, 50, 1100, 5, 70));
        Assert.Multiple(() =>
        {
            Assert.That((t.FilledQuantity, t.NotionalChangeNanos, t.FeeChangeNanos), Is.EqualTo((-10L, (Int128)((50 * 1100) - (60 * 1000)), -1L)));
            Assert.That((record.CumulativeQuantity, record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo((70L, (Int128)((50 * 1100) + (20 * 2000)), 7L)));
            Assert.That((t.Kind, record.ReservedQuantity), Is.EqualTo((TransitionKind.Applied, 30L)));
        });
    }

    [Test]
    public void ShouldCorrectAPriceAlone()
    {
        ChildOrderRecord record = Fresh();
        Fill(ref record, 1, 60, 60, 1000, 6);
        ChildTransition t = ChildOrderMachine.Apply(ref record, Correction(3, 1, 60, 1100, 6, 60));
        Assert.That((t.FilledQuantity, t.NotionalChangeNanos, t.ChangesMoney), Is.EqualTo((0L, (Int128)6000, true)));
    }

    [Test]
    public void ShouldFollowAReferenceToAnEarlierCorrection()
    {
        ChildOrderRecord record = Fresh();
        Fill(ref record, 1, 60, 60, 1000, 6);
        ChildOrderMachine.Apply(ref record, Correction(2, 1, 50, 1100, 5, 50));
        ChildOrderMachine.Apply(ref record, Correction(3, 2, 40, 1200, 4, 40));
        Assert.That((record.CumulativeQuantity, record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo((40L, (Int128)48_000, 4L)));
        ChildTransition bust = ChildOrderMachine.Apply(ref record, BustOf(4, 3, 40, 0));
        Assert.That((bust.FilledQuantity, bust.FeeChangeNanos, record.FilledNotionalNanos), Is.EqualTo((-40L, -4L, Int128.Zero)));
    }

    [Test]
    public void ShouldUndoNotionalAndFeeOfTheNamedFillOnce()
    {
        ChildOrderRecord record = Fresh();
        Fill(ref record, 1, 60, 60, 1000, 6);
        Fill(ref record, 2, 40, 100, 2000, -4);
        ChildTransition first = ChildOrderMachine.Apply(ref record, BustOf(3, 1, 60, 40));
        ChildTransition second = ChildOrderMachine.Apply(ref record, BustOf(4, 1, 60, 40));
        Assert.Multiple(() =>
        {
            Assert.That((first.Kind, first.Anomaly, first.To), Is.EqualTo((TransitionKind.Late, ReportAnomaly.AfterEnd, ChildOrderState.Filled)));
            Assert.That((record.CumulativeQuantity, record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo((40L, (Int128)80_000, -4L)));
            Assert.That(second.Kind, Is.EqualTo(TransitionKind.Duplicate));
        });
    }

    [Test]
    public void ShouldNotBookAFillThatComesAfterItsBust()
    {
        ChildOrderRecord record = Fresh();
        ChildTransition bust = ChildOrderMachine.Apply(ref record, BustOf(2, 1, 60, 0));
        ChildTransition fill = Fill(ref record, 1, 60, 60, 1000, 6);
        Assert.That((bust.Kind, bust.Anomaly, fill.Kind), Is.EqualTo((TransitionKind.Contradictory, ReportAnomaly.UnknownExecution, TransitionKind.Duplicate)));
        Assert.That((record.CumulativeQuantity, record.FilledNotionalNanos, record.ReservedQuantity), Is.EqualTo((0L, Int128.Zero, 100L)));
    }

    [Test]
    public void ShouldBookACorrectionInPlaceOfTheFillThatItOvertook()
    {
        ChildOrderRecord record = Fresh();
        ChildTransition correction = ChildOrderMachine.Apply(ref record, Correction(2, 1, 50, 1100, 5, 50));
        ChildTransition fill = Fill(ref record, 1, 60, 60, 1000, 6);
        Assert.That((correction.Kind, correction.FilledQuantity, fill.Kind), Is.EqualTo((TransitionKind.Late, 50L, TransitionKind.Duplicate)));
        Assert.That((record.CumulativeQuantity, record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo((50L, (Int128)55_000, 5L)));
    }

    // The total of a fill from before the correction counts shares that are not so any more: nothing is missing.
    [Test]
    public void ShouldNotReserveWhatAnOvertakingCorrectionTookBack()
    {
        ChildOrderRecord record = Fresh();
        ChildOrderMachine.Apply(ref record, new ExecutionReport { Type = ExecutionType.Cancelled, State = ChildOrderState.Cancelled, ExecutionId = 4, CumulativeQuantity = 90, VenueTimeNs = 300 });
        ChildOrderMachine.Apply(ref record, Correction(5, 1, 55, 1100, 5, 85) with { State = ChildOrderState.Cancelled, VenueTimeNs = 400 });
        Assert.That((record.CumulativeQuantity, record.ReservedQuantity), Is.EqualTo((55L, 30L)));
        ChildOrderMachine.Apply(
            ref record, new ExecutionReport { Type = ExecutionType.Trade, ExecutionId = 2, LastQuantity = 30, LastPrice = new Price(1000), CumulativeQuantity = 90, VenueTimeNs = 200 });
        Assert.That((record.CumulativeQuantity, record.ReservedQuantity), Is.EqualTo((85L, 0L)));
    }

    [Test]
    public void ShouldNotAwaitAFillThatWasTakenBackBeforeTheEndWasHeard()
    {
        ChildOrderRecord record = Fresh();
        ChildOrderMachine.Apply(ref record, new ExecutionReport { Type = ExecutionType.New, State = ChildOrderState.New, ExecutionId = 1, LeavesQuantity = 100, VenueTimeNs = 100 });
        ChildOrderMachine.Apply(ref record, BustOf(4, 2, 60, 0) with { State = ChildOrderState.Expired, VenueTimeNs = 400 });
        Assert.That(record.ReservedQuantity, Is.EqualTo(100L));
        ChildOrderMachine.Apply(ref record, new ExecutionReport { Type = ExecutionType.Expired, State = ChildOrderState.Expired, ExecutionId = 3, CumulativeQuantity = 60, VenueTimeNs = 300 });
        Assert.That((record.State, record.ReservedQuantity), Is.EqualTo((ChildOrderState.Expired, 0L)));
        Fill(ref record, 2, 60, 60, 1000, 6);
        Assert.That((record.CumulativeQuantity, record.ReservedQuantity), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public void ShouldKeepACorrectionForTheFillWhereTotalsLeaveNoRoom()
    {
        ChildOrderRecord record = Fresh();
        ChildTransition correction = ChildOrderMachine.Apply(ref record, Correction(2, 1, 50, 1100, 5, 40));
        ChildTransition fill = Fill(ref record, 1, 60, 60, 1000, 6);
        Assert.That((correction.Anomaly, correction.FilledQuantity), Is.EqualTo((ReportAnomaly.UnknownExecution, 0L)));
        Assert.That((fill.FilledQuantity, record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo((50L, (Int128)55_000, 5L)));
    }

    [Test]
    public void ShouldRestateForgottenFillsByTotalOnlyWhereThatFits([Values] bool fits)
    {
        ChildOrderRecord record = Fresh();
        for (int i = 1; i <= ExecutionRing.Capacity + 1; i++)
        {
            Fill(ref record, (ulong)i, 10, 10 * i, 1000, 1);
        }

        ChildTransition t = ChildOrderMachine.Apply(ref record, BustOf(50, 1, 10, fits ? 80 : 70) with { LastPrice = new Price(1000), FeeNanos = 1 });
        Assert.Multiple(() =>
        {
            Assert.That(t.Anomaly, Is.EqualTo(fits ? ReportAnomaly.RestatedByTotal : ReportAnomaly.UnknownExecution));
            Assert.That(record.CumulativeQuantity, Is.EqualTo(fits ? 80 : 90));
            Assert.That((record.FilledNotionalNanos, record.FeeNanos), Is.EqualTo(fits ? ((Int128)80_000, 8L) : ((Int128)90_000, 9L)));
        });
    }

    [TestCase(1010, 0, ReportAnomaly.None)]
    [TestCase(1005, 0, ReportAnomaly.PriceOffTick)]
    [TestCase(2010, 0, ReportAnomaly.PriceOutsideLimit)]
    [TestCase(0, 0, ReportAnomaly.PriceNotPositive)]
    [TestCase(-10, 0, ReportAnomaly.PriceNotPositive)]
    [TestCase(1010, long.MaxValue, ReportAnomaly.FeeImplausible)]
    public void ShouldBookAndFlagTermsThatCannotBe(long priceNanos, long feeNanos, ReportAnomaly expected)
    {
        var record = new ChildOrderRecord(new ChildOrder { Quantity = 100, Side = Side.Buy, LimitPrice = new Price(2000) }, tickNanos: 10);
        ChildTransition t = Fill(ref record, 1, 40, 40, priceNanos, feeNanos);
        Assert.That((t.Anomaly, t.FilledQuantity, t.NotionalChangeNanos, t.FeeChangeNanos), Is.EqualTo((expected, 40L, (Int128)(40 * priceNanos), 0L)));
        Assert.That(t.Kind, Is.EqualTo(expected == ReportAnomaly.None ? TransitionKind.Applied : TransitionKind.Contradictory));
    }

    [Test]
    public void ShouldPermitHalfATickAtTheMidpointOnly([Values] bool isMidpoint)
    {
        var record = new ChildOrderRecord(new ChildOrder { Quantity = 100, Side = Side.Sell, LimitPrice = new Price(1000) }, tickNanos: 10);
        ChildTransition t = ChildOrderMachine.Apply(ref record, new ExecutionReport
        {
            Type = ExecutionType.Trade,
            ExecutionId = 1,
            LastQuantity = 100,
            CumulativeQuantity = 100,
            LastPrice = new Price(1005),
            Liquidity = isMidpoint ? LiquidityFlag.Midpoint : LiquidityFlag.Removed,
        });
        Assert.That(t.Anomaly, Is.EqualTo(isMidpoint ? ReportAnomaly.None : ReportAnomaly.PriceOffTick));
    }

    [Test]
    public void ShouldFlagTotalsThatDoNotAddUp()
    {
        ChildOrderRecord record = Fresh();
        Assert.That(Fill(ref record, 1, 30, 20, 1000, 0).Anomaly, Is.EqualTo(ReportAnomaly.TotalsDisagree));
        Assert.That(Fill(ref record, 2, 30, 30, 1000, 0).Anomaly, Is.EqualTo(ReportAnomaly.TotalsDisagree));
        Assert.That(record.CumulativeQuantity, Is.EqualTo(60));
    }

    [Test]
    public void ShouldFlagAnIdThatComesAgainWithOtherContent()
    {
        ChildOrderRecord record = Fresh();
        Fill(ref record, 1, 30, 30, 1000, 0);
        ChildTransition other = Fill(ref record, 1, 40, 70, 1000, 0);
        Assert.That((other.Kind, other.Anomaly, other.FilledQuantity), Is.EqualTo((TransitionKind.Contradictory, ReportAnomaly.RepeatedDifferently, 0L)));
        ChildOrderMachine.Apply(ref record, new ExecutionReport { Type = ExecutionType.New, ExecutionId = 9 });
        ChildTransition fill = Fill(ref record, 9, 40, 70, 1000, 0);
        Assert.That((fill.Kind, fill.FilledQuantity), Is.EqualTo((TransitionKind.Contradictory, 40L)));
    }

    [Test]
    public void ShouldEndAFillOfWhatTheVenueRestated()
    {
        ChildOrderRecord record = Fresh();
        ChildOrderMachine.Apply(ref record, new ExecutionReport { Type = ExecutionType.Restated, State = ChildOrderState.New, LeavesQuantity = 50 });
        Assert.That(record.ReservedQuantity, Is.EqualTo(50));
        Assert.That(Fill(ref record, 1, 50, 50, 1000, 0).To, Is.EqualTo(ChildOrderState.Filled));
    }

    [Test]
    public void ShouldReserveNothingForAConditionalOrderUntilItIsFirm()
    {
        var conditional = new ChildOrder { Id = new ChildOrderId(1), Quantity = 100, Side = Side.Buy, IsConditional = true };
        var record = new ChildOrderRecord(conditional);
        ChildOrder firm = conditional with { Id = new ChildOrderId(2), IsConditional = false, FirmUpOf = conditional.Id, Quantity = 60 };
        Assert.That(ChildOrderMachine.TryFirmUp(ref record, firm, out _), Is.False, "not invited");
        ChildTransition invite = ChildOrderMachine.Apply(ref record, Invite(60));
        Assert.Multiple(() =>
        {
            Assert.That((invite.Kind, invite.InvitedQuantity, invite.To, record.ReservedQuantity), Is.EqualTo((TransitionKind.Applied, 60L, ChildOrderState.New, 0L)));
            Assert.That(new ChildOrderRecord(firm).ReservedQuantity, Is.EqualTo(60));
        });
        Assert.That(ChildOrderMachine.TryFirmUp(ref record, firm with { Quantity = 61 }, out _), Is.False, "more than invited");
        Assert.That(ChildOrderMachine.TryFirmUp(ref record, firm with { VenueId = new VenueId(3) }, out _), Is.False, "another venue");
        Assert.That(ChildOrderMachine.TryFirmUp(ref record, firm, out ChildTransition end), Is.True);
        Assert.That((end.Ended, end.To, end.ReservedChange), Is.EqualTo((true, ChildOrderState.Replaced, 0L)));
        Assert.That(ChildOrderMachine.Apply(ref record, Invite(10)).Kind, Is.EqualTo(TransitionKind.Late));
        Assert.That(ChildOrderMachine.TryFirmUp(ref record, firm, out _), Is.False, "ended");
    }

    [TestCase(ChildOrderState.PendingNew, "invite")]
    [TestCase(ChildOrderState.PendingCancel, "late")]
    [TestCase(ChildOrderState.Cancelled, "late")]
    [TestCase(ChildOrderState.InDoubt, "invite")]
    [TestCase(ChildOrderState.Suspended, "contradicts")]
    public void ShouldTakeInvitationsAsThePageSays(ChildOrderState state, string cell)
    {
        Assert.That(OrdersPage.Table("| state | PendingNew | New |"), Does.Contain((state.ToString(), "FirmUpInvited", cell)));
        var record = new ChildOrderRecord(new ChildOrder { Quantity = 100, IsConditional = true }) { State = state };
        ChildTransition t = ChildOrderMachine.Apply(ref record, Invite(60));
        TransitionKind expected = cell == "invite" ? TransitionKind.Applied : cell == "late" ? TransitionKind.Late : TransitionKind.Contradictory;
        Assert.That((t.Kind, t.InvitedQuantity), Is.EqualTo((expected, cell == "invite" ? 60L : 0L)));
        Assert.That(ChildOrderMachine.Apply(ref record, Invite(101)).InvitedQuantity, Is.Zero);
    }

    [Test]
    public void ShouldBookAndFlagAFillOfAConditionalOrder()
    {
        var record = new ChildOrderRecord(new ChildOrder { Quantity = 100, IsConditional = true });
        ChildTransition t = Fill(ref record, 1, 40, 40, 1000, 0);
        Assert.That((t.Anomaly, t.FilledQuantity, record.ReservedQuantity), Is.EqualTo((ReportAnomaly.ConditionalFilled, 40L, 0L)));
    }

    private static ChildOrderRecord Fresh() => new(new ChildOrder { Quantity = 100, Side = Side.Buy });

    private static ExecutionReport Invite(long quantity) => new() { Type = ExecutionType.FirmUpInvited, LastQuantity = quantity };

    private static ChildTransition Fill(ref ChildOrderRecord record, ulong id, long last, long cumulative, long priceNanos, long feeNanos) =>
        ChildOrderMachine.Apply(ref record, new ExecutionReport
        {
            Type = ExecutionType.Trade,
            ExecutionId = id,
            LastQuantity = last,
            CumulativeQuantity = cumulative,
            LastPrice = new Price(priceNanos),
            FeeNanos = feeNanos,
        });

    private static ExecutionReport Correction(ulong id, ulong reference, long quantity, long priceNanos, long feeNanos, long cumulative) => new()
    {
        Type = ExecutionType.TradeCorrection,
        State = ChildOrderState.PartiallyFilled,
        ExecutionId = id,
        ReferenceExecutionId = reference,
        LastQuantity = quantity,
        LastPrice = new Price(priceNanos),
        FeeNanos = feeNanos,
        CumulativeQuantity = cumulative,
        LeavesQuantity = 100 - cumulative,
    };

    private static ExecutionReport BustOf(ulong id, ulong reference, long quantity, long cumulative) => new()
    {
        Type = ExecutionType.TradeBust,
        State = ChildOrderState.PartiallyFilled,
        ExecutionId = id,
        ReferenceExecutionId = reference,
        LastQuantity = quantity,
        CumulativeQuantity = cumulative,
        LeavesQuantity = 100 - cumulative,
    };
}
