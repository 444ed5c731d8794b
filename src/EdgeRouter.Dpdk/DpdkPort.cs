using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk;

/// <summary>One Ethernet port of DPDK: a NIC, or a virtual device over a file, a ring or a kernel interface. One thread a queue.</summary>
public sealed unsafe class DpdkPort : IDisposable
{
    /// <summary>The most frames of one call.</summary>
    public const int MaxBurst = DpdkNative.MaxBurst;

    /// <summary>The largest frame: what DPDK's virtual drivers can hold, more than any NIC's. Longer ones are cut.</summary>
    public const int MaxFrameBytes = 65_535;

    private readonly bool _isPlugged;
    private byte* _arena;
    private int _rxQueueCount;
    private bool _isStarted;
    private bool _isDisposed;

    private DpdkPort(string name, ushort number, bool isPlugged)
    {
        Name = name;
        Number = number;
        _isPlugged = isPlugged;
    }

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>DPDK's port number.</summary>
    public ushort Number { get; }

    /// <summary>The counters since the start.</summary>
    /// <exception cref="EdgeRouterException">ER2109: the driver cannot tell.</exception>
    public DpdkPortStatistics Statistics
    {
        get
        {
            DpdkPortStatistics statistics;
            int code = DpdkNative.GetStatistics(Number, &statistics);
            return code == 0 ? statistics : throw Failure("ER2109", "has no counters", code, long.MaxValue);
        }
    }

    /// <summary>Whether the port has a link now; null where the driver cannot tell. Files and rings always have one.</summary>
    public bool? HasLink => DpdkNative.GetLink(Number) switch
    {
        0 => false,
        1 => true,
        _ => null,
    };

    /// <summary>Creates a virtual device and takes its port.</summary>
    /// <param name="environment">The running environment.</param>
    /// <param name="name">Driver and number: <c>net_ring0</c>.</param>
    /// <param name="arguments">The driver's arguments: <c>rx_pcap=/file</c>; may be empty.</param>
    /// <exception cref="EdgeRouterException">ER2105: the driver refused. ER2106: it made no port.</exception>
    public static DpdkPort Plug(DpdkEnvironment environment, string name, string arguments)
    {
        ArgumentNullException.ThrowIfNull(environment);
        long mark = DpdkLog.LineCount;
        int code = DpdkNative.PlugDevice(name, arguments);
        if (code != 0)
        {
            // -1 is no errno here: the driver said no, and why stands in the log.
            string reason = code == -1 ? string.Empty : $" ({DpdkEnvironment.ErrorText(code)})";
            throw EdgeRouterException.Environment("ER2105", $"DPDK cannot make the device '{name},{arguments}'{reason}{DpdkLog.Since(mark)}");
        }

        // Wrong arguments still answer success, but leave no port.
        int number = DpdkNative.FindPort(name);
        if (number >= 0)
        {
            return new DpdkPort(name, (ushort)number, isPlugged: true);
        }

        DpdkNative.UnplugDevice(name);
        throw EdgeRouterException.Environment("ER2106", $"the device '{name},{arguments}' has no port: check its arguments{DpdkLog.Since(mark)}");
    }

    /// <summary>Takes a port that EAL made at its start: a NIC (by PCI address) or a <c>--vdev</c>.</summary>
    /// <param name="environment">The running environment.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="EdgeRouterException">ER2106: there is none.</exception>
    public static DpdkPort Find(DpdkEnvironment environment, string name)
    {
        ArgumentNullException.ThrowIfNull(environment);
        int number = DpdkNative.FindPort(name);
        return number >= 0
            ? new DpdkPort(name, (ushort)number, isPlugged: false)
            : throw EdgeRouterException.Environment("ER2106", $"DPDK has no port '{name}' ({DpdkNative.GetPortCount()} ports in all): check the name and the driver binding");
    }

    /// <summary>Makes drivers that can stamp packets do so; then <see cref="Receive"/> gives the driver's own stamp. Before <see cref="Start"/>.</summary>
    /// <returns>Whether DPDK has room for the stamp.</returns>
    public static bool EnableTimestamps() => DpdkNative.RegisterRxTimestamps() == 0;

    /// <summary>Configures and starts the port; promiscuous and all-multicast where the device can.</summary>
    /// <param name="pool">Where received packets go; outlives the port.</param>
    /// <param name="options">Queues; null: one each way.</param>
    /// <exception cref="EdgeRouterException">ER2108: the device refused.</exception>
    public void Start(DpdkPool pool, DpdkPortOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        options ??= new DpdkPortOptions();
        long mark = DpdkLog.LineCount;
        int code = DpdkNative.StartPort(
            Number, checked((ushort)options.RxQueueCount), checked((ushort)options.TxQueueCount), checked((ushort)options.QueueDepth), pool.Handle);
        if (code != 0)
        {
            throw Failure("ER2108", "does not start", code, mark);
        }

        // Untouched pages cost nothing: only frames of many segments are ever copied there.
        _rxQueueCount = options.RxQueueCount;
        _arena = (byte*)NativeMemory.Alloc((nuint)(_rxQueueCount * MaxBurst), MaxFrameBytes);
        _isStarted = true;
    }

