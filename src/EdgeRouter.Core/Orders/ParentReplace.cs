using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>The sender wants a parent order changed. Every field is the whole new value.</summary>
public readonly record struct ParentReplace
{
    /// <summary>Which order.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>The sender's number of the request, for the answer.</summary>
    public long ReplaceId { get; init; }

    /// <summary>New whole quantity, shares, executed ones included; above zero.</summary>
    public long Quantity { get; init; }

    /// <summary>New worst price; ignored for market orders.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>New smallest acceptable child fill, shares; 0 = any.</summary>
    public long MinimumQuantity { get; init; }

    /// <summary>New expiry of a good-till-date order, ns since the Unix epoch.</summary>
    public long ExpireTimeNs { get; init; }

    /// <summary>New urgency: 0 = patient, 100 = now.</summary>
    public byte UrgencyPercent { get; init; }

    /// <summary>When the router got it.</summary>
    public long TimeNs { get; init; }
}
