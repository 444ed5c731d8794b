namespace EdgeRouter.Simulation.Parameters;

/// <summary>The latent efficient price: what everyone would agree on if nobody were late.</summary>
public sealed record PriceParameters
{
    /// <summary>Whether the price moves by whole ticks, up or down alike, and does nothing else: the martingale of the null market.</summary>
    public bool IsTickWalk { get; init; }

    /// <summary>Mean time between small steps, s. 0.001 to 3,600. Not used by the tick walk, whose rate follows from the volatility.</summary>
    public double StepSecondsMean { get; init; } = 0.25;

    /// <summary>Standard deviation over one calm second, basis points. Above 0, at most 100.</summary>
    public double VolatilityBps { get; init; } = 0.45;

    /// <summary>Mean length of a calm spell, s. 1 to 36,000.</summary>
    public double CalmSecondsMean { get; init; } = 240.0;

    /// <summary>Mean length of a volatile spell, s. 1 to 36,000.</summary>
    public double VolatileSecondsMean { get; init; } = 90.0;

    /// <summary>Factor on volatility and burst rate in a volatile spell. 1 to 20.</summary>
    public double VolatileFactor { get; init; } = 1.8;

    /// <summary>Mean time between bursts in a calm spell, s; 0 = no bursts. At most 36,000.</summary>
    public double BurstSecondsMean { get; init; } = 25.0;

    /// <summary>Smallest burst, basis points. 0.1 to 1,000.</summary>
    public double BurstMinBps { get; init; } = 3.0;

    /// <summary>Largest burst, basis points. At least the smallest, at most 1,000.</summary>
    public double BurstMaxBps { get; init; } = 8.0;

    /// <summary>Shortest burst, ns. 1 ms to 60 s.</summary>
    public long BurstMinNs { get; init; } = 300_000_000;

    /// <summary>Longest burst, ns. At least the shortest, at most 60 s.</summary>
    public long BurstMaxNs { get; init; } = 1_500_000_000;

    /// <summary>Time between the small steps that a burst walks in, ns. 1 ms to 1 s.</summary>
    public long BurstStepNs { get; init; } = 40_000_000;

    /// <summary>Parts of the logarithm of volatility beyond calm and volatile spells; absent = none. At most 6.</summary>
    public IReadOnlyList<VolatilityComponent>? Volatility { get; init; }

    /// <summary>Factors on volatility over the session, equally spaced from open to close, linear between; absent = 1. Each 0.05 to 20, at most 100.</summary>
    public IReadOnlyList<double>? VolatilityProfile { get; init; }

    /// <summary>Slow drift; absent = none.</summary>
    public DriftParameters? Drift { get; init; }

    /// <summary>News; absent = none.</summary>
    public NewsParameters? News { get; init; }

    /// <summary>Share of a burst that the price gives back afterwards. 0 to 1.</summary>
    public double BurstReversal { get; init; }

    /// <summary>Time in which it does, s. 0.1 to 60.</summary>
    public double BurstReversalSeconds { get; init; } = 3.0;
}
