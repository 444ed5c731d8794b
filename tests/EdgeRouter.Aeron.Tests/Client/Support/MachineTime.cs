using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>The machine's clocks.</summary>
internal sealed class MachineTime : IClock, ITickCounter
{
    public long NowNs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public long Ticks => TimeProvider.System.GetTimestamp();

    public double NsPerTick { get; } = 1e9 / TimeProvider.System.TimestampFrequency;
}
