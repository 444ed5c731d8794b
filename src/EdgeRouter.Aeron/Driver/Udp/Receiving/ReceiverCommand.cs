using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A command of the conductor to the receiver.</summary>
internal struct ReceiverCommand
{
    /// <summary>What to do.</summary>
    public ReceiverCommandKind Kind;

    /// <summary>The endpoint.</summary>
    public ReceiveEndpoint Endpoint;

    /// <summary>The socket.</summary>
    public ReceiveDestination? Destination;

    /// <summary>The image.</summary>
    public ReceiveStream? Stream;

    /// <summary>The stream.</summary>
    public int StreamId;

    /// <summary>The session, null = all.</summary>
    public int? SessionId;

    /// <summary>A time, ns.</summary>
    public long TimeNs;

    /// <summary>An address; of a new image: where it comes from.</summary>
    public UdpAddress Address;
}
