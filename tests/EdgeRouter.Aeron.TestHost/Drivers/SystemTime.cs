using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.TestHost.Drivers;

/// <summary>The machine's clocks.</summary>
internal sealed class SystemTime : IClock, ITickCounter
{
    public long NowNs => (TimeProvider.System.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public long Ticks => TimeProvider.System.GetTimestamp();

    public double NsPerTick { get; } = 1e9 / TimeProvider.System.TimestampFrequency;
}
