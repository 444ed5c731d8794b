using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Everything in which one simulated venue differs from another. <c>src/docs/MARKET.md</c> gives every default and its reason.</summary>
public sealed record VenueParameters
{
    /// <summary>Name, unique in the market.</summary>
    public required string Name { get; init; }

    /// <summary>Lit, Inverted, Midpoint or Auction.</summary>
    public required VenueKind Kind { get; init; }

    /// <summary>Fee for removing liquidity, nanos of currency per share; negative = rebate. ±10,000,000.</summary>
    public long TakerFeeNanos { get; init; }

    /// <summary>Fee for adding liquidity, nanos of currency per share; negative = rebate. ±10,000,000.</summary>
    public long MakerFeeNanos { get; init; }

    /// <summary>Fee for an execution at a midpoint or in an auction, nanos of currency per share. ±10,000,000.</summary>
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

    /// <summary>What it takes beside plain limit orders; an order that asks for more is refused. Null = all that venues of its kind can do here.</summary>
    public VenueCapabilities? Capabilities { get; init; }

    /// <summary>Shares by size at one price; null = price-time. Displayed venues only.</summary>
    public ProRataParameters? ProRata { get; init; }

    /// <summary>The auctions; given for Auction venues and only for them.</summary>
    public AuctionParameters? Auction { get; init; }

    /// <summary>What happens when an order meets one of the same beneficial owner.</summary>
    public SelfTradePolicy SelfTrade { get; init; } = SelfTradePolicy.CancelNewest;

    /// <summary>Delay of every incoming order on top of its way, ns; pegs that the venue moves itself are not delayed. 0 to 1 s.</summary>
    public long SpeedBumpNs { get; init; }

    /// <summary>Whether cancels are delayed as well. A cancel never overtakes its order.</summary>
    public bool IsCancelBumped { get; init; }

    /// <summary>One-way time of reports from the venue to the router, ns; 0 = as <see cref="LatencyNs"/>. At most 1 s.</summary>
    public long ReturnLatencyNs { get; init; }

    /// <summary>Delay of orders and cancels in place of <see cref="LatencyJitterNs"/>; null = that one. Keyed on the child id.</summary>
    public LatencyTailParameters? WayThereTail { get; init; }

    /// <summary>Delay of reports in place of <see cref="LatencyJitterNs"/>; null = that one. Keyed on child id and report number.</summary>
    public LatencyTailParameters? WayBackTail { get; init; }

    /// <summary>Delay of feed frames on top of <see cref="FeedLatencyNs"/>; null = none. Keyed on the time of the event.</summary>
    public LatencyTailParameters? FeedTail { get; init; }

    /// <summary>Share of the makers' orders that show only a part of themselves. 0 to 1; with <see cref="MakerHiddenShare"/> at most 1.</summary>
    public double MakerReserveShare { get; init; }

    /// <summary>What such an order shows, as a share of its size, rounded up to a round lot. 0.01 to 1.</summary>
    public double MakerDisplayShare { get; init; } = 0.25;

    /// <summary>Share of the makers' orders that show nothing of themselves. 0 to 1.</summary>
    public double MakerHiddenShare { get; init; }

    /// <summary>Fees by our volume of the day, rising; null = the fees above whatever the volume.</summary>
    public IReadOnlyList<FeeTierParameters>? FeeTiers { get; init; }

    /// <summary>Probability that a trade is declared void. 0 to 1.</summary>
    public double BustProbability { get; init; }

    /// <summary>From a trade to its being declared void, ns. 1 ms to 1 hour.</summary>
    public long BustDelayNs { get; init; } = 1_000_000_000;

    /// <summary>Whether orders need not be whole round lots of the instrument.</summary>
    public bool AcceptsOddLots { get; init; } = true;

    /// <summary>Whether a displayed quote below a round lot counts for the national best bid and offer.</summary>
    public bool IsOddLotProtected { get; init; } = true;

    /// <summary>How long contra interest waits for the firm order that a conditional one was asked for, ns. 1,000 to 60 s.</summary>
    public long FirmUpWindowNs { get; init; } = 5_000_000;

    /// <summary>How long a conditional order that did not become firm is not asked again, ns. 0 to 600 s.</summary>
    public long FirmUpPauseNs { get; init; } = 250_000_000;
}
