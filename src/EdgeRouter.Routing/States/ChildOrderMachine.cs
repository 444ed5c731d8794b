using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>The life of a child order as pure functions over its record: which report may follow which, and what each does to state, quantities and money.
/// Reports may repeat, come late or contradict; each case is defined, nothing throws, and a fill is never lost and never counted twice.</summary>
/// <remarks>After FIX 4.4, volume 4, order state change matrices; the whole table stands in <c>src/docs/ORDERS.md</c>. Three rules are ours: a terminal state
/// never changes (late fills change quantities only); an order that ends while fills are missing keeps them reserved; a lost link makes every open order
/// doubtful until the venue has spoken.</remarks>
public static partial class ChildOrderMachine
{
    internal const int StateCount = 13;

    private const int TypeCount = 16;

    // Far above any order; sums of many such numbers still fit 64 bits.
    private const long QuantityMax = 1_000_000_000_000_000;

    // One row a state, one column an ExecutionType, in the enums' order.
    // = stays      N new         F fill        C cancelled   R rejected    X expired   P cancel pending   B back from pending
    // M replaced   T corrected   U bust        O status      D done today  S suspended  E restated        I invited
    // f late fill  c fill that contradicts     r reject that contradicts   L late      ! contradicts
    // Columns: PendingNew New Trade Cancelled Rejected Expired PendingCancel CancelRejected Replaced Correction Bust Status DoneForDay Suspended Restated Invited
    private static ReadOnlySpan<byte> Table =>
        "=NFCRXP!!TUODSEI"u8 + // PendingNew
        "LLFCrXP!!TUODSEI"u8 + // New
        "LLFCrXP!!TUODSEI"u8 + // PartiallyFilled
        "==FCRX=B!TUODSEL"u8 + // PendingCancel
        "==FCRXPBMTUODSEL"u8 + // PendingReplace
        "LLf!!!LL!TUO!!!L"u8 + // Filled
        "LLfL!!LL!TUO!!!L"u8 + // Cancelled
        "LLc!L!LL!TUO!!!L"u8 + // Rejected
        "LLf!!LLL!TUO!!!L"u8 + // Expired
        "=BFCRXPBMTUODSEI"u8 + // InDoubt
        "LLf!!!LLLTUO!!!L"u8 + // Replaced
        "LNFCrXP!!TUO=SE!"u8 + // DoneForDay
        "LBFCrXP!!TUOD=E!"u8; // Suspended

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
        long filled = record.CumulativeQuantity;
        Int128 notional = record.FilledNotionalNanos;
        long fee = record.FeeNanos;
        long reserved = record.ReservedQuantity;
        ReportAnomaly anomaly = Take(ref record, report);
        TransitionKind kind = KindOf(anomaly);
        if (kind != TransitionKind.Duplicate)
        {
            record.LastReportTimeNs = report.ReceiveTimeNs;
        }

