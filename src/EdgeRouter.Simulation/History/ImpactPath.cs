using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Adds to the latent price what the tape's takers do to it: a propagator.</summary>
internal sealed class ImpactPath
{
    private const long GridNs = 200_000_000;
    private const double Negligible = 1e-3;

    private readonly Propagator _propagator;
    private readonly double[] _bps;
    private readonly List<PriceStep> _result;
    private long _atNs;
    private double _sumBps;

    private ImpactPath(ImpactParameters impact, long startNs, int capacity)
    {
        _propagator = Propagator.Create(impact.TauSeconds, impact.DecayExponent, impact.MemorySeconds);
        _bps = new double[_propagator.Weights.Length];
        _result = new List<PriceStep>(capacity);
        _atNs = startNs;
    }

    /// <summary>The path that makers follow.</summary>
    /// <param name="market">Parameters.</param>
    /// <param name="instrumentIndex">Whose.</param>
    /// <param name="startNs">Open.</param>
    /// <param name="openTicks">Price at the open.</param>
    /// <param name="path">Latent price.</param>
    /// <param name="takers">Tape in order of time; those who pick off are not in it yet.</param>
    public static List<PriceStep> Apply(
        MarketParameters market, int instrumentIndex, long startNs, double openTicks, List<PriceStep> path, TakerArrival[] takers)
    {
        if (market.Flow.Impact is not { } impact || market.Price.IsTickWalk)
        {
            return path;
        }

        var draft = new ImpactPath(impact, startNs, path.Count + takers.Length);
        InstrumentParameters instrument = market.Instruments[instrumentIndex];
        double scaleBps = impact.ScaleBps * instrument.ImpactScale;
        double ticks = openTicks;
        int t = 0;
        for (int p = 0; p <= path.Count; p++)
        {
            long until = p < path.Count ? path[p].TimeNs : startNs + (market.DurationSeconds * TimeUnits.Second);
            for (; t < takers.Length && takers[t].TimeNs < until; t++)
            {
                draft.DecayTo(takers[t].TimeNs, ticks);
                draft.Push(takers[t].Sign * scaleBps * SizeFactor(impact, instrument, takers[t].Shares) * SurpriseFactor(impact, takers[t].Foreseen));
                draft.Emit(ticks);
            }

            draft.DecayTo(until, ticks);
            if (p < path.Count)
            {
                ticks = path[p].Ticks;
                draft.Emit(ticks);
            }
        }

        return draft._result;
    }

    /// <summary>The concave part of the impact: (size ÷ the instrument's median size)^concavity.</summary>
    public static double SizeFactor(ImpactParameters impact, InstrumentParameters instrument, long shares) =>
        DeterministicMath.Exp(impact.Concavity * DeterministicMath.Log(shares / (instrument.TakerLotsMedian * instrument.RoundLot)));

    // An institution is found out child by child, and what is foreseen moves nothing any more (Farmer et al., 2013): n children sum up to about n^(1 - exponent).
    private static double SurpriseFactor(ImpactParameters impact, int foreseen) => impact.ForeseenExponent == 0.0 || foreseen == 0
        ? 1.0
        : DeterministicMath.Exp(-impact.ForeseenExponent * DeterministicMath.Log(1.0 + foreseen));

    private void Push(double bps)
    {
        for (int k = 0; k < _bps.Length; k++)
        {
            _bps[k] += _propagator.Weights[k] * bps;
        }

        _sumBps += bps;
    }

    // Between events the price creeps back in steps of the grid.
    private void DecayTo(long timeNs, double ticks)
    {
        while (Math.Abs(_sumBps) > Negligible && timeNs - _atNs > GridNs)
        {
            Decay(GridNs);
            Emit(ticks);
        }

        Decay(timeNs - _atNs);
    }

    private void Decay(long elapsedNs)
    {
        _atNs += elapsedNs;
        double seconds = elapsedNs / (double)TimeUnits.Second;
        _sumBps = 0.0;
        for (int k = 0; k < _bps.Length; k++)
        {
            _bps[k] *= DeterministicMath.Exp(-seconds * _propagator.RatesPerSecond[k]);
            _sumBps += _bps[k];
        }
    }

    private void Emit(double ticks) => _result.Add(new PriceStep(_atNs, Math.Max(10.0, ticks * (1.0 + (1e-4 * _sumBps)))));
}
