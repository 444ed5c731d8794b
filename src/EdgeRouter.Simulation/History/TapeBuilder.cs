using EdgeRouter.Core.Numerics;
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
    private readonly List<TakerArrival> _takers;
    private readonly long _endNs;
    private DeterministicRandom _random;

    private TapeBuilder(MarketParameters market, int instrumentIndex, ulong seed, long startNs, IReadOnlyList<TakerArrival> tape)
    {
        _flow = market.Flow;
        _instrument = market.Instruments[instrumentIndex];
        _takers = [.. tape];
        _endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        _random = new DeterministicRandom(seed, (DrawStream.Taker << 32) | (uint)instrumentIndex);
    }

    public static TakerArrival[] Build(
        MarketParameters market, int instrumentIndex, ulong seed, long startNs, PriceStep[] moves, Burst[] bursts, IReadOnlyList<TakerArrival> tape)
    {
        var builder = new TapeBuilder(market, instrumentIndex, seed, startNs, tape);
        if (tape.Count == 0)
        {
            builder.AddNatural(startNs);
            builder.AddMomentum(bursts);
        }

        builder.AddPickOffs(moves, bursts);
        TakerArrival[] takers = [.. builder._takers];
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
            cluster += 1 + (long)(_random.NextExponential(_instrument.TakerClusterSecondsMean) * TimeUnits.Second);
            if (cluster >= _endNs)
            {
                return;
            }

            int sign = _random.NextBool(0.5) ? 1 : -1;
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

    private void AddOne(long timeNs, int sign)
    {
        double lots = _instrument.TakerLotsMedian * DeterministicMath.Exp(_flow.TakerLotsSigma * _random.NextGaussian());
        double route = _random.NextDouble();
        bool countsFees = _random.NextBool(_flow.FeeAwareShare);
        if (timeNs < _endNs)
        {
            int shares = _instrument.RoundLot * (int)Math.Clamp(Math.Floor(lots + 0.5), 1.0, _flow.TakerLotsMax);
            _takers.Add(new TakerArrival(timeNs, shares, (float)route, (sbyte)sign, TakerKind.Natural, countsFees, 0.0));
        }
    }

    private void AddPickOffs(PriceStep[] moves, Burst[] bursts)
    {
        int b = 0;
        foreach (PriceStep move in moves)
        {
            while (b < bursts.Length && bursts[b].EndNs < move.TimeNs)
            {
                b++;
            }

            if (b == bursts.Length)
            {
                return;
            }

            if (bursts[b].StartNs > move.TimeNs || !_random.NextBool(_flow.PickOffProbability))
            {
                continue;
            }

            long time = move.TimeNs + _flow.PickOffMinNs + (long)((_flow.PickOffMaxNs - _flow.PickOffMinNs) * _random.NextDouble());
            double cap = Math.Max(1.0, _flow.PickOffLotsMax * _instrument.SizeScale * _random.NextDouble());
            if (time < _endNs)
            {
                int shares = _instrument.RoundLot * (int)Math.Ceiling(cap);
                _takers.Add(new TakerArrival(time, shares, 1.0f, (sbyte)bursts[b].Direction, TakerKind.PickOff, CountsFees: true, move.Ticks));
            }
        }
    }
}
