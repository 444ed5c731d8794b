using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>The life of a child order as pure functions over its record: which report may follow which, and what each does to state and quantities.
/// Reports may repeat, come late or contradict; each case is defined, nothing throws, and a fill is never lost and never counted twice.</summary>
/// <remarks>After FIX 4.4, volume 4, order state change matrices. Three rules are ours: a terminal state never changes (late fills change quantities only);
/// an order that ends while fills are missing keeps them reserved; a lost link makes every open order doubtful until the venue has spoken.</remarks>
public static class ChildOrderMachine
{
    private const int TypeCount = 15;
    private const int StateCount = 13;

    // Far above any order; sums of many such numbers still fit 64 bits.
    private const long QuantityMax = 1_000_000_000_000_000;

    // One row a state, one column an ExecutionType, in the enums' order.
    // = stays      N new         F fill        C cancelled   R rejected    X expired   P cancel pending   B back from pending
    // M replaced   T corrected   U bust        O status      D done today  S suspended  E restated
    // f late fill  c fill that contradicts     r reject that contradicts   L late      ! contradicts
    // Columns: PendingNew New Trade Cancelled Rejected Expired PendingCancel CancelRejected Replaced Correction Bust Status DoneForDay Suspended Restated
    private static ReadOnlySpan<byte> Table =>
        "=NFCRXP!!!!ODSE"u8 + // PendingNew
        "LLFCrXP!!!!ODSE"u8 + // New
        "LLFCrXP!!TUODSE"u8 + // PartiallyFilled
        "==FCRX=B!TUODSE"u8 + // PendingCancel
        "==FCRXPBMTUODSE"u8 + // PendingReplace
        "LLf!!!LL!TUL!!!"u8 + // Filled
        "LLfL!!LL!TUL!!!"u8 + // Cancelled
        "LLc!L!LL!!!L!!!"u8 + // Rejected
        "LLf!!LLL!TUL!!!"u8 + // Expired
        "=BFCRXPBMTUODSE"u8 + // InDoubt
        "LLf!!!LLLTUL!!!"u8 + // Replaced
        "LNFCrXP!!TUO=SE"u8 + // DoneForDay
        "LBFCrXP!!TUOD=E"u8; // Suspended

    /// <summary>Whether an order in this state cannot come back: filled, cancelled, rejected, expired or replaced.</summary>
    /// <param name="state">Any state.</param>
    public static bool IsTerminal(ChildOrderState state) =>
        state is ChildOrderState.Filled or ChildOrderState.Cancelled or ChildOrderState.Rejected or ChildOrderState.Expired or ChildOrderState.Replaced;

    /// <summary>Applies a report.</summary>
    /// <param name="record">The order's record; changed.</param>
    /// <param name="report">What the venue says of this order.</param>
    /// <returns>What it did.</returns>
    public static ChildTransition Apply(ref ChildOrderRecord record, in ExecutionReport report)
    {
        ChildOrderState from = record.State;
        if (record.ExecutionIds.Contains(report.ExecutionId) || IsOldFill(record, report))
        {
            return new ChildTransition { Kind = TransitionKind.Duplicate, From = from, To = from, FillsMissing = record.MissingQuantity > 0 };
        }

        long cumulative = record.CumulativeQuantity;
        long reserved = record.ReservedQuantity;
        TransitionKind kind = Act(ref record, report);
        record.ExecutionIds.Add(report.ExecutionId);
        record.LastReportTimeNs = report.ReceiveTimeNs;
        return new ChildTransition
        {
            Kind = kind,
            From = from,
            To = record.State,
            FilledQuantity = record.CumulativeQuantity - cumulative,
            ReservedChange = record.ReservedQuantity - reserved,
            OverFilled = record.CumulativeQuantity > record.Order.Quantity && record.CumulativeQuantity > cumulative,
            FillsMissing = record.MissingQuantity > 0,
        };
    }

