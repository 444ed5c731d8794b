namespace EdgeRouter.Core.Feeds;

/// <summary>The sequencing facts of one packet, folded over the protocols.</summary>
public readonly record struct FeedPacketHeader
{
    /// <summary>What the packet carries.</summary>
    public FeedPacketKind Kind { get; init; }

    /// <summary>The venue's session; a change restarts the sequence. 0 where the protocol has none.</summary>
    public ulong Session { get; init; }

    /// <summary>Sequence of the packet (CME) or of its first message (MEMOIR).</summary>
    public ulong Sequence { get; init; }

    /// <summary>Sequence numbers that the packet covers: 1 for packet-sequenced protocols, the message count for message-sequenced ones.</summary>
    public uint SequenceCount { get; init; }

    /// <summary>The venue's sending time, ns since the Unix epoch; 0 where the protocol has none.</summary>
    public long SendingTimeNs { get; init; }
}
