using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>The life of a parent order as pure functions over its record. Its quantities follow its children's transitions, so that
/// filled + reserved + available is the whole order at every moment (more only after an over-fill).</summary>
public static class ParentOrderMachine
{
    private const int EventCount = 10;
    private const int StateCount = 10;

    // One row a state, one column a ParentEvent, in the enums' order: the digit is the next state, '-' is not legal.
    // Columns: Accept Reject RequestCancel CompleteCancel RequestReplace CompleteReplace Suspend Resume Expire Exhaust
    private static ReadOnlySpan<byte> Table =>
        "16--------"u8 + // PendingNew
        "--2-3-9-78"u8 + // Working
        "---5----5-"u8 + // PendingCancel: its end is the sender's wish, also when time runs out first
        "--2--19-78"u8 + // PendingReplace
        "----------"u8 + // Filled
        "----------"u8 + // Cancelled
        "----------"u8 + // Rejected
        "----------"u8 + // Expired
        "----------"u8 + // Exhausted
        "--2----178"u8; // Suspended

    /// <summary>Whether an order in this state cannot come back.</summary>
    /// <param name="state">Any state.</param>
    public static bool IsTerminal(ParentOrderState state) => state is >= ParentOrderState.Filled and <= ParentOrderState.Exhausted;

    /// <summary>Moves the order.</summary>
    /// <param name="record">The record; changed when the answer is true.</param>
    /// <param name="what">What happened.</param>
    /// <param name="reason">Why, for <see cref="ParentEvent.Reject"/>.</param>
    /// <returns>False when the event is not legal here, or would end the order while children may still execute.</returns>
    public static bool TryApply(ref ParentOrderRecord record, ParentEvent what, RejectReason reason = RejectReason.None)
    {
        if ((uint)what >= EventCount || (uint)record.State >= StateCount)
        {
            return false;
        }

        byte next = Table[((int)record.State * EventCount) + (int)what];
        if (next == (byte)'-')
        {
            return false;
        }

        var state = (ParentOrderState)(next - (byte)'0');
        if (IsTerminal(state) && record.ReservedQuantity > 0)
        {
            return false;
        }

        record.State = state;
        record.RejectReason = what == ParentEvent.Reject ? reason : record.RejectReason;
        return true;
    }

    /// <summary>A child left: its quantity is reserved and its row counts as tried.</summary>
    /// <param name="record">The parent's record; changed.</param>
    /// <param name="child">The child.</param>
    /// <returns>False when the parent is not working or has less available: the child must not leave.</returns>
    public static bool TrySendChild(ref ParentOrderRecord record, in ChildOrder child)
    {
        if (record.State != ParentOrderState.Working || child.Quantity <= 0 || child.Quantity > record.AvailableQuantity)
        {
            return false;
        }

        record.ReservedQuantity += child.Quantity;
        record.ChildCount++;
        record.OpenChildCount++;
        record.Tries.Add(child.VenueId, child.Action);
        return true;
    }

    /// <summary>Takes over what a report did to a child.</summary>
    /// <param name="record">The parent's record; changed.</param>
    /// <param name="child">What the report did, from <see cref="ChildOrderMachine.Apply"/>.</param>
    /// <param name="report">The report: price and fee of the fill.</param>
    /// <returns>What it did to the parent.</returns>
    public static ParentTransition Apply(ref ParentOrderRecord record, in ChildTransition child, in ExecutionReport report)
    {
        ParentOrderState from = record.State;
        record.ReservedQuantity = Math.Max(0, record.ReservedQuantity + child.ReservedChange);
        record.OpenChildCount -= child.Ended ? 1 : 0;
        if (child.FilledQuantity != 0)
        {
            record.FilledQuantity += child.FilledQuantity;
            record.FilledNotionalNanos += (Int128)report.LastPrice.Nanos * child.FilledQuantity;
            record.FeeNanos += report.FeeNanos;
        }

        if (!IsTerminal(from) && record.FilledQuantity >= record.Order.Quantity)
        {
            record.State = ParentOrderState.Filled;
        }

        return new ParentTransition
        {
            From = from,
            To = record.State,
            OverFilled = child.FilledQuantity > 0 && record.IsOverFilled,
            AfterEnd = child.FilledQuantity != 0 && IsTerminal(from),
        };
    }
}
