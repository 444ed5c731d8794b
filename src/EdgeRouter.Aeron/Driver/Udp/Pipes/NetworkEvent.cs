using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Pipes;

/// <summary>Something that sender or receiver tell the conductor; which fields mean something depends on the kind. May be lost when the pipe is full: what
/// causes it comes again.</summary>
internal struct NetworkEvent
{
    /// <summary>What it is.</summary>
    public NetworkEventKind Kind;

    /// <summary>The endpoint of sender or receiver.</summary>
    public object Endpoint;

    /// <summary>The receive destination, or the refused stream.</summary>
    public object? Subject;

    /// <summary>The SETUP.</summary>
    public SetupFrame Setup;

    /// <summary>The refusal.</summary>
    public ErrorFrame Error;

    /// <summary>Text of the refusal.</summary>
    public string? Text;

    /// <summary>Where it came from.</summary>
    public UdpAddress Source;

    /// <summary>Id of the destination, -1 if none.</summary>
    public long DestinationId;

    /// <summary>The name to look up.</summary>
    public HostAndPort Place;
}
