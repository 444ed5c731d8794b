using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>What the records say of a parent order.</summary>
internal sealed class ParentAccount(ParentOrder order)
{
    /// <summary>As it came, or as it was last changed.</summary>
    public ParentOrder Order { get; set; } = order;

    public List<ChildAccount> Children { get; } = [];

    public int EndCount { get; set; }

    /// <summary>The least that a new child must ask for: the parent's minimum, or what is left where that is certainly less.</summary>
    public long MinimumOf(ChildOrder child)
    {
        long left = Order.Quantity - Children.Sum(c => c.Order.Id == child.FirmUpOf ? 0 : c.Taken);
        return child.IsConditional ? 0 : Math.Max(0, Math.Min(Order.MinimumQuantity, left));
    }

    public bool IsUnclear => Children.Any(c => c.IsUnclear);

    public long Executed => Children.Sum(c => c.Executed);
}
