using EdgeRouter.Core.Time;

namespace EdgeRouter.Engine.Tests.Deadlines;

/// <summary>A counter that moves by itself a little at every look, and by hand. A tick is 2 ns.</summary>
internal sealed class ScriptedTicks : ITickCounter
{
    private long _ticks = 1_000;

    public long StepNs { get; set; }

    public double NsPerTick => 2.0;

    public long Ticks => (_ticks += StepNs / 2) - (StepNs / 2);

    public void Pass(long ns) => _ticks += ns / 2;
}
