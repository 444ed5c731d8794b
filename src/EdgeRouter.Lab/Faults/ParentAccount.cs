using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>What the records say of a parent order.</summary>
internal sealed class ParentAccount(ParentOrder order)
{
    /// <summary>As it came, or as it was last changed.</summary>
    public ParentOrder Order { get; set; } = order;

    public List<ChildAccount> Children { get; } = [];

    public int EndCount { get; set; }

    public bool IsUnclear => Children.Any(c => c.IsUnclear);

    public long Executed => Children.Sum(c => c.Executed);
}
