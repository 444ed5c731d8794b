using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <content>What moves shares and money: fills, corrections and busts.</content>
public static partial class ChildOrderMachine
{
    // A million units of currency on one fill: far above any.
    private const long FeeMaxNanos = 1_000_000_000_000_000;

    private static ReportAnomaly Fill(ref ChildOrderRecord record, in ExecutionReport report, ReportAnomaly anomaly)
    {
        if (report.LastQuantity is <= 0 or > QuantityMax)
        {
            return ReportAnomaly.QuantityImpossible;
        }

        anomaly = Worse(anomaly, CheckTerms(record, report));
        int awaited = record.Executions.IndexOf(report.ExecutionId);
        bool isAwaited = awaited >= 0 && record.Executions.At(awaited).Kind == ExecutionEntryKind.Awaited;
        ExecutionEntry fill = isAwaited
            ? record.Executions.At(awaited) with { Kind = ExecutionEntryKind.Corrected }
            : EntryOf(report, ExecutionEntryKind.Fill);
        Book(ref record, default, fill);
        record.Executions.Add(report.ExecutionId, fill);
        Hear(ref record, report);
        if (record.CumulativeQuantity > Math.Max(record.VenueCumulativeQuantity, report.CumulativeQuantity)
            || report.CumulativeQuantity < report.LastQuantity
            || (report.LeavesQuantity > 0 && report.CumulativeQuantity > record.Order.Quantity - report.LeavesQuantity))
        {
            anomaly = Worse(anomaly, ReportAnomaly.TotalsDisagree);
        }

        if (!record.IsTerminal && IsDone(record))
        {
            record.State = ChildOrderState.Filled;
        }
        else if (record.State is ChildOrderState.PendingNew or ChildOrderState.New or ChildOrderState.InDoubt)
        {
            record.State = ChildOrderState.PartiallyFilled;
        }

        return anomaly;
    }

    private static ReportAnomaly Correct(ref ChildOrderRecord record, in ExecutionReport report)
    {
        ulong reference = report.ReferenceExecutionId;
        int index = reference != 0 ? record.Executions.FillOf(reference) : record.Executions.OnlyFill();
        if (index < 0 && (reference == 0 || record.Executions.HasForgotten))
        {
            return CorrectByTotal(ref record, report);
        }

        if (report.LastQuantity is <= 0 or > QuantityMax)
        {
            return ReportAnomaly.QuantityImpossible;
        }

        return index < 0 ? CorrectUnseen(ref record, report) : CorrectKnown(ref record, report, index);
    }

    private static ReportAnomaly CorrectKnown(ref ChildOrderRecord record, in ExecutionReport report, int index)
    {
        ExecutionEntry before = record.Executions.At(index);
        ExecutionEntry after = EntryOf(report, ExecutionEntryKind.Corrected);
        if (report.VenueTimeNs < before.TimeNs)
        {
            record.Executions.Add(report.ExecutionId, new ExecutionEntry { Kind = ExecutionEntryKind.Alias, OriginId = record.Executions.IdAt(index) });
            return ReportAnomaly.Overtaken;
        }

        if (before.Kind == ExecutionEntryKind.Awaited)
        {
            record.Executions.Set(index, after with { Kind = ExecutionEntryKind.Awaited });
            return ReportAnomaly.UnknownExecution;
        }

        if (before.Kind == ExecutionEntryKind.Busted || !IsPossible(record, before, after))
        {
            return ReportAnomaly.UnknownExecution;
        }

        ReportAnomaly anomaly = Worse(AfterEndOf(record), CheckTerms(record, report));
        Book(ref record, before, after);
        record.Executions.Set(index, after);
        record.Executions.Add(report.ExecutionId, new ExecutionEntry { Kind = ExecutionEntryKind.Alias, OriginId = record.Executions.IdAt(index) });
        HearRestated(ref record, report, after.Quantity - before.Quantity);
        Settle(ref record);
        return anomaly;
    }

