using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Engine.State;

/// <content>Records of child orders.</content>
public sealed partial class RouterState
{
    /// <summary>Whether so many more children can be kept.</summary>
    internal bool HasRoomForChildren(int count) => Children.Count - EndedChildren.Count + count <= Children.Capacity;

    /// <summary>A child left. A firm one that answers an invitation ends the conditional one that was invited.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Its slot; −1 when it does not belong to this state.</returns>
    public int Send(in ChildOrder order)
    {
        MakeRoom(EndedChildren, Children);
        if (!Parents.TryFind(order.ParentId.Value, out int parentSlot) || (uint)order.InstrumentId.Value >= (uint)_universe.Instruments.Length
            || Children.TryAdd(order.Id.Value, out int slot) != RejectReason.None)
        {
            return -1;
        }

        ref ParentOrderRecord parent = ref Parents[parentSlot];
        Children[slot] = new ChildOrderRecord(order, TickRule.Of(_universe[order.InstrumentId]).TickAt(order.LimitPrice));
        ParentOrderMachine.TrySendChild(ref parent, order);
        ChildList.Link(ref parent, Children, slot);
        BeginDecision(ref parent, order.DecisionIndex);
        LastChildId = Math.Max(LastChildId, order.Id.Value);
        Risk.OnChildSent(order);
        Venues.OnChildSent(order);
        if (order.FirmUpOf.Value != 0)
        {
            EndInvited(ref parent, order);
        }

        return slot;
    }

    /// <summary>A cancel left.</summary>
    /// <param name="request">The cancel.</param>
    public void Cancel(in CancelRequest request)
    {
        if (Children.TryFind(request.ChildId.Value, out int slot))
        {
            ChildOrderMachine.RequestCancel(ref Children[slot], request.SendTimeNs);
        }
    }

    /// <summary>A child fell into doubt.</summary>
    /// <param name="doubt">Which.</param>
    public void Doubt(in ChildDoubt doubt)
    {
        if (Children.TryFind(doubt.ChildId.Value, out int slot) && ChildOrderMachine.LoseLink(ref Children[slot]))
        {
            LastHealthChange = Health.OnDoubt(Children[slot].Order.VenueId, doubt.TimeNs);
        }
    }

    /// <summary>A venue spoke.</summary>
    /// <param name="report">The report, parent and quote filled in.</param>
    /// <returns>What changed.</returns>
    internal ReportEffect Report(in ExecutionReport report)
    {
        Links.Note(report.VenueId, report.LinkSequence);
        if (!TryFindChild(report, out int slot))
        {
            LastHealthChange = VenueHealthChange.None;
            return new ReportEffect(-1, -1, default, default, false);
        }

        ref ChildOrderRecord child = ref Children[slot];
        ChildTransition transition = ChildOrderMachine.Apply(ref child, report);
        _transitions.Add(transition);
        Risk.OnChildChanged(child.Order, transition, report);
        LastHealthChange = VenueHealthChange.None;
        if (transition.Kind != TransitionKind.Duplicate && report.RejectReason != RejectReason.StorageLost)
        {
            // An order that we could not journal says nothing of its venue.
            Venues.OnReport(child.Order, report);
            LastHealthChange = Health.OnReport(report);
        }

        bool isMarkLost = transition.FilledQuantity > 0 && !TryMark(child.Order, report, transition.FilledQuantity);
        int parentSlot = ReportToParent(slot, transition, report, out ParentTransition parent);
        if (transition.Ended)
        {
            EndedChildren.Enqueue(child.Order.Id.Value);
            Policies.OnChildEnded(child.Order, child.CumulativeQuantity, child.State == ChildOrderState.Rejected);
        }

        return new ReportEffect(slot, parentSlot, transition, parent, isMarkLost);
    }

    /// <summary>A mark-out was taken.</summary>
    /// <param name="mark">The mark.</param>
    public void Mark(in MarkOut mark)
    {
        Marks.RemoveFirst(mark);
        if (mark.Midpoint.Nanos > 0)
        {
            Venues.OnMarkOut(mark);
        }
    }

    /// <summary>Finds the child that a report is about: the id and the venue must be its.</summary>
    internal bool TryFindChild(in ExecutionReport report, out int slot) =>
        Children.TryFind(report.ChildId.Value, out slot) && Children[slot].Order.VenueId == report.VenueId;

    private int ReportToParent(int childSlot, in ChildTransition transition, in ExecutionReport report, out ParentTransition result)
    {
        result = default;
        ref ChildOrderRecord child = ref Children[childSlot];
        if (!Parents.TryFind(child.Order.ParentId.Value, out int slot))
        {
            return -1;
        }

        ref ParentOrderRecord parent = ref Parents[slot];
        result = ParentOrderMachine.Apply(ref parent, transition);
        parent.FruitlessCount = transition.FilledQuantity > 0 ? 0 : parent.FruitlessCount;
        if (transition.Ended)
        {
            ChildList.Unlink(ref parent, Children, childSlot);
            Learn(ref parent, child, report);
        }

        return slot;
    }

    // What the parent's next decision shall know: the row was refused, or showed more than it gave.
    private static void Learn(ref ParentOrderRecord parent, in ChildOrderRecord child, in ExecutionReport report)
    {
        ref readonly ChildOrder order = ref child.Order;
        if (child.State == ChildOrderState.Rejected && report.RejectReason != RejectReason.StorageLost)
        {
            parent.Tries.AddReject(order.VenueId, order.Action);
        }
        else if (order.Action == RouteAction.Take && child.CumulativeQuantity < order.Quantity)
        {
            parent.Tries.AddFade(order.VenueId, order.Action);
        }
    }

    private void EndInvited(ref ParentOrderRecord parent, in ChildOrder firm)
    {
        if (Children.TryFind(firm.FirmUpOf.Value, out int slot) && ChildOrderMachine.TryFirmUp(ref Children[slot], firm, out ChildTransition transition))
        {
            ParentOrderMachine.Apply(ref parent, transition);
            ChildList.Unlink(ref parent, Children, slot);
            EndedChildren.Enqueue(firm.FirmUpOf.Value);
        }
    }

    private bool TryMark(in ChildOrder child, in ExecutionReport report, long filledQuantity) => Marks.TryAdd(new MarkOut
    {
        ChildId = child.Id,
        ParentId = child.ParentId,
        VenueId = child.VenueId,
        InstrumentId = child.InstrumentId,
        Side = child.Side,
        HorizonNs = _markOutHorizonNs,
        FillPrice = report.LastPrice,
        FillQuantity = filledQuantity,
        TimeNs = NowNs + _markOutHorizonNs,
    });
}
