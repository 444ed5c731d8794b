using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>The slow drift of one instrument, leg by leg; asked in order of time.</summary>
internal struct DriftPath
{
    private readonly DriftParameters? _drift;
    private DeterministicRandom _random;
    private double _bpsPerSecond;
    private long _legEndNs;
    private long _atNs;

    public DriftPath(DriftParameters? drift, ulong seed, int instrumentIndex, long startNs)
    {
        _drift = drift;
        _random = new DeterministicRandom(seed, (DrawStream.Drift << 32) | (uint)instrumentIndex);
        _legEndNs = startNs;
        _atNs = startNs;
    }

    /// <summary>What the drift did since it was last asked, basis points.</summary>
    /// <param name="timeNs">Not before the last.</param>
    public double BpsUntil(long timeNs)
    {
        if (_drift is null)
        {
            return 0.0;
        }

        double bps = 0.0;
        while (_atNs < timeNs)
        {
            if (_atNs >= _legEndNs)
            {
                double direction = _random.NextBool(_drift.UpProbability) ? 1.0 : -1.0;
                _bpsPerSecond = direction * _drift.BpsPerMinute / 60.0 * (0.5 + _random.NextDouble());
                _legEndNs = _atNs + 1 + (long)(_random.NextExponential(_drift.LegSecondsMean) * TimeUnits.Second);
            }

            long until = Math.Min(timeNs, _legEndNs);
            bps += _bpsPerSecond * (until - _atNs) / TimeUnits.Second;
            _atNs = until;
        }

        return bps;
    }
}
