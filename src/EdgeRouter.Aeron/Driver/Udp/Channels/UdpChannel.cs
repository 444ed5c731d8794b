using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>A channel <c>aeron:udp</c>, checked and with its names looked up.</summary>
internal sealed record UdpChannel
{
    /// <summary>What it was read from.</summary>
    public required ChannelUri Uri { get; init; }

    /// <summary>The same for every spelling of one place: channels with one form share a socket.</summary>
    public required string CanonicalForm { get; init; }

    /// <summary>Who says where the other ends are.</summary>
    public ControlMode ControlMode { get; init; }

    /// <summary>Whether data goes to a group.</summary>
    public bool IsMulticast { get; init; }

    /// <summary>Where data is sent to, and received at.</summary>
    public UdpAddress RemoteData { get; init; }

    /// <summary>Where status messages are sent to: of a group, its control group.</summary>
    public UdpAddress RemoteControl { get; init; }

    /// <summary>Where the sender's socket is bound; of a group: the interface.</summary>
    public UdpAddress Local { get; init; }

    /// <summary>The interface's number, 0 = the system chooses.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>The endpoint as written, null if none.</summary>
    public HostAndPort? Endpoint { get; init; }

    /// <summary>The control address as written, null if none.</summary>
    public HostAndPort? Control { get; init; }

    /// <summary>Time to live of multicast, 0 = as set.</summary>
    public int Ttl { get; init; }

    /// <summary>The channel's tag.</summary>
    public long? Tag { get; init; }

    /// <summary>The publication's or subscription's tag.</summary>
    public long? EntityTag { get; init; }

    /// <summary>The session asked for.</summary>
    public int? SessionId { get; init; }

    /// <summary>The publication whose session is asked for.</summary>
    public long? SessionIdTag { get; init; }

    /// <summary>Longest datagram, bytes.</summary>
    public int? MtuBytes { get; init; }

    /// <summary>Length of a term, bytes.</summary>
    public int? TermLengthBytes { get; init; }

    /// <summary>First term.</summary>
    public int? InitialTermId { get; init; }

    /// <summary>Term to begin in.</summary>
    public int TermId { get; init; }

    /// <summary>Offset to begin at.</summary>
    public int TermOffset { get; init; }

    /// <summary>How long a drained publication stays, ns.</summary>
    public long? LingerNs { get; init; }

    /// <summary>Whether the end of the stream is told.</summary>
    public bool SignalsEndOfStream { get; init; } = true;

    /// <summary>Whether log files come without their pages.</summary>
    public bool? IsSparse { get; init; }

    /// <summary>Flow control.</summary>
    public FlowControlSpec FlowControl { get; init; } = FlowControlSpec.Default;

    /// <summary>Receiver window, bytes.</summary>
    public int? ReceiverWindowBytes { get; init; }

    /// <summary>Publication window, bytes.</summary>
    public int? PublicationWindowBytes { get; init; }

    /// <summary>SO_SNDBUF, bytes.</summary>
    public int? SendBufferBytes { get; init; }

    /// <summary>SO_RCVBUF, bytes.</summary>
    public int? ReceiveBufferBytes { get; init; }

    /// <summary>Whether lost data is asked for again.</summary>
    public bool IsReliable { get; init; } = true;

    /// <summary>Whether to behave as one of a group; null = as the sender says.</summary>
    public bool? IsGroup { get; init; }

    /// <summary>Whether an untethered subscriber comes back.</summary>
    public bool Rejoins { get; init; } = true;

    /// <summary>Whether a slow subscriber holds the stream.</summary>
    public bool IsTethered { get; init; } = true;

    /// <summary>Wait before a unicast NAK, ns.</summary>
    public long? NakDelayNs { get; init; }

    /// <summary>Whether spies alone make it connected.</summary>
    public bool? SpiesSimulateConnection { get; init; }

    /// <summary>Retransmissions under way.</summary>
    public int? MaxResend { get; init; }

    /// <summary>Tag of this receiver's group.</summary>
    public long? GroupTag { get; init; }

    /// <summary>The stream asked for in the channel itself; it must agree with the command.</summary>
    public int? StreamId { get; init; }

    /// <summary>Untethered: so long over the limit, ns.</summary>
    public long? UntetheredWindowLimitNs { get; init; }

    /// <summary>Untethered: time in linger, ns.</summary>
    public long? UntetheredLingerNs { get; init; }

    /// <summary>Untethered: time at rest, ns.</summary>
    public long? UntetheredRestingNs { get; init; }

    /// <summary>Whether data goes to many places, one by one.</summary>
    public bool IsMultiDestination => ControlMode != ControlMode.None;

    /// <summary>Whether there may be many receivers.</summary>
    public bool HasGroupSemantics => IsMulticast || IsMultiDestination;

    /// <summary>As the client wrote it.</summary>
    public string Text => Uri.Text;
}
