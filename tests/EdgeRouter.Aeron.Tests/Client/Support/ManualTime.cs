using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>Both clocks, moved by the test.</summary>
internal sealed class ManualTime : IClock, ITickCounter
{
    public long NowNs { get; private set; } = 1_700_000_000_000_000_000;

    public long Ticks => NowNs;

    public double NsPerTick => 1;

    public long NowMs => NowNs / TimeUnits.Millisecond;

    public void PassMs(long ms) => NowNs += ms * TimeUnits.Millisecond;
}
