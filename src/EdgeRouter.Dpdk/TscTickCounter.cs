using EdgeRouter.Core.Time;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk;

/// <summary>The CPU's time-stamp counter at the rate that EAL measured: the cheapest clock for durations.</summary>
public sealed class TscTickCounter : ITickCounter
{
    /// <summary>Creates the counter.</summary>
    /// <param name="ticksPerSecond">Its rate.</param>
    internal TscTickCounter(ulong ticksPerSecond)
    {
        TicksPerSecond = ticksPerSecond;
        NsPerTick = 1e9 / ticksPerSecond;
    }

    /// <summary>The counter's rate.</summary>
    public ulong TicksPerSecond { get; }

    /// <inheritdoc/>
    public double NsPerTick { get; }

    /// <inheritdoc/>
    public long Ticks => (long)DpdkNative.ReadTsc();
}
