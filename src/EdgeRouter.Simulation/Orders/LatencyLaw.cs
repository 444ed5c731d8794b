using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>How much later than its base something is: uniform, or lognormal with a cap and rare spikes. A function of the key alone.</summary>
internal sealed class LatencyLaw
{
    private const long UnitNs = 100;

    private readonly long _jitterNs;
    private readonly LatencyTailParameters? _tail;
    private readonly LogNormalTable? _table;

    /// <summary>Builds the law.</summary>
    /// <param name="tail">Tail; null = uniform.</param>
    /// <param name="jitterNs">Most of the uniform delay, ns.</param>
    public LatencyLaw(LatencyTailParameters? tail, long jitterNs)
    {
        _tail = tail;
        _jitterNs = jitterNs;
        _table = tail is null ? null : new LogNormalTable((double)tail.MeanNs / UnitNs, tail.Sigma);
    }

    /// <summary>The delay of a key, ns.</summary>
    public long DelayNs(ulong key)
    {
        if (_tail is null)
        {
            return Draw.Between(key, 0, _jitterNs);
        }

        long delay = Math.Min(_tail.CapNs, _table!.Lots(key) * UnitNs);
        bool isSpike = _tail.SpikeProbability > 0.0 && Draw.Unit(key * 0x9E37_79B9_7F4A_7C15UL) < _tail.SpikeProbability;
        return isSpike ? delay + _tail.SpikeNs : delay;
    }
}
