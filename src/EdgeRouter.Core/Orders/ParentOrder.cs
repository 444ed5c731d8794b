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

    /// <summary>Market, limit, midpoint peg or primary peg; a market peg is refused. A peg without a limit has <see cref="LimitPrice"/> 0.</summary>
    public OrderType Type { get; init; }

    /// <summary>Day, immediate-or-cancel (the waterfall runs once and never waits for a quote) or good-till-date. Others are refused as unsupported.</summary>
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

    /// <summary>Worst price; ignored for market orders; 0 = a peg without a limit.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>When the router got it.</summary>
    public long ArrivalTimeNs { get; init; }

    /// <summary>How long it may take; 0 = until the waterfall ends.</summary>
    public long HorizonNs { get; init; }

    /// <summary>Smallest acceptable child fill, shares; 0 = any. What is left of the order may be less.</summary>
    public long MinimumQuantity { get; init; }

    /// <summary>Self-trade prevention key; 0 = none.</summary>
    public long BeneficialOwner { get; init; }

    /// <summary>Bit v set: venue v must not be used.</summary>
    public ulong ExcludedVenues { get; init; }

    /// <summary>When a good-till-date order ends, ns since the Unix epoch; 0 = it has no date of its own.</summary>
    public long ExpireTimeNs { get; init; }

    /// <summary>How far a peg stands behind its reference, away from the other side, nanos of currency; 0 or more.</summary>
    public long PegOffsetNanos { get; init; }

    /// <summary>Where and how the order may be worked.</summary>
    public RoutingInstructions Instructions { get; init; }

    /// <summary>Policy that decides, see the policy ids; 0 = the configured one.</summary>
    public byte PolicyId { get; init; }

    /// <summary>Whose credit it uses; 0 = the house.</summary>
    public int ClientId { get; init; }

    /// <summary>Whether a sale is short; None for buys and long sales.</summary>
    public ShortSale ShortSale { get; init; }

    /// <summary>Whether the shares of a short sale were located.</summary>
    public bool HasLocate { get; init; }

    /// <summary>National best bid on arrival, filled in by the router; zero where there is none.</summary>
    public Price ArrivalBid { get; init; }

    /// <summary>National best offer on arrival, filled in by the router; zero where there is none.</summary>
    public Price ArrivalAsk { get; init; }
}
