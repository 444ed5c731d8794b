using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>One simulated instrument.</summary>
public sealed record InstrumentParameters
{
    /// <summary>Ticker, 1 to 6 upper-case letters or digits; unique in the market.</summary>
    public required string Symbol { get; init; }

    /// <summary>Price at the open, currency units. 1 to 100,000. With a real tape the tape's first midpoint stands instead.</summary>
    public required double OpenPrice { get; init; }

    /// <summary>Price step, nanos of currency. 2,000 to 1e9, a multiple of 2,000.</summary>
    public long TickNanos { get; init; } = 10_000_000;

    /// <summary>Round lot, shares. 1 to 10,000.</summary>
    public int RoundLot { get; init; } = 100;

    /// <summary>Distance from the makers' reference price to their best quote before rounding outward to a tick, ticks. 0 to 100.</summary>
    public double HalfSpreadTicks { get; init; } = 0.3;

    /// <summary>How far the latent price goes before makers move their reference, ticks. 0.05 to 100.</summary>
    public double RequoteTicks { get; init; } = 0.5;

    /// <summary>Factor on every displayed and hidden size. 0.01 to 1,000.</summary>
    public double SizeScale { get; init; } = 1.0;

    /// <summary>Mean time between taker clusters, s. 0.01 to 3,600.</summary>
    public double TakerClusterSecondsMean { get; init; } = 1.0;

    /// <summary>Median taker size, round lots. Above 0, at most 10,000.</summary>
    public double TakerLotsMedian { get; init; } = 1.2;

    /// <summary>Average daily volume, shares; a fact given to the router. Above 0.</summary>
    public long AverageDailyVolume { get; init; } = 5_000_000;

    /// <summary>Average true range of the prior days, nanos of currency; a fact given to the router.</summary>
    public long AverageTrueRangeNanos { get; init; }

    /// <summary>Factor on volatility, bursts and jumps. 0.01 to 100.</summary>
    public double VolatilityScale { get; init; } = 1.0;

    /// <summary>Factor on the impact of takers. 0 to 100.</summary>
    public double ImpactScale { get; init; } = 1.0;

    /// <summary>Share of uninformed takers that try a midpoint venue first, in the proportions of the venues' midpointTakerShare; absent = their sum. 0 to 1.</summary>
    public double? OffExchangeShare { get; init; }

    /// <summary>Self-exciting arrivals of this instrument; absent = the flow's. Immigrants come every takerClusterSecondsMean.</summary>
    public HawkesParameters? Hawkes { get; init; }

    /// <summary>Law of the takers' sizes; absent = lognormal with the flow's takerLotsSigma and takerLotsMax.</summary>
    public SizeLawParameters? Sizes { get; init; }

    /// <summary>Institutions in this instrument; absent = the flow's.</summary>
    public MetaorderParameters? Metaorders { get; init; }

    /// <summary>Price step by price for orders, from price zero upwards; null = <see cref="TickNanos"/> at every price.
    /// <see cref="TickNanos"/>, which makers quote in, must be a multiple of every step and equal to the largest.</summary>
    public IReadOnlyList<TickBand>? TickBands { get; init; }
}
