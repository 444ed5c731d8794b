using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>A place that a multi-destination publication sends to.</summary>
internal struct SendDestination
{
    /// <summary>The id that it was added with, -1 for one that came by itself.</summary>
    public long RegistrationId;

    /// <summary>Where it is.</summary>
    public UdpAddress Address;

    /// <summary>Its name.</summary>
    public HostAndPort Place;

    /// <summary>The receiver there, once it has said something.</summary>
    public long ReceiverId;

    /// <summary>Whether it has.</summary>
    public bool HasReceiver;

    /// <summary>When it last said something, or was last looked up, ns.</summary>
    public long LastActivityNs;
}
