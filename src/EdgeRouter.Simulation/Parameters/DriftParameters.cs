namespace EdgeRouter.Simulation.Parameters;

/// <summary>A slow drift in legs: each leg draws its direction and its speed.</summary>
public sealed record DriftParameters
{
    /// <summary>Mean length of a leg, s. 1 to 36,000.</summary>
    public double LegSecondsMean { get; init; } = 180.0;

    /// <summary>Mean speed of a leg, basis points a minute; a leg's own is uniform from half to one and a half of it. 0 to 1,000.</summary>
    public double BpsPerMinute { get; init; } = 3.0;

    /// <summary>Probability that a leg goes up. 0 to 1.</summary>
    public double UpProbability { get; init; } = 0.5;
}
