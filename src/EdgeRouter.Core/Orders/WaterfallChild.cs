using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>One planned child order of a waterfall.</summary>
public readonly record struct WaterfallChild
{
    /// <summary>Step, 0-based; equal steps leave together.</summary>
    public byte StepIndex { get; init; }

    /// <summary>Where.</summary>
    public VenueId VenueId { get; init; }

    /// <summary>What it does.</summary>
    public RouteAction Action { get; init; }

    /// <summary>Limit or midpoint peg.</summary>
    public OrderType Type { get; init; }

    /// <summary>How long it stands.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Shares.</summary>
    public long Quantity { get; init; }

    /// <summary>Worst price.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>How long the step waits for it.</summary>
    public long TimeoutNs { get; init; }

    /// <summary>Smallest fill that it accepts, shares; 0 = any.</summary>
    public long MinimumQuantity { get; init; }

    /// <summary>How long after the decision it leaves, ns, so that the children of a step arrive together; 0 = at once.</summary>
    public long DelayNs { get; init; }

    /// <summary>Whether it is an intermarket sweep order.</summary>
    public bool IsIntermarketSweep { get; init; }
}
