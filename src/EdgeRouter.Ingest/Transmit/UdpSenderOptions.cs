namespace EdgeRouter.Ingest.Transmit;

/// <summary>How a <see cref="UdpFrameSink"/> sends.</summary>
public sealed record UdpSenderOptions
{
    /// <summary>IPv4 address, host order, of the interface that frames leave by; 0: the kernel's choice.</summary>
    public uint InterfaceAddress { get; init; }

    /// <summary>Routers that a multicast datagram may pass; 1 keeps it in its own network. 0 to 255; 0 keeps it on this machine.</summary>
    public int TimeToLive { get; init; } = 1;

    /// <summary>Whether programs on this machine get multicast datagrams too.</summary>
    public bool IsLoopedBack { get; init; } = true;

    /// <summary>Kernel buffer, bytes; the kernel cuts it to net.core.wmem_max.</summary>
    public int SendBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Datagrams refused in a row before the sink gives up.</summary>
    public int DropsInRowMax { get; init; } = 1_000;
}
