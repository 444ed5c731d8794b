using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>What our own takers do to the price that makers follow: the market's propagator in whole ten-thousandths of a tick.
/// Every step of the grid takes something off every part, so after a while all of it is zero, exactly.</summary>
internal sealed class OwnImpact
{
    /// <summary>Time between steps of the decay, ns; steps fall on multiples of it.</summary>
    public const long GridNs = 200_000_000;

    private const long UnitsPerTick = 10_000;
    private const long UnitsMax = 20 * UnitsPerTick;
    private const int StepsPerTick = 16;
    private const int KeepScale = 65_536;

    private readonly MarketParameters _market;
    private readonly ImpactParameters _impact;
    private readonly double[] _weights;
    private readonly long[] _keep;
    private readonly long[] _parts;

    public OwnImpact(MarketParameters market, ImpactParameters impact)
    {
        _market = market;
        _impact = impact;
        Propagator propagator = Propagator.Create(impact.TauSeconds, impact.DecayExponent, impact.OwnMemorySeconds);
        _weights = propagator.Weights;
        double stepSeconds = GridNs / (double)TimeUnits.Second;
        _keep = [.. propagator.RatesPerSecond.Select(rate => (long)Math.Floor(KeepScale * DeterministicMath.Exp(-rate * stepSeconds)))];
        _parts = new long[_weights.Length * market.Instruments.Count];
    }

    /// <summary>We took shares.</summary>
    /// <param name="instrument">Instrument.</param>
    /// <param name="side">Our side.</param>
    /// <param name="shares">Shares, above zero.</param>
    /// <param name="midNanos">Price about which basis points are counted, nanos.</param>
    /// <param name="factor">Factor on the impact.</param>
    public void Add(int instrument, Side side, long shares, long midNanos, double factor)
    {
        InstrumentParameters p = _market.Instruments[instrument];
        double bps = _impact.ScaleBps * p.ImpactScale * _impact.OwnFactor * factor * ImpactPath.SizeFactor(_impact, p, shares);
        double units = 1e-4 * bps * midNanos / p.TickNanos * UnitsPerTick;
        for (int k = 0; k < _weights.Length; k++)
        {
            ref long part = ref _parts[(instrument * _weights.Length) + k];
            part = Math.Clamp(part + (side.Sign() * (long)(units * _weights[k])), -UnitsMax, UnitsMax);
        }
    }

    /// <summary>One step of the grid.</summary>
    /// <returns>Whether anything is left.</returns>
    public bool Decay(int instrument)
    {
        bool isLeft = false;
        for (int k = 0; k < _weights.Length; k++)
        {
            ref long part = ref _parts[(instrument * _weights.Length) + k];
            part = part * _keep[k] / KeepScale;
            isLeft |= part != 0;
        }

        return isLeft;
    }

    /// <summary>What makers make of it: ticks in sixteenths, toward zero.</summary>
    public double Ticks(int instrument)
    {
        long units = 0;
        for (int k = 0; k < _weights.Length; k++)
        {
            units += _parts[(instrument * _weights.Length) + k];
        }

        return (double)(units * StepsPerTick / UnitsPerTick) / StepsPerTick;
    }
}
