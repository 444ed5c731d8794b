namespace EdgeRouter.Features.Venues;

/// <summary>What our own orders say of a venue, for one instrument, action and size. NaN = nothing is known.</summary>
public readonly record struct VenueEstimate
{
    /// <summary>Mean filled part of accepted orders.</summary>
    public double FillRate { get; init; }

    /// <summary>Share of accepted orders that filled in part.</summary>
    public double PartialRate { get; init; }

    /// <summary>Mean time to the first fill, ms.</summary>
    public double TimeToFillMs { get; init; }

    /// <summary>Share of orders refused.</summary>
    public double RejectRate { get; init; }

    /// <summary>Mark-out cost of fills, bps.</summary>
    public double AdverseBps { get; init; }

    /// <summary>Side-signed midpoint move during orders without a fill, bps.</summary>
    public double LeakageBps { get; init; }

    /// <summary>Side-signed midpoint move during orders with a fill, bps, short memory.</summary>
    public double ImpactBps { get; init; }
}
