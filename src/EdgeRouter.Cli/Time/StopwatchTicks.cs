using System.Diagnostics;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Time;

/// <summary>The machine's monotonic counter.</summary>
internal sealed class StopwatchTicks : ITickCounter
{
    /// <inheritdoc/>
    public long Ticks => Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public double NsPerTick { get; } = 1e9 / Stopwatch.Frequency;
}
