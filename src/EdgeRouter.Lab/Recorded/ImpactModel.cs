using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Lab.Recorded;

/// <summary>Square-root impact of our own executions, fading with time: the law that metaorders show on most markets (Tóth et al., 2011; Almgren et al., 2005).
/// One instrument and side.</summary>
/// <param name="coefficient">Factor; 0 = none.</param>
/// <param name="decayNs">Time in which executed shares fade by a factor e.</param>
internal struct ImpactModel(double coefficient, long decayNs)
{
    private double _executed;
    private long _asOfNs;

    /// <summary>What an execution costs beyond the displayed price, nanos of currency a share, whole numbers.</summary>
    /// <param name="instrument">Its daily volume and range.</param>
    /// <param name="quantity">Shares.</param>
    /// <param name="nowNs">Now.</param>
    public readonly long CostNanos(Instrument instrument, long quantity, long nowNs)
    {
        if (coefficient == 0.0)
        {
            return 0;
        }

        double share = (ExecutedAt(nowNs) + quantity) / instrument.AverageDailyVolume;
        return (long)(coefficient * instrument.AverageTrueRangeNanos * Math.Sqrt(share));
    }

    /// <summary>Notes an execution.</summary>
    /// <param name="quantity">Shares.</param>
    /// <param name="nowNs">Now.</param>
    public void Add(long quantity, long nowNs)
    {
        _executed = ExecutedAt(nowNs) + quantity;
        _asOfNs = nowNs;
    }

    private readonly double ExecutedAt(long nowNs) =>
        _executed == 0.0 ? 0.0 : _executed * DeterministicMath.Exp(-(double)(nowNs - _asOfNs) / decayNs);
}
