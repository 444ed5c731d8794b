using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <content>The sender changes an order, at any moment. The change is kept until nothing that is in flight stands against it, and made at once; a newer
/// change supersedes one that waits; a cancel wins over both.</content>
public static partial class ParentOrderMachine
{
    /// <summary>Takes the wish to change an order. When the answer is None, cancel what <see cref="ReplacePlan"/> names and ask
    /// <see cref="TryCompleteReplace"/>, now and after every change of a child.</summary>
    /// <param name="record">The record; changed when the answer is None.</param>
    /// <param name="replace">What the sender wants.</param>
    /// <param name="instrument">The order's instrument.</param>
    /// <param name="superseded">The refusal (TooLate) of an older change that waited; its RejectReason is None where there was none.</param>
    /// <returns>None; TooLate when the order ended or is being cancelled; or what is wrong with the new values. Then nothing changed.</returns>
    public static RejectReason RequestReplace(
        ref ParentOrderRecord record, in ParentReplace replace, Instrument instrument, out ParentReplaceOutcome superseded)
    {
        superseded = default;
        if (!TryNext(record.State, ParentEvent.RequestReplace, out ParentOrderState next))
        {
            return RejectReason.TooLate;
        }

        RejectReason reason = ParentAdmission.CheckTerms(Changed(record.Order, replace, replace.Quantity), instrument, replace.TimeNs);
        if (reason != RejectReason.None)
        {
            return reason;
        }

        if (record.HasPendingReplace)
        {
            superseded = OutcomeOf(record, RejectReason.TooLate, replace.TimeNs);
        }

        record.Want(replace);
        record.State = next;
        return RejectReason.None;
    }

    /// <summary>Makes the change that waits, if nothing in flight stands against it: no open child beyond the new limit, and no more than the new quantity
    /// executed or open. What cannot be called back (children in doubt, missing fills) raises the new quantity instead.</summary>
    /// <param name="record">The record; changed when the answer is true. Filled when the new quantity is executed.</param>
    /// <param name="children">The table of children.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="outcome">The answer to the sender.</param>
    /// <returns>False while the change has to wait, and where none waits.</returns>
    public static bool TryCompleteReplace(ref ParentOrderRecord record, OrderTable<ChildOrderRecord> children, long timeNs, out ParentReplaceOutcome outcome)
    {
        outcome = default;
        if (!record.HasPendingReplace || !TryNext(record.State, ParentEvent.CompleteReplace, out ParentOrderState next))
        {
            return false;
        }

        var plan = new ReplacePlan(record, children);
        if (plan.MustWait)
        {
            return false;
        }

        record.Change(Changed(record.Order, record.PendingReplace, plan.Quantity));
        outcome = OutcomeOf(record, RejectReason.None, timeNs);
        record.ForgetReplace();
        record.State = record.FilledQuantity >= record.Order.Quantity ? ParentOrderState.Filled : next;
        return true;
    }

    /// <summary>Refuses the change that waits, of an order that ended or is being cancelled.</summary>
    /// <param name="record">The record; changed when the answer is true.</param>
    /// <param name="timeNs">Engine time.</param>
    /// <param name="outcome">The answer to the sender: TooLate.</param>
    /// <returns>False where none waits, or it may still be made.</returns>
    public static bool TryRefuseReplace(ref ParentOrderRecord record, long timeNs, out ParentReplaceOutcome outcome)
    {
        outcome = default;
        if (!record.HasPendingReplace || !(record.IsTerminal || record.State == ParentOrderState.PendingCancel))
        {
            return false;
        }

        outcome = OutcomeOf(record, RejectReason.TooLate, timeNs);
        record.ForgetReplace();
        return true;
    }

    /// <summary>An order as a change would make it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="replace">What the sender wants.</param>
    /// <param name="quantity">The quantity that it will have, shares.</param>
    public static ParentOrder Changed(in ParentOrder order, in ParentReplace replace, long quantity) => order with
    {
        Quantity = quantity,
        LimitPrice = order.Type == OrderType.Market ? order.LimitPrice : replace.LimitPrice,
        MinimumQuantity = replace.MinimumQuantity,
        ExpireTimeNs = order.TimeInForce == TimeInForce.GoodTillDate ? replace.ExpireTimeNs : order.ExpireTimeNs,
        UrgencyPercent = replace.UrgencyPercent,
    };

    private static ParentReplaceOutcome OutcomeOf(in ParentOrderRecord record, RejectReason reason, long timeNs) => new()
    {
        ParentId = record.Order.Id,
        ReplaceId = record.PendingReplace.ReplaceId,
        RejectReason = reason,
        Quantity = record.Order.Quantity,
        LimitPrice = record.Order.LimitPrice,
        TimeNs = timeNs,
    };
}