    // The correction overtook the fill that it names: it is booked in its place, and the fill itself will be a repeat. Where the totals leave no room, it
    // waits for the fill.
    private static ReportAnomaly CorrectUnseen(ref ChildOrderRecord record, in ExecutionReport report)
    {
        long executed = record.CumulativeQuantity + report.LastQuantity;
        if (executed > Math.Max(record.VenueCumulativeQuantity, report.CumulativeQuantity))
        {
            record.Executions.Add(report.ReferenceExecutionId, EntryOf(report, ExecutionEntryKind.Awaited));
            record.RestatedTimeNs = Math.Max(record.RestatedTimeNs, report.VenueTimeNs);
            return ReportAnomaly.UnknownExecution;
        }

        ReportAnomaly anomaly = Worse(ReportAnomaly.Overtaken, CheckTerms(record, report));
        ExecutionEntry fill = EntryOf(report, ExecutionEntryKind.Corrected);
        Book(ref record, default, fill);
        record.Executions.Add(report.ReferenceExecutionId, fill);
        record.Executions.Add(report.ExecutionId, new ExecutionEntry { Kind = ExecutionEntryKind.Alias, OriginId = report.ReferenceExecutionId });
        record.RestatedTimeNs = Math.Max(record.RestatedTimeNs, report.VenueTimeNs);
        HearRestated(ref record, report, 0);
        Settle(ref record);
        return anomaly;
    }

    // The report names no execution that we remember, so the venue's new total says what changed. Its fees cannot be told apart and stay.
    private static ReportAnomaly CorrectByTotal(ref ChildOrderRecord record, in ExecutionReport report)
    {
        long change = report.CumulativeQuantity - record.CumulativeQuantity;
        if (record.CumulativeQuantity == 0 || record.MissingQuantity > 0 || change == 0
            || report.CumulativeQuantity < 0 || report.CumulativeQuantity > record.Order.Quantity)
        {
            return ReportAnomaly.UnknownExecution;
        }

        return BookByTotal(ref record, report, change, 0);
    }

    private static ReportAnomaly Bust(ref ChildOrderRecord record, in ExecutionReport report)
    {
        ulong reference = report.ReferenceExecutionId;
        int index = reference != 0 ? record.Executions.FillOf(reference) : record.Executions.FillWith(report.LastQuantity, report.LastPrice.Nanos);
        if (index >= 0)
        {
            return BustKnown(ref record, report, index);
        }

        if (report.LastQuantity is <= 0 or > QuantityMax)
        {
            return ReportAnomaly.QuantityImpossible;
        }

        if (reference != 0 && !record.Executions.HasForgotten)
        {
            return BustUnseen(ref record, report);
        }

        bool isExplained = record.MissingQuantity == 0 && report.CumulativeQuantity >= 0
            && report.CumulativeQuantity == record.CumulativeQuantity - report.LastQuantity;
        return isExplained ? BookByTotal(ref record, report, -report.LastQuantity, -FeeOf(report)) : ReportAnomaly.UnknownExecution;
    }

    private static ReportAnomaly BustKnown(ref ChildOrderRecord record, in ExecutionReport report, int index)
    {
        ExecutionEntry before = record.Executions.At(index);
        if (before.Kind == ExecutionEntryKind.Busted)
        {
            return ReportAnomaly.Repeated;
        }

        if (before.Kind == ExecutionEntryKind.Awaited)
        {
            record.Executions.Set(index, new ExecutionEntry { Kind = ExecutionEntryKind.Busted, TimeNs = report.VenueTimeNs });
            return ReportAnomaly.UnknownExecution;
        }

        if (!IsPossible(record, before, default))
        {
            return ReportAnomaly.UnknownExecution;
        }

        ReportAnomaly anomaly = AfterEndOf(record);
        Book(ref record, before, default);
        record.Executions.Set(index, new ExecutionEntry { Kind = ExecutionEntryKind.Busted, TimeNs = report.VenueTimeNs });
        HearRestated(ref record, report, -before.Quantity);
        Settle(ref record);
        return report.LastQuantity != 0 && report.LastQuantity != before.Quantity ? ReportAnomaly.TotalsDisagree : anomaly;
    }

