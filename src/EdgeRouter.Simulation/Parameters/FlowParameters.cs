namespace EdgeRouter.Simulation.Parameters;

/// <summary>Takers, and how makers answer what they see.</summary>
public sealed record FlowParameters
{
    /// <summary>Mean number of takers in a cluster. 1 to 100.</summary>
    public double ClusterCountMean { get; init; } = 2.5;

    /// <summary>Mean time between takers of one cluster, s. 0.0001 to 60.</summary>
    public double ClusterGapSecondsMean { get; init; } = 0.08;

    /// <summary>Standard deviation of the logarithm of a taker's size. 0 to 3.</summary>
    public double TakerLotsSigma { get; init; } = 0.9;

    /// <summary>Largest taker, round lots. 1 to 100,000.</summary>
    public int TakerLotsMax { get; init; } = 60;

    /// <summary>Share of uninformed takers that count fees; the others go where the best price shows the most shares. 0 to 1.</summary>
    public double FeeAwareShare { get; init; } = 0.6;

    /// <summary>Momentum takers a second while a burst lasts, on the burst's side. 0 to 1,000.</summary>
    public double BurstTakersPerSecond { get; init; } = 4.0;

    /// <summary>Probability that a move of the reference inside a burst sends someone to pick off stale quotes. 0 to 1.</summary>
    public double PickOffProbability { get; init; } = 0.6;

    /// <summary>Shortest reaction of those who pick off, ns. 1,000 to 1 s.</summary>
    public long PickOffMinNs { get; init; } = 400_000;

    /// <summary>Longest reaction of those who pick off, ns. At least the shortest, at most 10 s.</summary>
    public long PickOffMaxNs { get; init; } = 2_500_000;

    /// <summary>Most that one pick-off takes at a venue, round lots before the instrument's scale. 1 to 100,000.</summary>
    public int PickOffLotsMax { get; init; } = 8;

    /// <summary>Displayed levels a side of each maker. 1 to 8.</summary>
    public int MakerLevels { get; init; } = 5;

    /// <summary>Time between redraws of displayed sizes, ns; a level keeps its size for one to sixteen of them. 10 ms to 1 hour.</summary>
    public long SizeEpochNs { get; init; } = 1_500_000_000;

    /// <summary>How much smaller makers quote on the side that the reference price leans to: 0 not at all, 1 down to nothing. 0 to 0.9.</summary>
    public double TouchImbalance { get; init; } = 0.65;

    /// <summary>An order that takes this many round lots (times the instrument's scale) at one venue makes makers elsewhere step back. 0 = never.</summary>
    public double FadeTriggerLots { get; init; } = 3.0;

    /// <summary>How fast makers elsewhere step back, on top of their lag, ns. 0 to 1 s.</summary>
    public long FadeDelayNs { get; init; } = 100_000;

    /// <summary>Shortest step back after a large execution, ns. 1 ms to 60 s.</summary>
    public long FadeMinNs { get; init; } = 150_000_000;

    /// <summary>Longest step back after a large execution, ns. At least the shortest, at most 60 s.</summary>
    public long FadeMaxNs { get; init; } = 500_000_000;

    /// <summary>Probability that a move of the reference outside bursts sends someone to pick off stale quotes. 0 to 1.</summary>
    public double PickOffCalmProbability { get; init; }

    /// <summary>Share of clusters on the day's main side; the side is drawn by day and instrument. 0.5 (none) to 1.</summary>
    public double OneSidedShare { get; init; } = 0.5;

    /// <summary>Factors on the arrivals of takers over the session, equally spaced from open to close, linear between; absent = 1. Each 0.05 to 20, at most 100.</summary>
    public IReadOnlyList<double>? RateProfile { get; init; }

    /// <summary>Self-exciting arrivals instead of clusters; absent = clusters. An instrument's own comes first.</summary>
    public HawkesParameters? Hawkes { get; init; }

    /// <summary>Informed traders; absent = none beyond those of bursts.</summary>
    public InformedParameters? Informed { get; init; }

    /// <summary>Momentum traders; absent = none beyond those of bursts.</summary>
    public MomentumParameters? Momentum { get; init; }

    /// <summary>Institutions; absent = none. An instrument's own come first.</summary>
    public MetaorderParameters? Metaorders { get; init; }

    /// <summary>What takers do to the price; absent = nothing.</summary>
    public ImpactParameters? Impact { get; init; }

    /// <summary>Makers' holdings; absent = makers do not mind what they hold.</summary>
    public InventoryParameters? Inventory { get; init; }

    /// <summary>Who races our child orders; absent = nobody.</summary>
    public RaceParameters? Race { get; init; }

    /// <summary>Routers that do what we do; absent = none.</summary>
    public CrowdParameters? Crowd { get; init; }

    /// <summary>Probability that the touch of a displayed venue is withdrawn just before an order of ours gets there. 0 to 1.</summary>
    public double VanishProbability { get; init; }
}
