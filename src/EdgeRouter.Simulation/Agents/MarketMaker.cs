using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>The quoting of one instrument at one displayed venue. What it wants to show is a function of its reference price, the time and hashed draws alone;
/// whenever it wakes it restores that, so whatever an order of ours does to its quotes is gone after the next wake (finite memory).
/// Every level is two orders, one that keeps its size for long and one that changes often, and behind them one that makes up what was executed of both:
/// a maker that tops up does not give away its place in the queue, and nobody behind it moves up for free.</summary>
internal sealed partial class MarketMaker
{
    private const int LayerCount = 2;
    private const int OrdersPerLevel = LayerCount + 1;
    private const int TickSlots = 16;
    private const int SideSlots = TickSlots * OrdersPerLevel;
    private const double FirstLayerShare = 0.6;
    private const long MakerOwner = -1;
    private const double WidthUnit = 1_000.0;
    private const long WidthEpochs = 2;

    private readonly Exchange _exchange;
    private readonly int _instrument;
    private readonly InstrumentParameters _instrumentParameters;
    private readonly FlowParameters _flow;
    private readonly ulong _seed;
    private readonly int _agent;
    private readonly double _halfTicks;
    private readonly LogNormalTable? _widths;
    private readonly LogNormalTable[] _sizes;
    private readonly int[] _bookSlots = new int[2 * SideSlots];
    private readonly long[] _ticks = new long[2 * SideSlots];
    private readonly WakeGrid _replenish;
    private readonly long _epochPhaseNs;
    private readonly bool _isPartlyShown;
    private QuoteFade _bidFade;
    private QuoteFade _askFade;
    private double _referenceTicks;
    private long _settledBidTicks;
    private long _settledAskTicks;
    private double _quotedTicks;
    private double _skewTicks;
    private (long Bid, long Ask) _touch;

    public MarketMaker(MarketParameters market, Exchange exchange, int instrument, ulong seed, double openTicks)
    {
        _exchange = exchange;
        _instrument = instrument;
        _instrumentParameters = market.Instruments[instrument];
        _flow = market.Flow;
        _seed = seed;
        _agent = (exchange.Index * market.Instruments.Count) + instrument;
        _referenceTicks = openTicks;
        VenueParameters venue = exchange.Parameters;
        _halfTicks = _instrumentParameters.HalfSpreadTicks + venue.HalfSpreadOffsetTicks;
        _widths = _instrumentParameters.HalfSpreadSigma > 0.0 ? new LogNormalTable(WidthUnit, _instrumentParameters.HalfSpreadSigma) : null;
        double lots = venue.LevelLotsMean * _instrumentParameters.SizeScale;
        _isPartlyShown = venue.MakerReserveShare + venue.MakerHiddenShare > 0.0;
        _sizes = [new LogNormalTable(lots * FirstLayerShare, venue.LevelLotsSigma), new LogNormalTable(lots * (1.0 - FirstLayerShare), venue.LevelLotsSigma)];
        _replenish = new WakeGrid(seed, DrawStream.Replenish, _agent, venue.ReplenishNs);
        _epochPhaseNs = Draw.Between(Draw.Key(seed, DrawStream.LevelSize, _agent, -1), 0, _flow.SizeEpochNs - 1);
        Array.Fill(_bookSlots, -1);
    }

    public Exchange Exchange => _exchange;

    /// <summary>When the maker will next look at what was executed; at or before now = no look is planned.</summary>
    public long PlannedWakeNs { get; set; }

    /// <summary>How lively the day is; null = evenly.</summary>
    public ActivityEnvelope? Envelope { get; init; }

    /// <summary>What the maker holds; null = it does not mind.</summary>
    public MakerInventory? Inventory { get; set; }

    /// <summary>What our own takers have done to the price, as far as this maker has seen it, ticks.</summary>
    public double ImpactTicks { get; set; }

    /// <summary>The maker learns a new reference price.</summary>
    public void MoveReference(double ticks) => _referenceTicks = ticks;

    /// <summary>The next instant at which sizes change.</summary>
    public long NextEpochNs(long nowNs) => nowNs + _flow.SizeEpochNs - ((nowNs + _epochPhaseNs) % _flow.SizeEpochNs);

    /// <summary>The next instant at which executed size is put back.</summary>
    public long NextReplenishNs(long nowNs) => _replenish.After(nowNs);

    /// <summary>Steps back on the side that a taker needs.</summary>
    /// <returns>When the step back ends.</returns>
    public long Fade(Side takerSide, long nowNs, long startNs, long endNs, int ticks)
    {
        ref QuoteFade fade = ref takerSide == Side.Buy ? ref _askFade : ref _bidFade;
        fade.Add(nowNs, startNs, endNs, ticks);
        return fade.EndNs;
    }

    /// <summary>When the step back that is in force, or under way, on the side that a taker needs is over; 0 = there is none.</summary>
    public long FadeEndNs(Side takerSide, long nowNs)
    {
        QuoteFade fade = takerSide == Side.Buy ? _askFade : _bidFade;
        return fade.EndNs > nowNs ? fade.EndNs : 0;
    }

