namespace EdgeRouter.Simulation.Parameters;

/// <summary>Other routers that do what we do at the same moment: they send to the displayed venues while our orders are on their way.</summary>
public sealed record CrowdParameters
{
    /// <summary>Probability that the crowd moves with an order of ours. 0 to 1.</summary>
    public double Probability { get; init; } = 0.5;

    /// <summary>Mean size that it takes at a venue (times the instrument's scale), round lots. Above 0, at most 10,000.</summary>
    public double LotsMean { get; init; } = 4.0;

    /// <summary>Shortest time from our sending to its executions, ns. 1,000 to 1 s.</summary>
    public long MinNs { get; init; } = 60_000;

    /// <summary>Longest, ns. At least the shortest, at most 1 s.</summary>
    public long MaxNs { get; init; } = 260_000;
}
