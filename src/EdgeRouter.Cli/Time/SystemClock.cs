using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Time;

/// <summary>The machine's wall clock, in steps of 100 ns.</summary>
internal sealed class SystemClock : IClock
{
    /// <inheritdoc/>
    public long NowNs => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
