using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>A child order fell into doubt: its venue did not answer, or the link to it was lost. Its quantity stays reserved until the venue speaks.</summary>
public readonly record struct ChildDoubt
{
    /// <summary>Which.</summary>
    public ChildOrderId ChildId { get; init; }

    /// <summary>Engine time.</summary>
    public long TimeNs { get; init; }
}