    /// <summary>The router asks the venue to cancel.</summary>
    /// <param name="record">The order's record; changed.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <returns>False when there is nothing to cancel: the order ended.</returns>
    public static bool RequestCancel(ref ChildOrderRecord record, long timeNs)
    {
        if (record.IsTerminal)
        {
            return false;
        }

        record.State = ChildOrderState.PendingCancel;
        record.CancelTimeNs = timeNs;
        return true;
    }

    /// <summary>The link to the venue was lost: an open order is in doubt and keeps its quantity reserved.</summary>
    /// <param name="record">The order's record; changed.</param>
    /// <returns>False when the order had ended.</returns>
    public static bool LoseLink(ref ChildOrderRecord record)
    {
        if (record.IsTerminal)
        {
            return false;
        }

        record.State = ChildOrderState.InDoubt;
        return true;
    }

    // A repeated fill whose id the ring has forgotten, or that has none: with it we would have more than the venue ever spoke of.
    private static bool IsOldFill(in ChildOrderRecord record, in ExecutionReport report) =>
        report.Type == ExecutionType.Trade
        && (report.ExecutionId == 0 || record.ExecutionIds.HasForgotten)
        && report.LastQuantity is > 0 and <= QuantityMax
        && report.CumulativeQuantity > 0
        && record.CumulativeQuantity >= report.LastQuantity
        && record.CumulativeQuantity + report.LastQuantity > Math.Max(record.VenueCumulativeQuantity, report.CumulativeQuantity);

    private static TransitionKind Act(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if ((uint)report.Type >= TypeCount || (uint)record.State >= StateCount)
        {
            return TransitionKind.Contradictory;
        }

        byte action = Table[((int)record.State * TypeCount) + (int)report.Type];
        return action switch
        {
            (byte)'F' => Fill(ref record, report, TransitionKind.Applied),
            (byte)'f' => Fill(ref record, report, record.MissingQuantity > 0 ? TransitionKind.Applied : TransitionKind.Late),
            (byte)'c' => Fill(ref record, report, TransitionKind.Contradictory),
            (byte)'T' => Correct(ref record, report),
            (byte)'U' => Bust(ref record, report),
            (byte)'O' => Inform(ref record, report),
            (byte)'E' => Restate(ref record, report),
            (byte)'C' => End(ref record, report, ChildOrderState.Cancelled),
            (byte)'X' => End(ref record, report, ChildOrderState.Expired),
            (byte)'M' => End(ref record, report, ChildOrderState.Replaced),
            (byte)'R' or (byte)'r' => Reject(ref record, report, action == (byte)'R'),
            (byte)'=' => TransitionKind.Applied,
            (byte)'L' => TransitionKind.Late,
            (byte)'!' => TransitionKind.Contradictory,
            (byte)'B' when report.RejectReason == RejectReason.UnknownOrder => Doubt(ref record),
            _ => Move(ref record, action),
        };
    }

    // A venue that does not know an open order: what became of it must be asked.
    private static TransitionKind Doubt(ref ChildOrderRecord record)
    {
        record.State = ChildOrderState.InDoubt;
        return TransitionKind.Applied;
    }

    private static TransitionKind Move(ref ChildOrderRecord record, byte action)
    {
        record.State = action switch
        {
            (byte)'N' or (byte)'B' => record.CumulativeQuantity > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New,
            (byte)'P' => ChildOrderState.PendingCancel,
            (byte)'D' => ChildOrderState.DoneForDay,
            _ => ChildOrderState.Suspended,
        };
        return TransitionKind.Applied;
    }

    private static TransitionKind Fill(ref ChildOrderRecord record, in ExecutionReport report, TransitionKind kind)
    {
        if (report.LastQuantity is <= 0 or > QuantityMax)
        {
            return TransitionKind.Contradictory;
        }

        record.CumulativeQuantity += report.LastQuantity;
        record.FilledNotionalNanos += (Int128)report.LastPrice.Nanos * report.LastQuantity;
        record.LeavesQuantity = Math.Max(0, record.LeavesQuantity - report.LastQuantity);
        Hear(ref record, report);
        if (record.IsTerminal)
        {
            return kind;
        }

        if (record.CumulativeQuantity >= record.Order.Quantity)
        {
            record.State = ChildOrderState.Filled;
            record.LeavesQuantity = 0;
        }
        else if (record.State is ChildOrderState.PendingNew or ChildOrderState.New or ChildOrderState.InDoubt)
        {
            record.State = ChildOrderState.PartiallyFilled;
        }

        return kind;
    }

