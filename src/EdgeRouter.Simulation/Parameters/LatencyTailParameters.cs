namespace EdgeRouter.Simulation.Parameters;

/// <summary>A lognormal delay on top of a base, cut off at a cap, and rare spikes on top of that.</summary>
public sealed record LatencyTailParameters
{
    /// <summary>Mean of the delay before the cap, ns. 1,000 to 1 s.</summary>
    public long MeanNs { get; init; } = 20_000;

    /// <summary>Standard deviation of the logarithm of the delay. 0 to 3.</summary>
    public double Sigma { get; init; } = 1.0;

    /// <summary>Most that the delay is, ns. At least the mean, at most 10 s.</summary>
    public long CapNs { get; init; } = 2_000_000;

    /// <summary>Probability of a spike. 0 to 1.</summary>
    public double SpikeProbability { get; init; }

    /// <summary>What a spike adds, ns. 0 to 10 s.</summary>
    public long SpikeNs { get; init; }
}
