namespace EdgeRouter.Simulation.Parameters;

/// <summary>A surge of activity that starts at once and decays: after an open, or after news. A factor f at time t after the start is 1 + (f − 1)·exp(−t ÷ decay).</summary>
public sealed record SurgeParameters
{
    /// <summary>Factor on the price's volatility at the start. 0.1 to 20.</summary>
    public double VolatilityFactor { get; init; } = 1.0;

    /// <summary>Factor on the arrivals of takers at the start. 0.1 to 20.</summary>
    public double RateFactor { get; init; } = 1.0;

    /// <summary>Half-spread that makers add at the start, ticks. 0 to 100.</summary>
    public double SpreadTicks { get; init; }

    /// <summary>Time constant of the decay, s. 0.1 to 36,000.</summary>
    public double DecaySeconds { get; init; } = 60.0;
}
