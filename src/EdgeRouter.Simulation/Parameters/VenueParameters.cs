using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Everything in which one simulated venue differs from another. <c>src/docs/MARKET.md</c> gives every default and its reason.</summary>
public sealed record VenueParameters
{
    /// <summary>Name, unique in the market.</summary>
    public required string Name { get; init; }

    /// <summary>Lit, Inverted or Midpoint.</summary>
    public required VenueKind Kind { get; init; }

    /// <summary>Fee for removing liquidity, nanos of currency per share; negative = rebate. ±10,000,000.</summary>
    public long TakerFeeNanos { get; init; }

    /// <summary>Fee for adding liquidity, nanos of currency per share; negative = rebate. ±10,000,000.</summary>
    public long MakerFeeNanos { get; init; }

    /// <summary>Fee for a midpoint execution, nanos of currency per share. ±10,000,000.</summary>
    public long MidpointFeeNanos { get; init; }

    /// <summary>Position in the static waterfall, 0 to 100.</summary>
    public int StaticRank { get; init; }

    /// <summary>Whether the displayed quote counts for the national best bid and offer.</summary>
    public bool IsProtected { get; init; } = true;

    /// <summary>One-way time between router and venue, ns. 1 to 1 s.</summary>
    public long LatencyNs { get; init; } = 100_000;

    /// <summary>Most that an order is late beyond <see cref="LatencyNs"/>, uniform, ns; keyed on the child id. 0 to 1 s.</summary>
    public long LatencyJitterNs { get; init; } = 20_000;

    /// <summary>Time in the matching engine before an order takes effect, ns. 0 to 1 s.</summary>
    public long MatchingNs { get; init; } = 20_000;

    /// <summary>Time from a book event to its feed frame, ns. 1 to 1 s.</summary>
    public long FeedLatencyNs { get; init; } = 60_000;

    /// <summary>Orders must be whole multiples of this many shares. 1 to 1,000,000.</summary>
    public int LotShares { get; init; } = 1;

    /// <summary>How late market makers here see the latent price, ns. 0 to 10 s.</summary>
    public long MakerLagNs { get; init; } = 150_000;

    /// <summary>Most that a market maker is later than <see cref="MakerLagNs"/>, uniform, ns. 0 to 10 s.</summary>
    public long MakerLagJitterNs { get; init; } = 50_000;

    /// <summary>Half-spread on top of the instrument's, ticks. 0 to 100.</summary>
    public double HalfSpreadOffsetTicks { get; init; }

    /// <summary>Probability that the venue's best quote stands at the touch instead of one tick behind it. 0 to 1.</summary>
    public double AtTouchProbability { get; init; } = 1.0;

    /// <summary>Mean displayed size of a level before the instrument's scale, round lots. Above 0, at most 100,000.</summary>
    public double LevelLotsMean { get; init; } = 4.0;

    /// <summary>Standard deviation of the logarithm of a level's size. 0 to 3.</summary>
    public double LevelLotsSigma { get; init; } = 0.6;

    /// <summary>Mean time until market makers put back what was executed, ns. 1 ms to 1 minute.</summary>
    public long ReplenishNs { get; init; } = 200_000_000;

    /// <summary>Probability that market makers here step back when a large order hits another venue. 0 to 1.</summary>
    public double FadeProbability { get; init; }

    /// <summary>Whether uninformed takers know the way here.</summary>
    public bool IsTakerRoutable { get; init; } = true;

    /// <summary>Share of uninformed takers that try this venue's midpoint first. 0 to 1; all venues together at most 1.</summary>
    public double MidpointTakerShare { get; init; }

    /// <summary>Hidden liquidity of a midpoint venue; null on displayed venues.</summary>
    public HiddenParameters? Hidden { get; init; }

    /// <summary>Weight by which uninformed takers choose among venues of equal cost; 0 at all venues = by displayed size. 0 to 1,000.</summary>
    public double TakerWeight { get; init; }

    /// <summary>The way to the venue that its documents state and routers are configured with, ns; absent = the true one. 1 to 1 s.</summary>
    public long? StatedLatencyNs { get; init; }
}
