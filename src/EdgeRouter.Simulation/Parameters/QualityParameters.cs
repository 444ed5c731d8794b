namespace EdgeRouter.Simulation.Parameters;

/// <summary>What a venue is from an instant on; factors and values that are absent stay as they were.</summary>
public sealed record QualityParameters
{
    /// <summary>Factor on the makers' sizes of the venue's own parameters. 0.01 to 100.</summary>
    public double? SizeFactor { get; init; }

    /// <summary>See the venue's. 0 to 1.</summary>
    public double? AtTouchProbability { get; init; }

    /// <summary>See the venue's. 0 to 1.</summary>
    public double? FadeProbability { get; init; }

    /// <summary>See the hidden parameters'. 0 to 1.</summary>
    public double? ToxicProbability { get; init; }

    /// <summary>Probability that a natural spell of hidden liquidity takes place. 0 to 1.</summary>
    public double? NaturalProbability { get; init; }

    /// <summary>Factor on the time from the router to the venue. 0.1 to 1,000.</summary>
    public double? LatencyFactor { get; init; }

    /// <summary>Fee from then on, unannounced. ±10,000,000.</summary>
    public long? TakerFeeNanos { get; init; }

    /// <summary>Fee from then on, unannounced. ±10,000,000.</summary>
    public long? MakerFeeNanos { get; init; }
}
