namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>What port to open.</summary>
internal readonly record struct PortSpec
{
    /// <summary>Address to bind; of a group: joined too.</summary>
    public required UdpAddress Bind { get; init; }

    /// <summary>Address to connect to, none for many peers.</summary>
    public UdpAddress Connect { get; init; }

    /// <summary>Interface for multicast: its address.</summary>
    public UdpAddress Interface { get; init; }

    /// <summary>Interface for multicast: its index, 0 = the system chooses.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Time to live of multicast, 0 = the system's.</summary>
    public int Ttl { get; init; }

    /// <summary>SO_RCVBUF, bytes, 0 = the system's.</summary>
    public int ReceiveBufferBytes { get; init; }

    /// <summary>SO_SNDBUF, bytes, 0 = the system's.</summary>
    public int SendBufferBytes { get; init; }
}