    /// <summary>Receives what is there, never waits, never allocates.</summary>
    /// <param name="burst">Room for at most <see cref="MaxBurst"/> frames; <see cref="FrameDescriptor.ReceiveTimeNs"/> gets the driver's
    /// stamp in the driver's unit, 0 where it gives none.</param>
    /// <param name="queue">Receive queue.</param>
    /// <returns>Frames, valid until <see cref="Release"/>.</returns>
    public int Receive(Span<FrameDescriptor> burst, int queue = 0)
    {
        if (!_isStarted || (uint)queue >= (uint)_rxQueueCount)
        {
            return 0;
        }

        // SAFETY: FrameDescriptor has the layout of er_dpdk_frame, and the arena has MaxBurst slots a queue.
        fixed (FrameDescriptor* frames = burst)
        {
            int capacity = Math.Min(burst.Length, MaxBurst);
            byte* arena = _arena + ((nint)queue * MaxBurst * MaxFrameBytes);
            return DpdkNative.ReceiveBurst(Number, (ushort)queue, frames, (ushort)capacity, arena, MaxFrameBytes);
        }
    }

    /// <summary>Gives received frames back.</summary>
    /// <param name="burst">What one <see cref="Receive"/> returned.</param>
    public void Release(ReadOnlySpan<FrameDescriptor> burst)
    {
        if (burst.IsEmpty)
        {
            return;
        }

        fixed (FrameDescriptor* frames = burst)
        {
            DpdkNative.FreeReceived(frames, (ushort)Math.Min(burst.Length, MaxBurst));
        }
    }

    /// <summary>Sends copies of frames.</summary>
    /// <param name="pool">Where the copies are made.</param>
    /// <param name="frames">At most <see cref="MaxBurst"/>; Data and LengthBytes are read.</param>
    /// <param name="queue">Transmit queue.</param>
    /// <returns>Frames that the port took, from the front; 0 too where the pool is empty or a frame is larger than its room.</returns>
    public int Transmit(DpdkPool pool, ReadOnlySpan<FrameDescriptor> frames, int queue = 0)
    {
        fixed (FrameDescriptor* first = frames)
        {
            int count = Math.Min(frames.Length, MaxBurst);
            return _isStarted ? Math.Max(0, DpdkNative.TransmitFrames(Number, (ushort)queue, pool.Handle, first, (ushort)count)) : 0;
        }
    }

    /// <summary>Sends buffers in place.</summary>
    /// <param name="mbufs">Filled buffers.</param>
    /// <param name="queue">Transmit queue.</param>
    /// <returns>Buffers that the port took, from the front; the rest are still the caller's.</returns>
    public int Transmit(ReadOnlySpan<DpdkMbuf> mbufs, int queue = 0)
    {
        fixed (DpdkMbuf* first = mbufs)
        {
            int count = Math.Min(mbufs.Length, MaxBurst);
            return _isStarted ? DpdkNative.TransmitBurst(Number, (ushort)queue, first, (ushort)count) : 0;
        }
    }

    /// <summary>Maps the caller's memory for the device, where it needs that: for pools made by <see cref="DpdkPool.CreateIn"/>.</summary>
    /// <param name="memory">First byte.</param>
    /// <param name="sizeBytes">Size.</param>
    /// <exception cref="EdgeRouterException">ER2108: the device refused.</exception>
    public void MapMemory(void* memory, long sizeBytes)
    {
        long mark = DpdkLog.LineCount;
        int code = DpdkNative.MapMemory(Number, memory, (nuint)sizeBytes);
        if (code != 0)
        {
            throw Failure("ER2108", "cannot map memory", code, mark);
        }
    }

    /// <summary>Undoes <see cref="MapMemory"/>.</summary>
    /// <param name="memory">First byte.</param>
    /// <param name="sizeBytes">Size.</param>
    /// <returns>Whether it was mapped.</returns>
    public bool UnmapMemory(void* memory, long sizeBytes) => DpdkNative.UnmapMemory(Number, memory, (nuint)sizeBytes) == 0;

    /// <summary>Stops and closes the port, and removes its device if <see cref="Plug"/> made it. Frames must have been released.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_isStarted)
        {
            _isStarted = false;
            DpdkNative.StopPort(Number);
        }

        DpdkNative.ClosePort(Number);
        if (_isPlugged)
        {
            DpdkNative.UnplugDevice(Name);
        }

        NativeMemory.Free(_arena);
        _arena = null;
    }

    private EdgeRouterException Failure(string id, string what, int code, long mark) => EdgeRouterException.Environment(
        id, $"DPDK port '{Name}' {what} ({DpdkEnvironment.ErrorText(code)}){DpdkLog.Since(mark)}");
}
