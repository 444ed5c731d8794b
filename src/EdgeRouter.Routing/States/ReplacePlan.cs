using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.States;

/// <summary>What a change of a parent order asks of its open children. Made from parent and children alone: the same before and after a recovery.</summary>
/// <remarks>Use it over <see cref="ParentOrderRecord.FirstOpenChild"/> in the list's order, newest first, once a child. A mutable struct.</remarks>
public struct ReplacePlan
{
    private readonly Price _limit;
    private readonly bool _isBuy;
    private long _excessQuantity;

    /// <summary>Looks at what is open.</summary>
    /// <param name="parent">A parent whose change waits.</param>
    /// <param name="children">The table of children.</param>
    public ReplacePlan(in ParentOrderRecord parent, OrderTable<ChildOrderRecord> children)
    {
        _limit = parent.Order.Type == OrderType.Market ? default : parent.PendingReplace.LimitPrice;
        _isBuy = parent.Order.Side == Side.Buy;
        long callable = 0;
        long leaving = 0;
        for (int slot = parent.FirstOpenChild; slot >= 0; slot = children[slot].NextSibling)
        {
            ref ChildOrderRecord child = ref children[slot];
            bool isOutside = IsOutside(child);
            MustWait |= isOutside;
            if (child.State != ChildOrderState.InDoubt)
            {
                callable += child.ReservedQuantity;
                leaving += isOutside || child.State == ChildOrderState.PendingCancel ? child.ReservedQuantity : 0;
            }
        }

        long committed = parent.FilledQuantity + parent.ReservedQuantity;
        Quantity = Math.Max(parent.PendingReplace.Quantity, committed - callable);
        MustWait |= committed > Quantity;
        _excessQuantity = Math.Max(0, committed - leaving - Quantity);
    }

    /// <summary>The quantity that the order will have: what is wanted, or what is executed and cannot be called back if that is more.</summary>
    public long Quantity { get; }

    /// <summary>Whether something in flight stands against the change.</summary>
    public bool MustWait { get; }

    /// <summary>Whether a child must be called back for the change: it stands beyond the new limit, or is among the newest that exceed the new quantity.
    /// A child that is being cancelled, or is in doubt, is not asked again.</summary>
    /// <param name="child">An open child of the parent.</param>
    public bool MustCancel(in ChildOrderRecord child)
    {
        if (child.IsTerminal || child.State is ChildOrderState.PendingCancel or ChildOrderState.InDoubt)
        {
            return false;
        }

        if (IsOutside(child))
        {
            return true;
        }

        bool isExcess = _excessQuantity > 0 && child.ReservedQuantity > 0;
        _excessQuantity -= isExcess ? child.ReservedQuantity : 0;
        return isExcess;
    }

    // A child without a limit stands beyond any.
    private readonly bool IsOutside(in ChildOrderRecord child)
    {
        Price at = child.Order.LimitPrice;
        return _limit.Nanos > 0 && (at.Nanos <= 0 || (_isBuy ? at > _limit : at < _limit));
    }
}
