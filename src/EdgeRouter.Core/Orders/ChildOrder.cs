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

    /// <summary>When it leaves: engine time of the decision, later where children of a step are to arrive together. The gateway holds it until then.</summary>
    public long SendTimeNs { get; init; }

    /// <summary>How long the router waits before it cancels; 0 = the venue ends it itself.</summary>
    public long TimeoutNs { get; init; }

    /// <summary>Self-trade prevention key; 0 = none.</summary>
    public long BeneficialOwner { get; init; }

    /// <summary>Smallest fill that it accepts, shares; 0 = any.</summary>
    public long MinimumQuantity { get; init; }

    /// <summary>An intermarket sweep order: the router takes every better protected quote at the same time, so the venue need not look elsewhere.</summary>
    public bool IsIntermarketSweep { get; init; }

    /// <summary>Not firm: the venue may ask to firm it up, and until then it reserves nothing of its parent.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The conditional order that this firm order answers for; 0 = none.</summary>
    public ChildOrderId FirmUpOf { get; init; }

    /// <summary>Whose credit it uses; 0 = the house.</summary>
    public int ClientId { get; init; }

    /// <summary>Whether a sale is short.</summary>
    public ShortSale ShortSale { get; init; }

    /// <summary>Whether the shares of a short sale were located.</summary>
    public bool HasLocate { get; init; }

    /// <summary>National best bid when it was decided; zero where there was none.</summary>
    public Price Bid { get; init; }

    /// <summary>National best offer when it was decided; zero where there was none.</summary>
    public Price Ask { get; init; }
}
