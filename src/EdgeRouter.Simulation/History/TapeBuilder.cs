using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws the takers of one instrument's day: clusters of uninformed ones, momentum takers in bursts, and those who pick off stale quotes.
/// With a real tape the uninformed takers are the tape's.</summary>
internal sealed class TapeBuilder
{
    private readonly FlowParameters _flow;
    private readonly InstrumentParameters _instrument;
    private readonly List<TakerArrival> _takers = [];
    private readonly ActivityEnvelope? _envelope;
    private readonly TakerSizes _sizes;
    private readonly ulong _seed;
    private readonly int _instrumentIndex;
    private readonly long _startNs;
    private readonly long _endNs;
    private readonly double _buyShare;
    private readonly double _routeFactor;
    private DeterministicRandom _random;

    /// <summary>Begins a tape.</summary>
    /// <param name="market">Parameters.</param>
    /// <param name="instrumentIndex">Whose.</param>
    /// <param name="seed">Seed of the day.</param>
    /// <param name="startNs">Open, ns.</param>
    /// <param name="envelope">How lively the day is; null = evenly.</param>
    public TapeBuilder(MarketParameters market, int instrumentIndex, ulong seed, long startNs, ActivityEnvelope? envelope)
    {
        _flow = market.Flow;
        _instrument = market.Instruments[instrumentIndex];
        _startNs = startNs;
        _endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        _envelope = envelope;
        _seed = seed;
        _instrumentIndex = instrumentIndex;
        _sizes = new TakerSizes(_instrument, _flow);
        double midpoint = market.Venues.Sum(v => v.MidpointTakerShare);
        _routeFactor = _instrument.OffExchangeShare is { } share && midpoint > 0.0 ? midpoint / Math.Max(share, 1e-9) : 1.0;
        bool isUpDay = (Draw.Key(seed, DrawStream.MainSide, instrumentIndex, 0) & 1) == 0;
        _buyShare = isUpDay ? _flow.OneSidedShare : 1.0 - _flow.OneSidedShare;
        _random = new DeterministicRandom(seed, (DrawStream.Taker << 32) | (uint)instrumentIndex);
    }

    /// <summary>Probability that a natural taker buys.</summary>
    public double BuyShare => _buyShare;

    /// <summary>A real tape with those who pick off.</summary>
    public static TakerArrival[] Build(
        MarketParameters market, int instrumentIndex, ulong seed, long startNs, PriceStep[] moves, Burst[] bursts, IReadOnlyList<TakerArrival> tape)
    {
        var builder = new TapeBuilder(market, instrumentIndex, seed, startNs, envelope: null);
        builder._takers.AddRange(tape);
        if (tape.Count == 0)
        {
            builder.AddFlow(bursts);
        }

        builder.AddPickOffs(moves, bursts);
        return builder.Sorted();
    }

    /// <summary>Adds the uninformed, and those who follow bursts.</summary>
    public void AddFlow(Burst[] bursts)
    {
        HawkesParameters? hawkes = _instrument.Hawkes ?? _flow.Hawkes;
        if (hawkes is null)
        {
            AddNatural(_startNs);
        }
        else
        {
            foreach ((long timeNs, int sign) in HawkesArrivals.Draw(hawkes, _instrument, _envelope, _buyShare, _seed, _instrumentIndex, _startNs, _endNs))
            {
                AddOne(timeNs, sign);
            }
        }

        AddMomentum(bursts);
    }

    /// <summary>Adds one taker of another agent.</summary>
    public void Add(in TakerArrival taker)
    {
        if (taker.TimeNs < _endNs)
        {
            _takers.Add(taker);
        }
    }

    /// <summary>The tape so far, in order of time.</summary>
    public TakerArrival[] Sorted()
    {
        TakerArrival[] takers = [.. _takers];
        Array.Sort(takers, static (x, y) => Compare(in x, in y));
        return takers;
    }

    private static int Compare(in TakerArrival x, in TakerArrival y)
    {
        int order = x.TimeNs.CompareTo(y.TimeNs);
        order = order != 0 ? order : x.Kind.CompareTo(y.Kind);
        order = order != 0 ? order : x.Route.CompareTo(y.Route);
        order = order != 0 ? order : x.Shares.CompareTo(y.Shares);
        return order != 0 ? order : x.Sign.CompareTo(y.Sign);
    }

    private void AddNatural(long startNs)
    {
        long cluster = startNs;
        while (true)
        {
            cluster += 1 + (long)(_random.NextExponential(_instrument.TakerClusterSecondsMean / RateAt(cluster)) * TimeUnits.Second);
            if (cluster >= _endNs)
            {
                return;
            }

            int sign = _random.NextBool(_buyShare) ? 1 : -1;
            long time = cluster;
            do
            {
                AddOne(time, sign);
                time += 1 + (long)(_random.NextExponential(_flow.ClusterGapSecondsMean) * TimeUnits.Second);
            }
            while (!_random.NextBool(1.0 / _flow.ClusterCountMean));
        }
    }

    private void AddMomentum(Burst[] bursts)
    {
        if (_flow.BurstTakersPerSecond == 0.0)
        {
            return;
        }

        foreach (Burst burst in bursts)
        {
            long time = burst.StartNs;
            while ((time += 1 + (long)(_random.NextExponential(1.0 / _flow.BurstTakersPerSecond) * TimeUnits.Second)) < burst.EndNs)
            {
                AddOne(time, burst.Direction);
            }
        }
    }

    private double RateAt(long timeNs) => _envelope?.RateAt(timeNs) ?? 1.0;

    private void AddOne(long timeNs, int sign)
    {
        int shares = _sizes.Shares(ref _random, _instrument.TakerLotsMedian);
        double route = _random.NextDouble() * _routeFactor;
        bool countsFees = _random.NextBool(_flow.FeeAwareShare);
        if (timeNs < _endNs)
        {
            _takers.Add(new TakerArrival(timeNs, shares, (float)route, (sbyte)sign, TakerKind.Natural, countsFees, 0.0));
        }
    }

    /// <summary>Adds those who pick off what a move left behind: after moves inside bursts, and after others where the flow says so.</summary>
    public void AddPickOffs(PriceStep[] moves, Burst[] bursts)
    {
        int b = 0;
        double last = moves.Length > 0 ? moves[0].Ticks : 0.0;
        foreach (PriceStep move in moves)
        {
            while (b < bursts.Length && bursts[b].EndNs < move.TimeNs)
            {
                b++;
            }

            int direction = b < bursts.Length && bursts[b].StartNs <= move.TimeNs ? bursts[b].Direction : 0;
            int calm = direction == 0 && _flow.PickOffCalmProbability > 0.0 ? move.Ticks.CompareTo(last) : 0;
            last = move.Ticks;
            if (direction + calm != 0 && _random.NextBool(direction != 0 ? _flow.PickOffProbability : _flow.PickOffCalmProbability))
            {
                AddPickOff(in move, direction + calm);
            }
        }
    }

    private void AddPickOff(in PriceStep move, int direction)
    {
        long time = move.TimeNs + _flow.PickOffMinNs + (long)((_flow.PickOffMaxNs - _flow.PickOffMinNs) * _random.NextDouble());
        double cap = Math.Max(1.0, _flow.PickOffLotsMax * _instrument.SizeScale * _random.NextDouble());
        if (time < _endNs)
        {
            int shares = _instrument.RoundLot * (int)Math.Ceiling(cap);
            _takers.Add(new TakerArrival(time, shares, 1.0f, (sbyte)direction, TakerKind.PickOff, CountsFees: true, move.Ticks));
        }
    }
}
