namespace EdgeRouter.Simulation.Parameters;

/// <summary>Traders who know where the price goes within a horizon: they take what is stale, and rest in the dark venues that let them.</summary>
public sealed record InformedParameters
{
    /// <summary>How far they see, s. 0.01 to 600.</summary>
    public double HorizonSeconds { get; init; } = 2.0;

    /// <summary>Smallest move that they act on, basis points. 0.01 to 1,000.</summary>
    public double MinBps { get; init; } = 1.5;

    /// <summary>Probability that somebody knows of a move. 0 to 1.</summary>
    public double KnownProbability { get; init; } = 0.5;

    /// <summary>How much they know: they have the direction right with probability (1 + this) ÷ 2. 0 to 1.</summary>
    public double Strength { get; init; } = 0.7;

    /// <summary>Mean number of takers that a known move sends, spread over the first half of the horizon. 0 to 100.</summary>
    public double TakersMean { get; init; } = 3.0;

    /// <summary>Median size of each, round lots. Above 0, at most 10,000.</summary>
    public double LotsMedian { get; init; } = 2.0;
}
