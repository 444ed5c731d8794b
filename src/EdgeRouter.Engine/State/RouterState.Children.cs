using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Records of child orders.</content>
public sealed partial class RouterState
{
    /// <summary>Whether a child can be kept.</summary>
    internal bool HasRoomForChild => Children.Count < Children.Capacity || EndedChildren.Count > 0;

    /// <summary>A child left.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Its slot; −1 when it does not belong to this state.</returns>
    public int Send(in ChildOrder order)
    {
        MakeRoom(EndedChildren, Children);
        if (!Parents.TryFind(order.ParentId.Value, out int parentSlot) || Children.TryAdd(order.Id.Value, out int slot) != RejectReason.None)
        {
            return -1;
        }

        ref ParentOrderRecord parent = ref Parents[parentSlot];
        Children[slot] = new ChildOrderRecord(order);
        ParentOrderMachine.TrySendChild(ref parent, order);
        parent.DecisionCount = Math.Max(parent.DecisionCount, order.DecisionIndex + 1);
        LastChildId = Math.Max(LastChildId, order.Id.Value);
        Risk.OnChildSent(order);
        Venues.OnChildSent(order);
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
            Health.OnDoubt(Children[slot].Order.VenueId, doubt.TimeNs);
        }
    }

    /// <summary>A venue spoke.</summary>
    /// <param name="report">The report, parent and quote filled in.</param>
    /// <returns>What changed.</returns>
    internal ReportEffect Report(in ExecutionReport report)
    {
        if (!TryFindChild(report, out int slot))
        {
            return new ReportEffect(-1, -1, default, default, false);
        }

        ref ChildOrderRecord child = ref Children[slot];
        ChildTransition transition = ChildOrderMachine.Apply(ref child, report);
        _transitions.Add(transition);
        Risk.OnChildChanged(child.Order, transition, report);
        if (transition.Kind != TransitionKind.Duplicate)
        {
            Venues.OnReport(child.Order, report);
            Health.OnReport(report);
        }

        bool isMarkLost = transition.FilledQuantity > 0 && !TryMark(child.Order, report, transition.FilledQuantity);
        if (transition.Ended)
        {
            EndedChildren.Enqueue(child.Order.Id.Value);
            Policies.OnChildEnded(child.Order, child.CumulativeQuantity, child.State == ChildOrderState.Rejected);
        }

        return new ReportEffect(slot, ReportToParent(child.Order, transition, report, out ParentTransition parent), transition, parent, isMarkLost);
    }

    /// <summary>A mark-out was taken.</summary>
    /// <param name="mark">The mark.</param>
    public void Mark(in MarkOut mark)
    {
        Marks.RemoveFirst();
        if (mark.Midpoint.Nanos > 0)
        {
            Venues.OnMarkOut(mark);
        }
    }

    /// <summary>Finds the child that a report is about: the id and the venue must be its.</summary>
    internal bool TryFindChild(in ExecutionReport report, out int slot) =>
        Children.TryFind(report.ChildId.Value, out slot) && Children[slot].Order.VenueId == report.VenueId;

    private int ReportToParent(in ChildOrder child, in ChildTransition transition, in ExecutionReport report, out ParentTransition result)
    {
        result = default;
        if (!Parents.TryFind(child.ParentId.Value, out int slot))
        {
            return -1;
        }

        ref ParentOrderRecord parent = ref Parents[slot];
        result = ParentOrderMachine.Apply(ref parent, child, transition, report);
        parent.FruitlessCount = transition.FilledQuantity > 0 ? 0 : parent.FruitlessCount;
        return slot;
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