    /// <summary>Where the maker's best quote that a taker needs stands once it no longer steps back and has put back what was executed, by what it knew when it
    /// last looked.</summary>
    public long SettledNanos(Side takerSide) => (takerSide == Side.Buy ? _settledAskTicks : _settledBidTicks) * _instrumentParameters.TickNanos;

    /// <summary>A quote traded.</summary>
    /// <param name="slot">Slot from the order's tag.</param>
    /// <param name="leaves">What the order has left.</param>
    public void OnExecuted(int slot, long leaves)
    {
        if (leaves == 0)
        {
            _bookSlots[slot] = -1;
        }
    }

    /// <summary>Takes all quotes down: the session is over.</summary>
    public void Withdraw()
    {
        RemoveOutside(0, 1, 0);
        RemoveOutside(SideSlots, 1, 0);
    }

    /// <summary>Brings the quotes to what they should be now: first away with the wrong ones, then in with the missing.</summary>
    public void Requote(long nowNs)
    {
        _skewTicks = SkewAt(nowNs);
        _quotedTicks = _referenceTicks + ImpactTicks + _skewTicks;
        (long bid, long ask) = TouchAt(_quotedTicks, nowNs);
        _touch = (bid, ask);
        bid -= Behind(Side.Buy, bid, nowNs);
        ask += Behind(Side.Sell, ask, nowNs);
        (_settledBidTicks, _settledAskTicks) = (bid, ask);
        bid -= _bidFade.TicksAt(nowNs);
        ask += _askFade.TicksAt(nowNs);
        int reach = _flow.MakerLevels - 1;
        RemoveOutside(0, bid - reach, bid);
        RemoveOutside(SideSlots, ask, ask + reach);
        for (int level = 0; level <= reach; level++)
        {
            Quote(Side.Buy, bid - level, nowNs);
            Quote(Side.Sell, ask + level, nowNs);
        }
    }

    /// <summary>Requotes if what our orders did moves the touch by a tick; what was executed at prices that stay is not put back any sooner for it.</summary>
    public void RequoteIfMoved(long nowNs)
    {
        if (TouchAt(_referenceTicks + ImpactTicks + SkewAt(nowNs), nowNs) != _touch)
        {
            Requote(nowNs);
        }
    }

    private double SkewAt(long nowNs) => Inventory?.SkewTicks(_agent, _instrument, nowNs) ?? 0.0;

    private (long Bid, long Ask) TouchAt(double quotedTicks, long nowNs)
    {
        double half = (_halfTicks * WidthAt(nowNs)) + (Envelope?.SpreadTicksAt(nowNs) ?? 0.0);
        long bid = (long)Math.Floor(quotedTicks - half);
        return (bid, Math.Max(bid + 1, (long)Math.Ceiling(quotedTicks + half)));
    }

    // All makers of an instrument widen and narrow together: they fear the same.
    private double WidthAt(long nowNs) => _widths is null
        ? 1.0
        : _widths.Lots(Draw.Key(_seed, DrawStream.SpreadWidth, _instrument, nowNs / (WidthEpochs * _flow.SizeEpochNs))) / WidthUnit;

    private int Behind(Side side, long tick, long nowNs)
    {
        double probability = _exchange.Condition.AtTouchProbability;
        if (probability >= 1.0)
        {
            return 0;
        }

        long epoch = EpochOf(nowNs) / 4;
        ulong key = Draw.Key(_seed, DrawStream.AtTouch, (_agent * 4) + (int)side, (tick << 24) ^ epoch);
        return Draw.Unit(key) < probability ? 0 : 1;
    }

    private long SizeOf(Side side, long tick, int layer, long nowNs)
    {
        ulong key = Draw.Key(_seed, DrawStream.LevelSize, (_agent * 8) + ((int)side * 2) + layer, tick);
        long divisor = 1 + (long)(key & 3);
        divisor *= layer == 0 ? 4 : 1;
        long epoch = (EpochOf(nowNs) + (long)((key >> 2) & 15)) / divisor;
        int lots = _sizes[layer].Lots(SplitMix64.Mix(key ^ (ulong)epoch));
        double distance = side == Side.Buy ? _quotedTicks - tick : tick - _quotedTicks;
        if (distance < 1.0)
        {
            double share = 1.0 - (_flow.TouchImbalance * (1.0 - Math.Max(0.0, distance)));
            lots = Math.Max(1, (int)Math.Floor((lots * share) + 0.5));
        }

        double factor = _exchange.Condition.SizeFactor;
        bool adds = _skewTicks > 0.0 ? side == Side.Sell : side == Side.Buy;
        factor *= _skewTicks != 0.0 && adds ? Inventory!.SizeFactor(_skewTicks) : 1.0;
        lots = factor == 1.0 ? lots : Math.Max(1, (int)Math.Floor((lots * factor) + 0.5));
        return (long)lots * _instrumentParameters.RoundLot;
    }

    private long EpochOf(long nowNs) => (nowNs + _epochPhaseNs) / _flow.SizeEpochNs;
}
