using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>A clock that moves by a step each time somebody looks.</summary>
internal sealed class ScriptedTicks(long stepNs) : ITickCounter
{
    private long _ticks;

    public long Looks => _ticks / stepNs;

    public long Ticks => _ticks += stepNs;

    public double NsPerTick => 1;
}
