using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest;

/// <summary>Moves frames from a source through the parser to a handler, a burst at a time. Allocates nothing after construction.</summary>
/// <typeparam name="THandler">A struct, so that the call of each packet is direct.</typeparam>
public sealed class FramePump<THandler>
    where THandler : struct, IPacketHandler
{
    /// <summary>Frames of a burst: DPDK's usual size, small enough to stay in the first-level cache.</summary>
    public const int BurstFrames = 32;

    private readonly IFrameSource _source;
    private readonly FrameDescriptor[] _burst = new FrameDescriptor[BurstFrames];
    private THandler _handler;
    private ParseCounters _counters;

    /// <summary>Creates the pump.</summary>
    /// <param name="source">Where frames come from; the caller keeps it and disposes it.</param>
    /// <param name="handler">Where datagrams go.</param>
    public FramePump(IFrameSource source, THandler handler)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _handler = handler;
    }

    /// <summary>The handler, in place.</summary>
    public ref THandler Handler => ref _handler;

    /// <summary>What the frames were.</summary>
    public ref readonly ParseCounters Counters => ref _counters;

    /// <summary>Handles one burst.</summary>
    /// <returns>Frames taken from the source; 0: none now.</returns>
    public int PumpOnce() => Pump(BurstFrames);

    /// <summary>Handles bursts until the source is exhausted, has none now, or <paramref name="maxFrames"/> are done.</summary>
    /// <param name="maxFrames">The most frames to take.</param>
    /// <returns>Frames taken.</returns>
    public long PumpToEnd(long maxFrames = long.MaxValue)
    {
        long total = 0;
        while (total < maxFrames)
        {
            int count = Pump((int)Math.Min(BurstFrames, maxFrames - total));
            if (count == 0)
            {
                break;
            }

            total += count;
        }

        return total;
    }

    private int Pump(int maxFrames)
    {
        int count = _source.Poll(_burst.AsSpan(0, maxFrames));
        ReadOnlySpan<FrameDescriptor> frames = _burst.AsSpan(0, count);
        try
        {
            foreach (ref readonly FrameDescriptor frame in frames)
            {
                if (FrameParser.TryParse(frame.Bytes, frame.ReceiveTimeNs, ref _counters, out Datagram datagram))
                {
                    _handler.OnPacket(in datagram);
                }
            }
        }
        finally
        {
            _source.Release(frames);
        }

        return count;
    }
}
