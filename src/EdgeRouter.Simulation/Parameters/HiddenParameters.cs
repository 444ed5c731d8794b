namespace EdgeRouter.Simulation.Parameters;

/// <summary>The undisplayed liquidity of one midpoint venue and what a ping of it gives away.</summary>
public sealed record HiddenParameters
{
    /// <summary>Mean length of a spell with natural liquidity on one side, s. Above 0, at most 3,600.</summary>
    public double OnSecondsMean { get; init; } = 25.0;

    /// <summary>Mean length of a spell without, s. Above 0, at most 36,000.</summary>
    public double OffSecondsMean { get; init; } = 30.0;

    /// <summary>Mean hidden size while a spell lasts before the instrument's scale, round lots. Above 0, at most 100,000.</summary>
    public double LotsMean { get; init; } = 12.0;

    /// <summary>Standard deviation of the logarithm of the hidden size. 0 to 3.</summary>
    public double LotsSigma { get; init; } = 0.6;

    /// <summary>How long one drawn size holds, s; executed size comes back at the next draw or refresh. 0.01 to 600.</summary>
    public double EpochSeconds { get; init; } = 4.0;

    /// <summary>Mean time until executed size comes back, ns. 1 ms to 10 minutes.</summary>
    public long ReplenishNs { get; init; } = 1_500_000_000;

    /// <summary>Probability that informed sellers rest here before a fall of the price (buyers before a rise). 0 to 1.</summary>
    public double ToxicProbability { get; init; }

    /// <summary>How long before the move they come, ns. 0 to 60 s.</summary>
    public long ToxicLeadNs { get; init; } = 400_000_000;

    /// <summary>Probability that an order of ours that reaches this venue makes displayed market makers step back on the side that it needs. 0 to 1.</summary>
    public double LeakProbability { get; init; }

    /// <summary>Most ticks that they step back (uniform from 1). 1 to 100.</summary>
    public int LeakTicksMax { get; init; } = 2;

    /// <summary>Shortest time that they stay back, ns. 1 ms to 60 s.</summary>
    public long LeakMinNs { get; init; } = 300_000_000;

    /// <summary>Longest time that they stay back, ns. At least <see cref="LeakMinNs"/>, at most 60 s.</summary>
    public long LeakMaxNs { get; init; } = 900_000_000;

    /// <summary>Probability that an institution rests here on its side while it works a metaorder. 0 to 1.</summary>
    public double MetaorderProbability { get; init; }

    /// <summary>Smallest execution that the hidden order accepts before the instrument's scale, round lots; 0 = any. At most 100,000.</summary>
    public double MinimumLots { get; init; }
}
