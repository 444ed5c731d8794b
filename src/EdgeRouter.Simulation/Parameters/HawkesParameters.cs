namespace EdgeRouter.Simulation.Parameters;

/// <summary>Self-exciting arrivals (Hawkes, 1971) as a branching process: immigrants come at the instrument's base rate, each taker brings on others.</summary>
public sealed record HawkesParameters
{
    /// <summary>Kernels. At most 8.</summary>
    public IReadOnlyList<HawkesKernel> Kernels { get; init; } = [];

    /// <summary>Probability that a taker has the sign of the one who brought it on; the others draw theirs. 0 to 1.</summary>
    public double SignInheritance { get; init; } = 0.7;
}
