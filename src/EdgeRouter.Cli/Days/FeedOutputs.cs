using EdgeRouter.Cli.Time;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Dpdk;
using EdgeRouter.Ingest;
using EdgeRouter.Ingest.Transmit;

namespace EdgeRouter.Cli.Days;

/// <summary>The open outputs of a simulated day's feeds, behind one sink.</summary>
internal sealed class FeedOutputs : IDisposable
{
    private const int PoolMbufs = 4095;

    // The kernel interfaces' driver has slots of 2,016 bytes, and refuses buffers that are smaller.
    private const int RoomBytes = 2_304;
    private const string VirtualDevicePrefix = "net_";
    private DpdkPool? _pool;
    private DpdkPort? _port;

    /// <summary>Opens the outputs.</summary>
    /// <param name="options">Which.</param>
    /// <param name="ticks">For the pace.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public FeedOutputs(FeedOutputOptions options, ITickCounter ticks, CancellationToken cancellation)
    {
        Options = options;
        try
        {
            Capture = options.CapturePath is { } path ? new CaptureWriter(path) : null;
            Udp = options.UdpInterface is { } address ? new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = address }) : null;
            Dpdk = options.DpdkDevice is { } device ? OpenPort(device) : null;
        }
        catch
        {
            Dispose();
            throw;
        }

        var all = new TeeFrameSink([.. new IFrameSink?[] { Capture, Udp, Dpdk }.OfType<IFrameSink>()]);
        Pacer = options.Speed > 0 ? new PacedFrameSink(all, ticks, new CancellableWaiter(ticks, cancellation), options.Speed) : null;
        Sink = Pacer is null ? all : Pacer;
    }

    /// <summary>What was asked for.</summary>
    public FeedOutputOptions Options { get; }

    /// <summary>Takes the frames.</summary>
    public IFrameSink Sink { get; }

    /// <summary>The pacer; null = as fast as possible.</summary>
    public PacedFrameSink? Pacer { get; }

    /// <summary>The capture; null = none.</summary>
    public CaptureWriter? Capture { get; }

    /// <summary>UDP multicast; null = none.</summary>
    public UdpFrameSink? Udp { get; }

    /// <summary>The DPDK port; null = none.</summary>
    public DpdkFrameSink? Dpdk { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dpdk?.Dispose();
        _port?.Dispose();
        _pool?.Dispose();
        Udp?.Dispose();
        Capture?.Dispose();
    }

    // A virtual device is made here; any other name is a NIC that EAL finds on the bus.
    private DpdkFrameSink OpenPort(string device)
    {
        string[] parts = device.Split(',', 2);
        bool isVirtual = parts[0].StartsWith(VirtualDevicePrefix, StringComparison.Ordinal);
        DpdkEnvironment environment = DpdkEnvironment.GetOrStart(isVirtual ? null : DpdkOptions.HugePages());
        _pool = DpdkPool.Create(environment, PoolMbufs, RoomBytes);
        _port = isVirtual ? DpdkPort.Plug(environment, parts[0], parts.ElementAtOrDefault(1) ?? string.Empty) : DpdkPort.Find(environment, parts[0]);
        _port.Start(_pool);
        return new DpdkFrameSink(_port, _pool);
    }
}
