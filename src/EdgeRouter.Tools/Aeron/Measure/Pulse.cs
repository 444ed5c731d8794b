using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Comes due every second.</summary>
internal sealed class Pulse
{
    private readonly ITickCounter _ticks;
    private readonly long _gapTicks;
    private long _nextTicks;

    /// <summary>A pulse that is due for the first time in a second.</summary>
    /// <param name="ticks">Time.</param>
    public Pulse(ITickCounter ticks)
    {
        _ticks = ticks;
        _gapTicks = (long)(TimeUnits.Second / ticks.NsPerTick);
        _nextTicks = ticks.Ticks + _gapTicks;
    }

    /// <summary>Whether it is due; if so, the next time is a second later.</summary>
    public bool IsDue()
    {
        long now = _ticks.Ticks;
        if (now < _nextTicks)
        {
            return false;
        }

        _nextTicks = now + _gapTicks;
        return true;
    }
}
