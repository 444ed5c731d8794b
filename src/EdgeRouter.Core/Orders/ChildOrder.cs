using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>What the router sends to one venue.</summary>
public readonly record struct ChildOrder
{
    /// <summary>Unique in the journal.</summary>
    public ChildOrderId Id { get; init; }

    /// <summary>Whose child.</summary>
    public ParentOrderId ParentId { get; init; }

    /// <summary>Which decision of the parent made it, 0-based.</summary>
    public int DecisionIndex { get; init; }

    /// <summary>Which step of that decision's waterfall, 0-based.</summary>
    public byte StepIndex { get; init; }

    /// <summary>What to trade.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Where.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Limit or midpoint peg.</summary>
    public OrderType Type { get; init; }

    /// <summary>How long it stands.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>What it does.</summary>
    public RouteAction Action { get; init; }

    /// <summary>Shares.</summary>
    public long Quantity { get; init; }

    /// <summary>Worst price.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>Engine time when it left.</summary>
    public long SendTimeNs { get; init; }

    /// <summary>How long the router waits before it cancels; 0 = the venue ends it itself.</summary>
    public long TimeoutNs { get; init; }

    /// <summary>Self-trade prevention key; 0 = none.</summary>
    public long BeneficialOwner { get; init; }
}
