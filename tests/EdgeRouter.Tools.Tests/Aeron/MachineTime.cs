using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Tests.Aeron;

/// <summary>The machine's clocks.</summary>
internal sealed class MachineTime : IClock, ITickCounter
{
    private const long NsPerTimeTick = 100;

    public long NowNs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTimeTick;

    public long Ticks => TimeProvider.System.GetTimestamp();

    public double NsPerTick { get; } = 1e9 / TimeProvider.System.TimestampFrequency;
}