    // The report names no earlier execution, so the venue's new total says what changed.
    private static TransitionKind Correct(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if (report.CumulativeQuantity < 0 || report.CumulativeQuantity > record.Order.Quantity)
        {
            return TransitionKind.Contradictory;
        }

        long change = report.CumulativeQuantity - record.CumulativeQuantity;
        record.FilledNotionalNanos += (Int128)report.LastPrice.Nanos * change;
        SetExecuted(ref record, report, report.CumulativeQuantity);
        return TransitionKind.Applied;
    }

    private static TransitionKind Bust(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if (report.LastQuantity <= 0 || report.LastQuantity > record.CumulativeQuantity)
        {
            return TransitionKind.Contradictory;
        }

        record.FilledNotionalNanos -= (Int128)report.LastPrice.Nanos * report.LastQuantity;
        SetExecuted(ref record, report, record.CumulativeQuantity - report.LastQuantity);
        return TransitionKind.Applied;
    }

    private static void SetExecuted(ref ChildOrderRecord record, in ExecutionReport report, long executed)
    {
        record.CumulativeQuantity = executed;
        record.VenueCumulativeQuantity = executed;
        if (record.IsTerminal)
        {
            return;
        }

        record.LeavesQuantity = Math.Clamp(report.LeavesQuantity, 0, record.Order.Quantity - executed);
        if (executed == record.Order.Quantity)
        {
            record.State = ChildOrderState.Filled;
        }
        else if (record.State is ChildOrderState.New or ChildOrderState.PartiallyFilled)
        {
            record.State = executed > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New;
        }
    }

    // A status ends an order only when no fill is missing: otherwise the fills must be resent first.
    private static TransitionKind Inform(ref ChildOrderRecord record, in ExecutionReport report)
    {
        Hear(ref record, report);
        bool ends = IsTerminal(report.State);
        if (record.MissingQuantity > 0 || (uint)report.State >= StateCount)
        {
            return TransitionKind.Applied;
        }

        if (report.State == ChildOrderState.Filled && record.CumulativeQuantity < record.Order.Quantity)
        {
            return TransitionKind.Contradictory;
        }

        if (ends || (record.State == ChildOrderState.InDoubt && report.State != ChildOrderState.InDoubt))
        {
            record.State = report.State;
            record.LeavesQuantity = ends ? 0 : record.LeavesQuantity;
        }

        return TransitionKind.Applied;
    }

    private static TransitionKind Restate(ref ChildOrderRecord record, in ExecutionReport report)
    {
        Hear(ref record, report);
        record.LeavesQuantity = Math.Clamp(report.LeavesQuantity, 0, Math.Max(0, record.Order.Quantity - record.CumulativeQuantity));
        return TransitionKind.Applied;
    }

    private static TransitionKind End(ref ChildOrderRecord record, in ExecutionReport report, ChildOrderState state)
    {
        Hear(ref record, report);
        record.State = state;
        record.LeavesQuantity = 0;
        return TransitionKind.Applied;
    }

    // A venue that refuses what it had accepted: the order is gone either way, and an order with fills was not refused but cancelled.
    private static TransitionKind Reject(ref ChildOrderRecord record, in ExecutionReport report, bool expected)
    {
        bool filled = record.CumulativeQuantity > 0;
        End(ref record, report, filled ? ChildOrderState.Cancelled : ChildOrderState.Rejected);
        return expected && !filled ? TransitionKind.Applied : TransitionKind.Contradictory;
    }

    // The venue's total, as far as it can be true.
    private static void Hear(ref ChildOrderRecord record, in ExecutionReport report)
    {
        long said = Math.Min(report.CumulativeQuantity, record.Order.Quantity);
        record.VenueCumulativeQuantity = Math.Max(record.VenueCumulativeQuantity, said);
    }
}
