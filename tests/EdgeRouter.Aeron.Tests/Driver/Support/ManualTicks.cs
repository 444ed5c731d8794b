using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

internal sealed class ManualTicks : ITickCounter
{
    public long Ticks { get; set; } = 5_000_000_000;

    public double NsPerTick => 1.0;
}