    // The bust overtook the fill that it names: nothing was booked, and nothing will be.
    private static ReportAnomaly BustUnseen(ref ChildOrderRecord record, in ExecutionReport report)
    {
        record.Executions.Add(report.ReferenceExecutionId, new ExecutionEntry { Kind = ExecutionEntryKind.Busted, TimeNs = report.VenueTimeNs });
        if (record.MissingQuantity < report.LastQuantity)
        {
            // Where its total agrees with ours it is the newest word: what an older report says later is not missing.
            record.RestatedTimeNs = Math.Max(record.RestatedTimeNs, report.VenueTimeNs);
            if (record.MissingQuantity == 0 && SaidBy(report, record.Order.Quantity) == record.CumulativeQuantity)
            {
                _ = HearNow(ref record, report, 0);
            }

            return ReportAnomaly.UnknownExecution;
        }

        HearRestated(ref record, report, -report.LastQuantity);
        Settle(ref record);
        return ReportAnomaly.Overtaken;
    }

    private static ReportAnomaly BookByTotal(ref ChildOrderRecord record, in ExecutionReport report, long change, long feeChangeNanos)
    {
        Int128 notional = record.FilledNotionalNanos + ((Int128)report.LastPrice.Nanos * change);
        bool isEmpty = record.CumulativeQuantity + change == 0;
        if (report.LastPrice.Nanos <= 0 || (notional <= 0 && !isEmpty))
        {
            return ReportAnomaly.UnknownExecution;
        }

        record.CumulativeQuantity += change;
        record.FilledNotionalNanos = isEmpty ? 0 : notional;
        record.FeeNanos = isEmpty ? 0 : record.FeeNanos + feeChangeNanos;
        record.Executions.Blur();
        HearRestated(ref record, report, change);
        Settle(ref record);
        return ReportAnomaly.RestatedByTotal;
    }

    private static void Book(ref ChildOrderRecord record, in ExecutionEntry before, in ExecutionEntry after)
    {
        record.CumulativeQuantity += after.Quantity - before.Quantity;
        record.FilledNotionalNanos += ((Int128)after.PriceNanos * after.Quantity) - ((Int128)before.PriceNanos * before.Quantity);
        record.FeeNanos += after.FeeNanos - before.FeeNanos;
    }

    // Totals may have been restated without naming this fill, so that taking it back would leave less than nothing.
    private static bool IsPossible(in ChildOrderRecord record, in ExecutionEntry before, in ExecutionEntry after) =>
        record.CumulativeQuantity + after.Quantity - before.Quantity >= 0
        && (!record.Executions.IsBlurred
            || record.FilledNotionalNanos + ((Int128)after.PriceNanos * after.Quantity) - ((Int128)before.PriceNanos * before.Quantity) >= 0);

    private static ExecutionEntry EntryOf(in ExecutionReport report, ExecutionEntryKind kind) => new()
    {
        Kind = kind,
        Quantity = report.LastQuantity,
        PriceNanos = report.LastPrice.Nanos,
        FeeNanos = FeeOf(report),
        TimeNs = report.VenueTimeNs,
    };

    private static long FeeOf(in ExecutionReport report) => report.FeeNanos is >= -FeeMaxNanos and <= FeeMaxNanos ? report.FeeNanos : 0;

    private static ReportAnomaly AfterEndOf(in ChildOrderRecord record) => record.IsTerminal ? ReportAnomaly.AfterEnd : ReportAnomaly.None;

    // A midpoint execution may stand at half a tick.
    private static ReportAnomaly CheckTerms(in ChildOrderRecord record, in ExecutionReport report)
    {
        long price = report.LastPrice.Nanos;
        long limit = record.Order.LimitPrice.Nanos;
        if (record.Order.IsConditional)
        {
            return ReportAnomaly.ConditionalFilled;
        }

        if (price <= 0)
        {
            return ReportAnomaly.PriceNotPositive;
        }

        if (limit > 0 && (record.Order.Side == Side.Sell ? price < limit : price > limit))
        {
            return ReportAnomaly.PriceOutsideLimit;
        }

        bool isMidpoint = record.Order.Type == OrderType.MidpointPeg || report.Liquidity == LiquidityFlag.Midpoint;
        bool isOnTick = record.TickNanos <= 0 || price % record.TickNanos == 0 || (isMidpoint && price % record.TickNanos * 2 == record.TickNanos);
        if (!isOnTick)
        {
            return ReportAnomaly.PriceOffTick;
        }

        return FeeOf(report) == report.FeeNanos ? ReportAnomaly.None : ReportAnomaly.FeeImplausible;
    }
}
