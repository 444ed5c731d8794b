using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The conductor's time. The time in which the process or the machine stood still does not count against clients: their timeouts run on a time
/// that leaves long pauses out, and after a pause, or a step of the wall clock, each client has its whole time anew to show that it lives.</summary>
internal sealed class DriverTime
{
    private readonly IClock _clock;
    private readonly ITickCounter _ticks;
    private readonly long _pauseNs;
    private readonly long _firstTicks;
    private long _nextWallNs;
    private long _lastWallNs;

    /// <summary>A time that begins now.</summary>
    /// <param name="clock">Wall clock.</param>
    /// <param name="ticks">Monotonic counter.</param>
    /// <param name="pauseNs">Rounds further apart than this are a pause.</param>
    public DriverTime(IClock clock, ITickCounter ticks, long pauseNs)
    {
        _clock = clock;
        _ticks = ticks;
        _pauseNs = pauseNs;
        _firstTicks = ticks.Ticks;
        NowMs = clock.NowNs / TimeUnits.Millisecond;
        _nextWallNs = TimeUnits.Millisecond;
    }

    /// <summary>Monotonic, ns, of this round; the same for all threads of the driver.</summary>
    public long MonotonicNs { get; private set; }

    /// <summary>Monotonic without long pauses, ns: for timeouts of clients and what is theirs.</summary>
    public long NowNs { get; private set; }

    /// <summary>Ms since the epoch, at most 1 ms old.</summary>
    public long NowMs { get; private set; }

    /// <summary>When the last pause ended, ms since the epoch; 0 = there was none.</summary>
    public long ResumedMs { get; private set; }

    /// <summary>Pauses seen.</summary>
    public int PauseCount { get; private set; }

    /// <summary>Reads the monotonic counter. Any thread.</summary>
    public long ReadMonotonicNs() => _ticks.NsPerTick == 1.0
        ? _ticks.Ticks - _firstTicks
        : (long)((_ticks.Ticks - _firstTicks) * _ticks.NsPerTick);

    /// <summary>Begins a round.</summary>
    public void Advance()
    {
        long monotonicNs = ReadMonotonicNs();
        long stepNs = monotonicNs - MonotonicNs;
        MonotonicNs = monotonicNs;
        NowNs += Math.Min(stepNs, _pauseNs);
        if (monotonicNs >= _nextWallNs || stepNs > _pauseNs)
        {
            ReadWall(monotonicNs, stepNs > _pauseNs);
        }
    }

    private void ReadWall(long monotonicNs, bool wasPaused)
    {
        long nowMs = _clock.NowNs / TimeUnits.Millisecond;
        long wallStepNs = (nowMs - NowMs) * TimeUnits.Millisecond;
        NowMs = nowMs;
        if (wasPaused || wallStepNs - (monotonicNs - _lastWallNs) > _pauseNs)
        {
            ResumedMs = nowMs;
            PauseCount++;
        }

        _lastWallNs = monotonicNs;
        _nextWallNs = monotonicNs + TimeUnits.Millisecond;
    }
}
