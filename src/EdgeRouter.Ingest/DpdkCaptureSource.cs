using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Dpdk;

namespace EdgeRouter.Ingest;

/// <summary>A capture file that comes in through DPDK (its net_pcap device), the way live packets do. That device's stamps are microseconds,
/// so the file is read in lockstep and frame i carries the file's own stamp; the end is the file's last frame, not silence. Several such
/// sources may follow one another in a process.</summary>
public sealed class DpdkCaptureSource : IFrameSource
{
    private const int PoolMbufs = 4095;

    // net_pcap loses the frame for which it finds no buffer, so a burst is cut to what the pool surely holds: half of it, because the
    // threads' caches may hold the other half back. One frame of the largest size takes 43 buffers.
    private const int BurstSegments = PoolMbufs / 2;
    private const int SegmentBytes = DpdkPool.DefaultRoomBytes - DpdkPool.HeadroomBytes;

    // The device answers every poll from the file at once; this many empty answers mean that it has given up.
    private const int MaxEmptyPolls = 1_000;

    private readonly DpdkEnvironment _environment;
    private readonly CaptureFile _file;
    private readonly DpdkPool? _pool;
    private readonly DpdkPort? _port;
    private readonly FrameDescriptor[] _expected = new FrameDescriptor[DpdkPort.MaxBurst];
    private int _expectedNext;
    private int _expectedCount;
    private bool _isRegistered;
    private bool _isOversizeNext;

    /// <summary>Opens a capture and plugs the device.</summary>
    /// <param name="environment">The running environment.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">As <see cref="CaptureFile.Open"/>; ER2105 to ER2108: DPDK refused.</exception>
    public DpdkCaptureSource(DpdkEnvironment environment, string path)
    {
        ArgumentNullException.ThrowIfNull(environment);
        _environment = environment;
        _file = CaptureFile.Open(path);
        try
        {
            // By descriptor: a path may hold characters that mean something in a device's arguments.
            string name = environment.NextName("net_pcap_er");
            _pool = DpdkPool.Create(environment, PoolMbufs);
            _port = DpdkPort.Plug(environment, name, $"rx_pcap=/proc/self/fd/{_file.Handle.DangerousGetHandle()}");
            _port.Start(_pool);
        }
        catch (EdgeRouterException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public CaptureFile File => _file;

    /// <inheritdoc/>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public long FrameCount { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="EdgeRouterException">The file's damage (ER2006, ER2007, ER2008), after all frames before it. ER2012: DPDK's reader
    /// does not follow the file.</exception>
    public int Poll(Span<FrameDescriptor> burst)
    {
        if (_expectedNext == _expectedCount && !FillExpected())
        {
            return 0;
        }

        int wanted = Math.Min(burst.Length, _expectedCount - _expectedNext);
        int count = Receive(burst[..wanted]);
        for (int i = 0; i < count; i++)
        {
            ref readonly FrameDescriptor expected = ref _expected[_expectedNext + i];
            if (burst[i].LengthBytes != expected.LengthBytes)
            {
                long frame = FrameCount + i;
                int lengthBytes = burst[i].LengthBytes;
                _port!.Release(burst[..count]);
                throw OutOfStep($"gave {lengthBytes} bytes for frame {frame}, the file has {expected.LengthBytes}");
            }

            burst[i].WireLengthBytes = expected.WireLengthBytes;
            burst[i].ReceiveTimeNs = expected.ReceiveTimeNs;
        }

        _expectedNext += count;
        FrameCount += count;
        return count;
    }

    /// <inheritdoc/>
    public void Release(ReadOnlySpan<FrameDescriptor> burst) => _port!.Release(burst);

    /// <summary>Unplugs the device and closes the file.</summary>
    public void Dispose()
    {
        _port?.Dispose();
        _pool?.Dispose();
        _file.Dispose();
    }

    /// <summary>Reads what the file holds next: the stamps of the frames that DPDK will give, as many as fit its pool.</summary>
    private bool FillExpected()
    {
        _expectedNext = _expectedCount = 0;
        int segments = 0;
        while (!_isOversizeNext && _expectedCount < _expected.Length && segments < BurstSegments)
        {
            CaptureReadStatus status = _file.Read(out FrameDescriptor frame);
            if (status == CaptureReadStatus.Frame)
            {
                if (frame.LengthBytes > DpdkPort.MaxFrameBytes)
                {
                    _isOversizeNext = true;
                    break;
                }

                segments += Math.Max(1, (frame.LengthBytes + SegmentBytes - 1) / SegmentBytes);
                _expected[_expectedCount++] = frame;
            }
            else if (status == CaptureReadStatus.Damaged && _expectedCount == 0)
            {
                throw _file.Damage!;
            }
            else
            {
                IsExhausted = status == CaptureReadStatus.End && _expectedCount == 0;
                break;
            }
        }

        return _expectedCount > 0 || (_isOversizeNext ? throw OutOfStep($"cannot take frame {FrameCount}, it has over {DpdkPort.MaxFrameBytes} bytes") : false);
    }

    private int Receive(Span<FrameDescriptor> burst)
    {
        if (!_isRegistered)
        {
            _isRegistered = true;
            _environment.RegisterThread();
        }

        for (int i = 0; i < MaxEmptyPolls; i++)
        {
            int count = _port!.Receive(burst);
            if (count > 0)
            {
                return count;
            }
        }

        throw OutOfStep($"gave {FrameCount} frames and then no more, the file has more");
    }

    private EdgeRouterException OutOfStep(string what) => EdgeRouterException.BadInput(
        "ER2012", $"DPDK's reader of capture '{_file.Path}' {what}: use the file source");
}
