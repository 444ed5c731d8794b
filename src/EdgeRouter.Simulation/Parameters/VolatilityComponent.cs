namespace EdgeRouter.Simulation.Parameters;

/// <summary>One time scale of clustering: the logarithm of volatility has a part that reverts to zero in this time.</summary>
public sealed record VolatilityComponent
{
    /// <summary>Time constant of the part's autocorrelation, s. 1 to 100,000.</summary>
    public required double DecaySeconds { get; init; }

    /// <summary>Standard deviation of the part. 0 to 2.</summary>
    public required double LogSigma { get; init; }
}