        bool isOver = record.CumulativeQuantity > record.Order.Quantity && record.CumulativeQuantity > filled;
        return new ChildTransition
        {
            Kind = kind,
            Anomaly = isOver && anomaly < ReportAnomaly.OverFill ? ReportAnomaly.OverFill : anomaly,
            From = from,
            To = record.State,
            FilledQuantity = record.CumulativeQuantity - filled,
            NotionalChangeNanos = record.FilledNotionalNanos - notional,
            FeeChangeNanos = record.FeeNanos - fee,
            ReservedChange = record.ReservedQuantity - reserved,
            InvitedQuantity = report.Type == ExecutionType.FirmUpInvited && kind == TransitionKind.Applied ? record.InvitedQuantity : 0,
            IsConditional = record.Order.IsConditional,
            OverFilled = isOver,
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

    /// <summary>The link to the venue was lost, or it does not answer: an open order is in doubt and keeps its quantity reserved.</summary>
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

    /// <summary>A firm order answers the venue's invitation: the conditional order ends and the firm one takes its place.</summary>
    /// <param name="record">The conditional order's record; changed when the answer is true.</param>
    /// <param name="firm">The firm order, at most as large as invited.</param>
    /// <param name="transition">What it did, for the parent.</param>
    /// <returns>False when the order is not conditional, ended, is being cancelled, was not invited for so much, or the firm order is not its successor.</returns>
    public static bool TryFirmUp(ref ChildOrderRecord record, in ChildOrder firm, out ChildTransition transition)
    {
        ChildOrder order = record.Order;
        transition = default;
        bool isSuccessor = firm.FirmUpOf == order.Id && firm.ParentId == order.ParentId && firm.VenueId == order.VenueId
            && firm.InstrumentId == order.InstrumentId && firm.Side == order.Side && !firm.IsConditional;
        bool isInvited = order.IsConditional && !record.IsTerminal && record.State != ChildOrderState.PendingCancel
            && firm.Quantity > 0 && firm.Quantity <= record.InvitedQuantity;
        if (!isSuccessor || !isInvited)
        {
            return false;
        }

        transition = new ChildTransition
        {
            From = record.State,
            To = ChildOrderState.Replaced,
            IsConditional = true,
            FillsMissing = record.MissingQuantity > 0,
        };
        record.State = ChildOrderState.Replaced;
        record.InvitedQuantity = 0;
        return true;
    }

    private static TransitionKind KindOf(ReportAnomaly anomaly) => anomaly switch
    {
        >= ReportAnomaly.TotalsDisagree => TransitionKind.Contradictory,
        ReportAnomaly.Repeated => TransitionKind.Duplicate,
        ReportAnomaly.Overtaken or ReportAnomaly.AfterEnd => TransitionKind.Late,
        _ => TransitionKind.Applied,
    };

    private static ReportAnomaly Worse(ReportAnomaly a, ReportAnomaly b) => a > b ? a : b;

    private static ReportAnomaly Take(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if ((uint)report.Type >= TypeCount)
        {
            return ReportAnomaly.UnknownType;
        }

        ReportAnomaly repeat = RepeatOf(record, report, out bool isNew);
        if (!isNew)
        {
            return repeat;
        }

        ReportAnomaly anomaly = Act(ref record, report);
        bool isQuarantined = anomaly is ReportAnomaly.UnknownExecution or ReportAnomaly.QuantityImpossible or ReportAnomaly.NotConditional;
        if (!isQuarantined && !record.Executions.Contains(report.ExecutionId))
        {
            record.Executions.Add(report.ExecutionId, new ExecutionEntry { OriginId = (ulong)report.Type });
        }

        return Worse(anomaly, repeat);
    }

    private static ReportAnomaly Act(ref ChildOrderRecord record, in ExecutionReport report)
    {
        byte action = Table[((int)record.State * TypeCount) + (int)report.Type];
        return action switch
        {
            (byte)'F' => Fill(ref record, report, ReportAnomaly.None),
            (byte)'f' => Fill(ref record, report, record.MissingQuantity > 0 ? ReportAnomaly.None : ReportAnomaly.AfterEnd),
            (byte)'c' => Fill(ref record, report, ReportAnomaly.StateImpossible),
            (byte)'T' => Correct(ref record, report),
            (byte)'U' => Bust(ref record, report),
            (byte)'O' => Inform(ref record, report),
            (byte)'E' => Restate(ref record, report),
            (byte)'C' => End(ref record, report, ChildOrderState.Cancelled),
            (byte)'X' => End(ref record, report, ChildOrderState.Expired),
            (byte)'M' => End(ref record, report, ChildOrderState.Replaced),
            (byte)'R' or (byte)'r' => Reject(ref record, report, action == (byte)'R'),
            (byte)'I' => Invite(ref record, report),
            (byte)'=' => ReportAnomaly.None,
            (byte)'L' => report.Type == ExecutionType.FirmUpInvited && !record.Order.IsConditional ? ReportAnomaly.NotConditional : ReportAnomaly.Overtaken,
            (byte)'!' => ReportAnomaly.StateImpossible,
            (byte)'B' when report.RejectReason is RejectReason.UnknownOrder or RejectReason.TooLate => Doubt(ref record),
            _ => Move(ref record, action),
        };
    }

    // A venue that does not know an open order, or says that it is over: what became of it must be asked.
    private static ReportAnomaly Doubt(ref ChildOrderRecord record)
    {
        record.State = ChildOrderState.InDoubt;
        return ReportAnomaly.None;
    }

    private static ReportAnomaly Move(ref ChildOrderRecord record, byte action)
    {
        record.State = action switch
        {
            (byte)'N' or (byte)'B' => Standing(record),
            (byte)'P' => ChildOrderState.PendingCancel,
            (byte)'D' => ChildOrderState.DoneForDay,
            _ => ChildOrderState.Suspended,
        };
        return ReportAnomaly.None;
    }

    private static ChildOrderState Standing(in ChildOrderRecord record) =>
        record.CumulativeQuantity > 0 ? ChildOrderState.PartiallyFilled : ChildOrderState.New;

    private static ReportAnomaly Invite(ref ChildOrderRecord record, in ExecutionReport report)
    {
        if (!record.Order.IsConditional)
        {
            return ReportAnomaly.NotConditional;
        }

        if (report.LastQuantity <= 0 || report.LastQuantity > record.LeavesQuantity)
        {
            return ReportAnomaly.QuantityImpossible;
        }

        record.InvitedQuantity = report.LastQuantity;
        record.State = Standing(record);
        return ReportAnomaly.None;
    }

    // The answer to a question: what the venue says now. It may end the order; fills that are missing then stay reserved, as after any end.
    private static ReportAnomaly Inform(ref ChildOrderRecord record, in ExecutionReport report)
    {
        long missing = record.MissingQuantity;
        HearNow(ref record, report, 0);
        if ((uint)report.State >= StateCount)
        {
            return ReportAnomaly.StateDisagrees;
        }

        if (record.IsTerminal)
        {
            return record.MissingQuantity == missing ? ReportAnomaly.Overtaken : ReportAnomaly.None;
        }

        bool isExplained = record.VenueCumulativeQuantity >= record.WorkingQuantity || record.RestatedTimeNs > 0;
        if (report.State == ChildOrderState.Filled && !isExplained)
        {
            return ReportAnomaly.StateDisagrees;
        }

        bool isRefusedAfterFill = report.State == ChildOrderState.Rejected && record.CumulativeQuantity > 0;
        if (IsTerminal(report.State))
        {
            record.State = isRefusedAfterFill ? ChildOrderState.Cancelled : report.State;
        }
        else if (record.State == ChildOrderState.InDoubt)
        {
            bool stands = report.State is ChildOrderState.New or ChildOrderState.PartiallyFilled;
            record.State = stands ? Standing(record) : report.State;
        }

        return isRefusedAfterFill ? ReportAnomaly.StateImpossible : ReportAnomaly.None;
    }

    private static ReportAnomaly Restate(ref ChildOrderRecord record, in ExecutionReport report)
    {
        HearRestated(ref record, report, 0);
        if (IsTerminal(report.State) && report.LeavesQuantity <= 0 && record.MissingQuantity == 0)
        {
            record.State = record.CumulativeQuantity >= record.WorkingQuantity ? ChildOrderState.Filled : ChildOrderState.Cancelled;
        }

        return report.LeavesQuantity < 0 || report.LeavesQuantity > record.Order.Quantity ? ReportAnomaly.TotalsDisagree : ReportAnomaly.None;
    }

    private static ReportAnomaly End(ref ChildOrderRecord record, in ExecutionReport report, ChildOrderState state)
    {
        HearNow(ref record, report, 0);
        record.State = state;
        return IsTerminal(report.State) || report.State == ChildOrderState.PendingNew ? ReportAnomaly.None : ReportAnomaly.StateDisagrees;
    }

    // A venue that refuses what it had accepted: the order is gone either way, and an order with fills was not refused but cancelled.
    private static ReportAnomaly Reject(ref ChildOrderRecord record, in ExecutionReport report, bool isExpected)
    {
        bool isFilled = record.CumulativeQuantity > 0;
        ReportAnomaly anomaly = End(ref record, report, isFilled ? ChildOrderState.Cancelled : ChildOrderState.Rejected);
        return isExpected && !isFilled ? anomaly : ReportAnomaly.StateImpossible;
    }
}
