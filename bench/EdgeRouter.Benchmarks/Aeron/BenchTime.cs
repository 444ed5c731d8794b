using EdgeRouter.Core.Time;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>The machine's clocks.</summary>
public sealed class BenchTime : IClock, ITickCounter
{
    private const long NsPerTimeTick = 100;

    /// <inheritdoc/>
    public long NowNs => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NsPerTimeTick;

    /// <inheritdoc/>
    public long Ticks => TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public double NsPerTick { get; } = 1e9 / TimeProvider.System.TimestampFrequency;
}
