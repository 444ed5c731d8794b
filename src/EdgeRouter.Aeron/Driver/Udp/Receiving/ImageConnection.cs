using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A way on which an image's data comes.</summary>
internal struct ImageConnection
{
    /// <summary>The socket.</summary>
    public ReceiveDestination Destination;

    /// <summary>Where status messages and NAKs go.</summary>
    public UdpAddress Control;

    /// <summary>When something last came, ns.</summary>
    public long LastActivityNs;

    /// <summary>Whether the stream has ended here.</summary>
    public bool IsEnded;

    /// <summary>Where it has.</summary>
    public long EndPosition;
}
