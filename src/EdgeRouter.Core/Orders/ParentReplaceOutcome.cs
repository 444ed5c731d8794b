using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>What became of a <see cref="ParentReplace"/>.</summary>
public readonly record struct ParentReplaceOutcome
{
    /// <summary>Which order.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>The sender's number of the request.</summary>
    public long ReplaceId { get; init; }

    /// <summary>None when the change was made.</summary>
    public RejectReason RejectReason { get; init; }

    /// <summary>The order's quantity now; never below what was executed or cannot be called back.</summary>
    public long Quantity { get; init; }

    /// <summary>The order's limit now.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>Engine time.</summary>
    public long TimeNs { get; init; }
}
