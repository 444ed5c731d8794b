using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Time;

/// <summary>Sleeps while there is long to wait and spins through the rest, since sleeping is exact to a millisecond or so. Ctrl-C ends every wait.</summary>
/// <param name="ticks">Says how much time has passed.</param>
/// <param name="cancellation">Ends waiting.</param>
internal sealed class CancellableWaiter(ITickCounter ticks, CancellationToken cancellation) : IWaiter
{
    private const long SpinNs = 1_500 * TimeUnits.Microsecond;
    private const int SpinCount = 20;

    /// <inheritdoc/>
    public bool Wait(long durationNs)
    {
        long end = ticks.Ticks + (long)(durationNs / ticks.NsPerTick);
        if (durationNs > SpinNs && cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds((durationNs - SpinNs) / TimeUnits.Millisecond)))
        {
            return false;
        }

        while (ticks.Ticks < end && !cancellation.IsCancellationRequested)
        {
            Thread.SpinWait(SpinCount);
        }

        return !cancellation.IsCancellationRequested;
    }
}
