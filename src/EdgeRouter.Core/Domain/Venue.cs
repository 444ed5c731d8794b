namespace EdgeRouter.Core.Domain;

/// <summary>A venue as the router is configured to see it. Fees are per share; a negative fee is a rebate.</summary>
public sealed record Venue
{
    /// <summary>Dense index; equals the venue's position in <see cref="Universe.Venues"/>.</summary>
    public required VenueId Id { get; init; }

    /// <summary>Short name, unique in the universe.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of market.</summary>
    public required VenueKind Kind { get; init; }

    /// <summary>Fee for removing liquidity, nanos of currency per share.</summary>
    public long TakerFeeNanos { get; init; }

    /// <summary>Fee for adding liquidity, nanos of currency per share.</summary>
    public long MakerFeeNanos { get; init; }

    /// <summary>Fee for a midpoint execution, nanos of currency per share.</summary>
    public long MidpointFeeNanos { get; init; }

    /// <summary>Expected one-way time from the router to the venue's matching engine, ns. The static configuration's guess; measured latency is a feature.</summary>
    public long LatencyNs { get; init; }

    /// <summary>Position in the static waterfall: lower goes first; equal ranks go together.</summary>
    public int StaticRank { get; init; }

    /// <summary>Whether the venue's displayed quote counts for the national best bid and offer.</summary>
    public bool IsProtected { get; init; } = true;

    /// <summary>What it can be asked for beside a plain limit order.</summary>
    public VenueCapabilities Capabilities { get; init; } = VenueCapabilities.All;

    /// <summary>Whether the venue publishes a displayed book.</summary>
    public bool IsDisplayed => Kind is VenueKind.Lit or VenueKind.Inverted;
}
