namespace EdgeRouter.Routing.Rows;

/// <summary>What our own orders say of a row: live statistics of the venue, action, instrument and size. NaN = nothing is known.</summary>
public readonly record struct RowStatistics
{
    /// <summary>Mean filled part of accepted orders, 0 to 1.</summary>
    public double FillRate { get; init; }

    /// <summary>Share of orders refused, 0 to 1.</summary>
    public double RejectRate { get; init; }

    /// <summary>Mean time to the first fill, ns.</summary>
    public double TimeToFillNs { get; init; }

    /// <summary>Side-signed move of the midpoint during orders that did not fill, bps: what looking there gives away.</summary>
    public double LeakageBps { get; init; }

    /// <summary>Mark-out cost of fills, bps.</summary>
    public double AdverseBps { get; init; }
}
