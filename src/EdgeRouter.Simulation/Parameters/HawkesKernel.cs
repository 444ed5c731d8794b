namespace EdgeRouter.Simulation.Parameters;

/// <summary>One exponential of a self-exciting arrival process: each taker brings on others.</summary>
public sealed record HawkesKernel
{
    /// <summary>Mean number of takers that a taker brings on directly through this kernel. 0 to 0.95; all kernels together at most 0.95.</summary>
    public required double BranchingRatio { get; init; }

    /// <summary>Mean time until they come, s. 0.0001 to 10,000.</summary>
    public required double DecaySeconds { get; init; }
}
