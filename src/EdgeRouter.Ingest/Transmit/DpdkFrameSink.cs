using System.Globalization;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Dpdk;

namespace EdgeRouter.Ingest.Transmit;

/// <summary>Sends frames, as they are, by one transmit queue of a DPDK port: a NIC, a ring, a capture file (<c>tx_pcap</c>), a kernel interface. Frames go in bursts;
/// <see cref="Flush"/> sends a burst that is not full. No allocation a frame.</summary>
/// <remarks>What the port does not take (its ring is full) is offered again, a bounded number of times, then dropped and counted.</remarks>
public sealed unsafe class DpdkFrameSink : IFrameSink, IDisposable
{
    private const int BurstFrames = 32;
    private const int SpinCount = 20;
    private readonly DpdkPort _port;
    private readonly DpdkPool _pool;
    private readonly int _queue;
    private readonly TransmitLimits _limits;
    private readonly int _slotBytes;
    private readonly FrameDescriptor[] _burst = new FrameDescriptor[BurstFrames];
    private byte* _slots;
    private int _count;
    private int _dropsInRow;

    /// <summary>Creates the sink.</summary>
    /// <param name="port">A started port; the caller keeps it.</param>
    /// <param name="pool">Where copies of frames are made; its room bounds a frame's length.</param>
    /// <param name="limits">Patience; null = the defaults.</param>
    /// <param name="queue">Transmit queue; one thread each.</param>
    public DpdkFrameSink(DpdkPort port, DpdkPool pool, TransmitLimits? limits = null, int queue = 0)
    {
        ArgumentNullException.ThrowIfNull(port);
        ArgumentNullException.ThrowIfNull(pool);
        _port = port;
        _pool = pool;
        _queue = queue;
        _limits = limits ?? new TransmitLimits();
        _slotBytes = pool.RoomBytes - DpdkPool.HeadroomBytes;
        _slots = (byte*)NativeMemory.Alloc(BurstFrames, (nuint)_slotBytes);
    }

    /// <summary>Frames that the port took.</summary>
    public long SentCount { get; private set; }

    /// <summary>Frames that it did not take in time.</summary>
    public long DroppedCount { get; private set; }

    /// <summary>Times that a burst, or what was left of it, was offered again.</summary>
    public long RetryCount { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EdgeRouterException">ER2042: the port takes no frames any more; ER2043: the frame is larger than the pool's buffers.</exception>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        ObjectDisposedException.ThrowIf(_slots == null, this);
        if (frame.Length > _slotBytes)
        {
            throw EdgeRouterException.BadInput("ER2043", string.Create(CultureInfo.InvariantCulture, $"a frame of {frame.Length} bytes is larger than the {_slotBytes} bytes of a buffer of DPDK port '{_port.Name}'"));
        }

        // SAFETY: slot _count is below BurstFrames, and the frame was found to fit a slot.
        byte* slot = _slots + ((nint)_count * _slotBytes);
        frame.CopyTo(new Span<byte>(slot, _slotBytes));
        _burst[_count++] = new FrameDescriptor { Data = slot, LengthBytes = frame.Length, WireLengthBytes = frame.Length };
        if (_count == BurstFrames)
        {
            Flush();
        }
    }

    /// <summary>Sends what waits.</summary>
    /// <exception cref="EdgeRouterException">ER2042: the port takes no frames any more.</exception>
    public void Flush()
    {
        int sent = 0;
        int tries = 0;
        while (sent < _count)
        {
            int taken = _port.Transmit(_pool, _burst.AsSpan(sent, _count - sent), _queue);
            sent += taken;
            tries = taken > 0 ? 0 : tries + 1;
            if (sent < _count)
            {
                if (tries > _limits.RetryCountMax)
                {
                    break;
                }

                RetryCount++;
                Thread.SpinWait(SpinCount);
            }
        }

        int dropped = _count - sent;
        _count = 0;
        SentCount += sent;
        DroppedCount += dropped;
        _dropsInRow = sent > 0 ? 0 : _dropsInRow + dropped;
        if (_dropsInRow >= _limits.DropsInRowMax)
        {
            throw GiveUp();
        }
    }

    /// <summary>Frees the buffers; what waits is not sent (call <see cref="Flush"/> before).</summary>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    private EdgeRouterException GiveUp()
    {
        string why = _port.HasLink switch
        {
            false => "its link is down: check cable and interface",
            _ => "nobody empties its ring, or the interface behind it is down",
        };
        return EdgeRouterException.Environment("ER2042", string.Create(CultureInfo.InvariantCulture, $"DPDK port '{_port.Name}' took none of the last {_dropsInRow} frames: {why}"));
    }
}
