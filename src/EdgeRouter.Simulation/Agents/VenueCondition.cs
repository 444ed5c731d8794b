using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>What a venue is this instant: its parameters, as the schedule has changed them.</summary>
/// <param name="parameters">The venue's own.</param>
internal sealed class VenueCondition(VenueParameters parameters)
{
    /// <summary>Factor on the makers' sizes.</summary>
    public double SizeFactor { get; private set; } = 1.0;

    /// <summary>See <see cref="VenueParameters.AtTouchProbability"/>.</summary>
    public double AtTouchProbability { get; private set; } = parameters.AtTouchProbability;

    /// <summary>See <see cref="VenueParameters.FadeProbability"/>.</summary>
    public double FadeProbability { get; private set; } = parameters.FadeProbability;

    /// <summary>Factor on the way there.</summary>
    public double LatencyFactor { get; private set; } = 1.0;

    /// <summary>Fee for removing liquidity that differs from the announced one, nanos a share; null = as announced.</summary>
    public long? TakerFeeNanos { get; private set; }

    /// <summary>Fee for adding liquidity that differs from the announced one, nanos a share; null = as announced.</summary>
    public long? MakerFeeNanos { get; private set; }

    /// <summary>Changes what is given, and leaves the rest.</summary>
    public void Apply(QualityParameters quality)
    {
        SizeFactor = quality.SizeFactor ?? SizeFactor;
        AtTouchProbability = quality.AtTouchProbability ?? AtTouchProbability;
        FadeProbability = quality.FadeProbability ?? FadeProbability;
        LatencyFactor = quality.LatencyFactor ?? LatencyFactor;
        TakerFeeNanos = quality.TakerFeeNanos ?? TakerFeeNanos;
        MakerFeeNanos = quality.MakerFeeNanos ?? MakerFeeNanos;
    }

    /// <summary>Back to the venue's own parameters.</summary>
    public void Reset()
    {
        SizeFactor = 1.0;
        AtTouchProbability = parameters.AtTouchProbability;
        FadeProbability = parameters.FadeProbability;
        LatencyFactor = 1.0;
        TakerFeeNanos = null;
        MakerFeeNanos = null;
    }
}
