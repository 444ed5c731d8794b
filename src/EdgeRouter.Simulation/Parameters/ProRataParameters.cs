namespace EdgeRouter.Simulation.Parameters;

/// <summary>How a displayed venue shares an incoming order out at one price. <c>src/docs/VENUES.md</c> gives the rounding.</summary>
public sealed record ProRataParameters
{
    /// <summary>What the first order of the queue gets ahead of the shares by size, basis points of the incoming quantity. 0 to 10,000.</summary>
    public int FirstShareBps { get; init; }

    /// <summary>A share by size below this many shares is none: it goes to the remainder, which is given out in order of time. 1 to 1,000,000.</summary>
    public long MinimumAllocationShares { get; init; } = 1;
}
