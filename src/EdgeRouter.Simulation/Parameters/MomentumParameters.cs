namespace EdgeRouter.Simulation.Parameters;

/// <summary>Traders who follow past returns.</summary>
public sealed record MomentumParameters
{
    /// <summary>Window of the return that they look at, s. 0.1 to 3,600.</summary>
    public double WindowSeconds { get; init; } = 20.0;

    /// <summary>Smallest return that they act on, basis points. 0.01 to 1,000.</summary>
    public double ThresholdBps { get; init; } = 3.0;

    /// <summary>Takers a second while the return stays above it. 0 to 100.</summary>
    public double TakersPerSecond { get; init; } = 0.5;

    /// <summary>Median size of each, round lots. Above 0, at most 10,000.</summary>
    public double LotsMedian { get; init; } = 1.0;
}
