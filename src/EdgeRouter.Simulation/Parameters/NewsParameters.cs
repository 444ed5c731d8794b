namespace EdgeRouter.Simulation.Parameters;

/// <summary>News: the price jumps within milliseconds, then volatility and arrivals stay raised for a while.</summary>
public sealed record NewsParameters
{
    /// <summary>Mean time between news of an instrument, s; 0 = only what the schedule names. 0 or 10 to 360,000.</summary>
    public double SecondsMean { get; init; }

    /// <summary>Smallest jump, basis points. 0.1 to 2,000.</summary>
    public double MinBps { get; init; } = 8.0;

    /// <summary>Largest jump, basis points. At least the smallest, at most 2,000.</summary>
    public double MaxBps { get; init; } = 30.0;

    /// <summary>Time in which the price goes there, ns. 1,000 to 1 s.</summary>
    public long JumpNs { get; init; } = 4_000_000;

    /// <summary>What follows.</summary>
    public SurgeParameters After { get; init; } = new() { VolatilityFactor = 3.0, RateFactor = 4.0, SpreadTicks = 1.0, DecaySeconds = 45.0 };
}
