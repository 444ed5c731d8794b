using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Ingest.Transmit;

/// <summary>Hands frames on when they are due: the first at once, each later one when as much time has passed as lies between their stamps, divided by the speed.
/// A late pacer catches up in bounded bursts, and no more than a bound; the rest moves the schedule.</summary>
public sealed class PacedFrameSink : IFrameSink
{
    private readonly IFrameSink _sink;
    private readonly ITickCounter _ticks;
    private readonly IWaiter _waiter;
    private readonly double _speed;
    private readonly PacingLimits _limits;
    private bool _isStarted;
    private bool _isStopped;
    private long _startTicks;
    private long _startTimeNs;
    private int _burst;

    /// <summary>Creates a pacer.</summary>
    /// <param name="sink">Takes the frames; the caller keeps it.</param>
    /// <param name="ticks">Says how much time has passed.</param>
    /// <param name="waiter">Waits.</param>
    /// <param name="speed">1 = real time, 10 = ten times as fast; above 0.</param>
    /// <param name="limits">How lateness is caught up; null = the defaults.</param>
    public PacedFrameSink(IFrameSink sink, ITickCounter ticks, IWaiter waiter, double speed, PacingLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        _sink = sink;
        _ticks = ticks;
        _waiter = waiter;
        _speed = speed;
        _limits = limits ?? new PacingLimits();
    }

    /// <summary>How late frames were handed on, ns.</summary>
    public LatencyHistogram Lateness { get; } = new();

    /// <summary>By how much the schedule was moved, ns.</summary>
    public long SlippedNs { get; private set; }

    /// <summary>Bursts that were cut at their bound.</summary>
    public long BurstCount { get; private set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        if (!_isStopped)
        {
            Pace(timeNs);
        }

        _sink.Write(frame, timeNs);
    }

    /// <inheritdoc/>
    public void Flush() => _sink.Flush();

    private void Pace(long timeNs)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _startTicks = _ticks.Ticks;
            _startTimeNs = timeNs;
        }

        long dueNs = (long)((timeNs - _startTimeNs) / _speed) + SlippedNs;
        long earlyNs = dueNs - ElapsedNs();
        if (earlyNs > 0)
        {
            Wait(earlyNs);
        }
        else if (++_burst >= _limits.BurstFramesMax)
        {
            BurstCount++;
            Wait(_limits.BurstGapNs);
        }

        long lateNs = Math.Max(0, ElapsedNs() - dueNs);
        Lateness.Record(lateNs);
        SlippedNs += Math.Max(0, lateNs - _limits.LatenessNsMax);
    }

    private void Wait(long durationNs)
    {
        _burst = 0;
        _sink.Flush();
        _isStopped = !_waiter.Wait(durationNs);
    }

    private long ElapsedNs() => (long)((_ticks.Ticks - _startTicks) * _ticks.NsPerTick);
}
