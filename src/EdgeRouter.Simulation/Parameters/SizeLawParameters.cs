namespace EdgeRouter.Simulation.Parameters;

/// <summary>Sizes of takers: lognormal, with a Pareto tail, round numbers of lots and odd lots.</summary>
public sealed record SizeLawParameters
{
    /// <summary>Standard deviation of the logarithm of the lognormal part; its median is the instrument's takerLotsMedian. 0 to 3.</summary>
    public double Sigma { get; init; } = 0.9;

    /// <summary>Probability of a size from the tail. 0 to 1.</summary>
    public double TailProbability { get; init; }

    /// <summary>Where the tail begins, round lots. 0.1 to 100,000.</summary>
    public double TailLotsMin { get; init; } = 10.0;

    /// <summary>Exponent of the tail: P(size above x) falls as x to the minus this. 0.5 to 10.</summary>
    public double TailExponent { get; init; } = 1.5;

    /// <summary>Probability that a size of two lots or more goes to the next lower of 1, 2, 3, 5, 10, 20, 30, 50, … lots. 0 to 1.</summary>
    public double RoundNumberShare { get; init; }

    /// <summary>Probability of an odd lot instead: 1 share to a round lot less one, uniform. 0 to 1.</summary>
    public double OddLotShare { get; init; }

    /// <summary>Largest, round lots. 1 to 100,000.</summary>
    public int LotsMax { get; init; } = 1_000;
}
