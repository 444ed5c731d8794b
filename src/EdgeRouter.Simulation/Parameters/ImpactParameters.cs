namespace EdgeRouter.Simulation.Parameters;

/// <summary>What takers do to the price: each moves the price that makers follow by scale × (size ÷ median size)^concavity, and that decays as (1 + t ÷ tau)^−decay: a propagator (Bouchaud et al., 2004).</summary>
public sealed record ImpactParameters
{
    /// <summary>Move at once by a taker of the instrument's median size, basis points. 0 to 100.</summary>
    public double ScaleBps { get; init; } = 0.15;

    /// <summary>Exponent of the size. 0 to 1.</summary>
    public double Concavity { get; init; } = 0.4;

    /// <summary>How much less an institution's later children move the price, since they are foreseen: its k-th child k^−this of what a surprise does. 0 to 2.</summary>
    public double ForeseenExponent { get; init; }

    /// <summary>Time after which the decay sets in, s. 0.001 to 600.</summary>
    public double TauSeconds { get; init; } = 1.0;

    /// <summary>Exponent of the decay. 0.05 to 2.</summary>
    public double DecayExponent { get; init; } = 0.5;

    /// <summary>Slowest exponential of the sum that stands for the power law, s. At least four times the tau, at most 100,000.</summary>
    public double MemorySeconds { get; init; } = 1_800.0;

    /// <summary>Factor on what our own takers do; 0 = our orders leave no impact. 0 to 10.</summary>
    public double OwnFactor { get; init; } = 1.0;

    /// <summary>The same for our executions at midpoint venues, on top: a print tells less. 0 to 1.</summary>
    public double OwnMidpointFactor { get; init; } = 0.25;

    /// <summary>Slowest exponential of the decay of our own impact, s: shorter, so that an order of ours is forgotten within minutes, exactly. At least four times the tau, at most 3,600.</summary>
    public double OwnMemorySeconds { get; init; } = 60.0;
}
