using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>Those who answer our orders by orders of their own: racers, who see our first execution and run to the other venues, and the crowd, which moves when we move.
/// What they take the makers put back at their next wakes, so their marks vanish. Draws are keyed on instrument, side and quarter second.</summary>
internal sealed class ChaseDesk
{
    private const long BucketNs = 250_000_000;

    private readonly MarketParameters _market;
    private readonly Exchange[] _displayed;
    private readonly Exchange[] _exchanges;
    private readonly EventQueue _events;
    private readonly ulong _seed;
    private readonly long[] _raceBucket;
    private readonly long[] _crowdBucket;
    private readonly LogNormalTable? _crowdSizes;
    private Chase[] _chases = new Chase[64];
    private int[] _free = new int[64];
    private int _freeCount;
    private int _used;

    public ChaseDesk(MarketParameters market, Exchange[] exchanges, EventQueue events, ulong seed)
    {
        _market = market;
        _exchanges = exchanges;
        _displayed = [.. exchanges.Where(e => e.IsDisplayed)];
        _events = events;
        _seed = seed;
        _raceBucket = new long[2 * market.Instruments.Count];
        _crowdBucket = new long[2 * market.Instruments.Count];
        _crowdSizes = market.Flow.Crowd is { } crowd ? new LogNormalTable(crowd.LotsMean, sigma: 0.6) : null;
    }

    /// <summary>We took shares at a displayed venue.</summary>
    public void OnTaken(Exchange exchange, int instrument, Side side, long shares, long priceNanos, long nowNs)
    {
        InstrumentParameters parameters = _market.Instruments[instrument];
        if (_market.Flow.Race is not { } race || shares < race.TriggerLots * parameters.SizeScale * parameters.RoundLot
            || !IsFirst(_raceBucket, instrument, side, nowNs)
            || Draw.Unit(Key(DrawStream.Race, instrument, side, nowNs)) >= race.Probability)
        {
            return;
        }

        foreach (Exchange other in _displayed)
        {
            if (other != exchange)
            {
                ulong key = Key(DrawStream.Race, instrument, side, nowNs) ^ (ulong)(other.Index + 1);
                long reach = Draw.Between(SplitMix64.Mix(key), race.MinNs, race.MaxNs) + other.Parameters.MatchingNs + other.Parameters.SpeedBumpNs;
                Push(new Chase(other.Index, instrument, side, priceNanos, 0), nowNs + reach);
            }
        }
    }

    /// <summary>We sent an order to a displayed venue.</summary>
    public void OnSent(int instrument, Side side, long nowNs)
    {
        if (_market.Flow.Crowd is not { } crowd || !IsFirst(_crowdBucket, instrument, side, nowNs)
            || Draw.Unit(Key(DrawStream.Crowd, instrument, side, nowNs)) >= crowd.Probability)
        {
            return;
        }

        InstrumentParameters parameters = _market.Instruments[instrument];
        foreach (Exchange venue in _displayed)
        {
            ulong key = SplitMix64.Mix(Key(DrawStream.Crowd, instrument, side, nowNs) ^ (ulong)(venue.Index + 1));
            long shares = parameters.RoundLot * Math.Max(1, (long)(_crowdSizes!.Lots(key) * parameters.SizeScale));
            long touch = venue.Book(instrument).Ladder(side.Opposite()).BestNanos;
            Push(new Chase(venue.Index, instrument, side, touch, shares), nowNs + Draw.Between(key * 3, crowd.MinNs, crowd.MaxNs));
        }
    }

    /// <summary>One of them reaches its venue.</summary>
    public void Arrive(int slot)
    {
        Chase chase = _chases[slot];
        _free[_freeCount++] = slot;
        Exchange exchange = _exchanges[chase.Venue];
        LevelLadder contra = exchange.Book(chase.Instrument).Ladder(chase.Side.Opposite());
        if (contra.Count == 0 || chase.Side.Sign() * (contra.BestNanos - chase.LimitNanos) > 0)
        {
            return;
        }

        int lot = _market.Instruments[chase.Instrument].RoundLot;
        long touch = contra[0].Quantity;
        long wanted = chase.Shares > 0 ? Math.Min(chase.Shares, touch) : Math.Max(lot, (long)(touch * _market.Flow.Race!.TouchShare) / lot * lot);
        exchange.Submit(chase.Instrument, new IncomingOrder { Side = chase.Side, Quantity = wanted, LimitNanos = contra.BestNanos });
    }

    // One answer a quarter second: whoever answered has what he wanted.
    private static bool IsFirst(long[] buckets, int instrument, Side side, long nowNs)
    {
        ref long last = ref buckets[(2 * instrument) + (side == Side.Buy ? 0 : 1)];
        bool isFirst = last != nowNs / BucketNs;
        last = nowNs / BucketNs;
        return isFirst;
    }

    private void Push(Chase chase, long timeNs)
    {
        if (_freeCount == 0 && _used == _chases.Length)
        {
            Array.Resize(ref _chases, _used * 2);
            Array.Resize(ref _free, _used * 2);
        }

        int slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        _chases[slot] = chase;
        _events.Push(new SimulationEvent(timeNs, EventKind.ChaseArrival, slot));
    }

    private ulong Key(ulong stream, int instrument, Side side, long nowNs) =>
        Draw.Key(_seed, stream, ((long)instrument * 2) + (side == Side.Buy ? 0 : 1), nowNs / BucketNs);
}
