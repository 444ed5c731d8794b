using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>The life of a parent order as pure functions over its record. Its quantities follow its children's transitions, so that
/// filled + reserved + available is the whole order at every moment (more only after an over-fill, or after fills that came when their quantity was free again).</summary>
/// <remarks>The whole table stands in <c>src/docs/ORDERS.md</c>.</remarks>
public static partial class ParentOrderMachine
{
    internal const int StateCount = 10;

    private const int EventCount = 10;

    // One row a state, one column a ParentEvent, in the enums' order: the digit is the next state, '-' is not legal.
    // Columns: Accept Reject RequestCancel CompleteCancel RequestReplace CompleteReplace Suspend Resume Expire Exhaust
    private static ReadOnlySpan<byte> Table =>
        "16--------"u8 + // PendingNew
        "--2-3-9-78"u8 + // Working
        "---5----5-"u8 + // PendingCancel: its end is the sender's wish, also when time runs out first
        "--2-319-78"u8 + // PendingReplace: a newer change supersedes the older
        "----------"u8 + // Filled
        "----------"u8 + // Cancelled
        "----------"u8 + // Rejected
        "----------"u8 + // Expired
        "----------"u8 + // Exhausted
        "--2-99-178"u8; // Suspended: changes are made while it is held

    /// <summary>Whether an order in this state cannot come back.</summary>
    /// <param name="state">Any state.</param>
    public static bool IsTerminal(ParentOrderState state) => state is >= ParentOrderState.Filled and <= ParentOrderState.Exhausted;

    /// <summary>Moves the order. Changes have their own methods: <see cref="RequestReplace"/> and <see cref="TryCompleteReplace"/>.</summary>
    /// <param name="record">The record; changed when the answer is true.</param>
    /// <param name="what">What happened; false for <see cref="ParentEvent.RequestReplace"/> and <see cref="ParentEvent.CompleteReplace"/>.</param>
    /// <param name="reason">Why, for <see cref="ParentEvent.Reject"/>.</param>
    /// <returns>False when the event is not legal here, or would end the order while children may still execute.</returns>
    public static bool TryApply(ref ParentOrderRecord record, ParentEvent what, RejectReason reason = RejectReason.None)
    {
        if (what is ParentEvent.RequestReplace or ParentEvent.CompleteReplace || !TryNext(record.State, what, out ParentOrderState state))
        {
            return false;
        }

        if (IsTerminal(state) && record.ReservedQuantity > 0)
        {
            return false;
        }

        bool goesOnWaiting = state == ParentOrderState.Working && record.HasPendingReplace;
        record.State = goesOnWaiting ? ParentOrderState.PendingReplace : state;
        record.RejectReason = what == ParentEvent.Reject ? reason : record.RejectReason;
        return true;
    }

    /// <summary>A child left: its quantity is reserved, unless it is conditional, and its row counts as tried.</summary>
    /// <param name="record">The parent's record; changed.</param>
    /// <param name="child">The child.</param>
    /// <returns>False when the parent is not working or has less available (a conditional child: less left to fill): the child must not leave.</returns>
    public static bool TrySendChild(ref ParentOrderRecord record, in ChildOrder child)
    {
        long room = child.IsConditional ? record.Order.Quantity - record.FilledQuantity : record.AvailableQuantity;
        if (record.State != ParentOrderState.Working || child.Quantity <= 0 || child.Quantity > room)
        {
            return false;
        }

        record.ReservedQuantity += child.IsConditional ? 0 : child.Quantity;
        record.ChildCount++;
        record.OpenChildCount++;
        record.OpenConditionalCount += child.IsConditional ? 1 : 0;
        record.Tries.Add(child.VenueId, child.Action);
        return true;
    }

    /// <summary>Takes over what a report did to a child.</summary>
    /// <param name="record">The parent's record; changed.</param>
    /// <param name="child">What the report did, from <see cref="ChildOrderMachine.Apply"/> or <see cref="ChildOrderMachine.TryFirmUp"/>.</param>
    /// <returns>What it did to the parent.</returns>
    public static ParentTransition Apply(ref ParentOrderRecord record, in ChildTransition child)
    {
        ParentOrderState from = record.State;
        record.ReservedQuantity = Math.Max(0, record.ReservedQuantity + child.ReservedChange);
        record.OpenChildCount -= child.Ended ? 1 : 0;
        record.OpenConditionalCount -= child.Ended && child.IsConditional ? 1 : 0;
        record.FilledQuantity += child.FilledQuantity;
        record.FilledNotionalNanos += child.NotionalChangeNanos;
        record.FeeNanos += child.FeeChangeNanos;
        if (!IsTerminal(from) && record.FilledQuantity >= record.Order.Quantity && !WillGrow(record))
        {
            record.State = ParentOrderState.Filled;
        }

        return new ParentTransition
        {
            From = from,
            To = record.State,
            OverFilled = child.FilledQuantity > 0 && record.IsOverFilled,
            AfterEnd = child.ChangesMoney && IsTerminal(from),
        };
    }

    // Its sender waits for more than is executed: the old quantity is not the end of it.
    private static bool WillGrow(in ParentOrderRecord record) =>
        record.HasPendingReplace && record.State != ParentOrderState.PendingCancel && record.PendingReplace.Quantity > record.FilledQuantity;

    private static bool TryNext(ParentOrderState state, ParentEvent what, out ParentOrderState next)
    {
        next = state;
        if ((uint)what >= EventCount || (uint)state >= StateCount)
        {
            return false;
        }

        byte cell = Table[((int)state * EventCount) + (int)what];
        next = cell == (byte)'-' ? state : (ParentOrderState)(cell - (byte)'0');
        return cell != (byte)'-';
    }
}
