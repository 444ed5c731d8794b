using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Dpdk;

namespace EdgeRouter.Ingest;

/// <summary>One receive queue of a DPDK port as an endless source of frames, stamped on arrival here: one clock reading a burst.</summary>
/// <param name="port">A started port; the caller keeps it.</param>
/// <param name="clock">Gives the receive time.</param>
/// <param name="queue">Receive queue; one thread each.</param>
public sealed class DpdkPortSource(DpdkPort port, IClock clock, int queue = 0) : IFrameSource
{
    private bool _isRegistered;

    /// <inheritdoc/>
    public bool IsExhausted => false;

    /// <inheritdoc/>
    public long FrameCount { get; private set; }

    /// <inheritdoc/>
    public int Poll(Span<FrameDescriptor> burst)
    {
        if (!_isRegistered)
        {
            _isRegistered = true;
            DpdkEnvironment.Current?.RegisterThread();
        }

        int count = port.Receive(burst, queue);
        if (count == 0)
        {
            return 0;
        }

        long nowNs = clock.NowNs;
        for (int i = 0; i < count; i++)
        {
            burst[i].ReceiveTimeNs = nowNs;
        }

        FrameCount += count;
        return count;
    }

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<FrameDescriptor> burst) => port.Release(burst);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The port is the caller's: its other queues may be in use.
    }
}
