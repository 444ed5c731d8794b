using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>What the order-management system asks for.</summary>
public readonly record struct ParentOrder
{
    /// <summary>Unique for ever.</summary>
    public ParentOrderId Id { get; init; }

    /// <summary>What to trade.</summary>
    public InstrumentId InstrumentId { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Market or limit; others are refused.</summary>
    public OrderType Type { get; init; }

    /// <summary>Day, or immediate-or-cancel: the waterfall runs once and never waits for a quote. Others are refused as unsupported.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>What children may do.</summary>
    public RouteActions PermittedActions { get; init; }

    /// <summary>0 = patient, 100 = now.</summary>
    public byte UrgencyPercent { get; init; }

    /// <summary>Index of the desk's objective profile; 0 = default.</summary>
    public byte ObjectiveProfile { get; init; }

    /// <summary>The client opted out of exploration.</summary>
    public bool NoExploration { get; init; }

    /// <summary>Shares; above zero.</summary>
    public long Quantity { get; init; }

    /// <summary>Worst price; ignored for market orders.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>When the router got it.</summary>
    public long ArrivalTimeNs { get; init; }

    /// <summary>How long it may take; 0 = until the waterfall ends.</summary>
    public long HorizonNs { get; init; }

    /// <summary>Smallest acceptable child fill; 0 = any. Above 0 is refused as unsupported.</summary>
    public long MinimumQuantity { get; init; }

    /// <summary>Self-trade prevention key; 0 = none.</summary>
    public long BeneficialOwner { get; init; }

    /// <summary>Bit v set: venue v must not be used.</summary>
    public ulong ExcludedVenues { get; init; }
}
