using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Tests.Output;

/// <summary>A counter of microseconds that shows what it was last set to.</summary>
internal sealed class ManualTicks : ITickCounter
{
    public long Ticks { get; set; }

    public double NsPerTick => TimeUnits.Microsecond;
}
