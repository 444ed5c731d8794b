namespace EdgeRouter.Protocol.Messages;

/// <summary>Heartbeat of a link, confirmation and wish for a replay.</summary>
public readonly record struct LinkStatus
{
    /// <summary>This run of the sender's process.</summary>
    public ulong Incarnation { get; init; }

    /// <summary>The run of the other end that it is about.</summary>
    public ulong PeerIncarnation { get; init; }

    /// <summary>Number of the last numbered message sent; 0 = none.</summary>
    public long SentSequence { get; init; }

    /// <summary>Number of the last message that the sender took and keeps; 0 = none.</summary>
    public long TakenSequence { get; init; }

    /// <summary>Whether everything behind the message taken is to be sent again.</summary>
    public bool WantsReplay { get; init; }
}
