namespace EdgeRouter.Simulation.Parameters;

/// <summary>Institutions that work large orders over minutes: takers of one sign at a steady rate, so that signs have long memory, and natural interest in the dark meanwhile.</summary>
public sealed record MetaorderParameters
{
    /// <summary>Mean time between new metaorders of an instrument, s. 1 to 360,000.</summary>
    public double SecondsMean { get; init; } = 120.0;

    /// <summary>Smallest, child orders. 1 to 10,000.</summary>
    public double ChildrenMin { get; init; } = 5.0;

    /// <summary>Exponent of the Pareto law of sizes. 0.5 to 10.</summary>
    public double TailExponent { get; init; } = 1.5;

    /// <summary>Largest, child orders. At least the smallest, at most 100,000.</summary>
    public double ChildrenMax { get; init; } = 500.0;

    /// <summary>Mean time between the child orders of one metaorder, s: its participation. 0.01 to 3,600.</summary>
    public double SecondsBetweenChildren { get; init; } = 2.0;

    /// <summary>Median size of a child, round lots. Above 0, at most 10,000.</summary>
    public double ChildLotsMedian { get; init; } = 1.0;
}
