namespace EdgeRouter.Link.Sessions;

/// <summary>What happened on a link, as seen from one end; all numbers only grow but the last two.</summary>
public sealed class LinkCounters
{
    /// <summary>Numbered messages sent, those that were sent again included.</summary>
    public long SentCount { get; internal set; }

    /// <summary>Numbered messages that had been sent before.</summary>
    public long ReplayedCount { get; internal set; }

    /// <summary>Numbered messages taken.</summary>
    public long TakenCount { get; internal set; }

    /// <summary>Numbered messages that came again and were dropped.</summary>
    public long DuplicateCount { get; internal set; }

    /// <summary>Times that a message was missing before one that came.</summary>
    public long GapCount { get; internal set; }

    /// <summary>Messages that could not be taken just then and have to come again.</summary>
    public long PostponedCount { get; internal set; }

    /// <summary>Messages without a number sent.</summary>
    public long UnnumberedSentCount { get; internal set; }

    /// <summary>Messages without a number that could not be sent and were given up.</summary>
    public long UnnumberedLostCount { get; internal set; }

    /// <summary>Heartbeats that did not come when they were due.</summary>
    public long MissedHeartbeatCount { get; internal set; }

    /// <summary>Times that the transport had no room.</summary>
    public long BackPressureCount { get; internal set; }

    /// <summary>Messages of another run of the other end, or from before the two ends knew each other.</summary>
    public long ForeignCount { get; internal set; }

    /// <summary>Bytes that are no message of the protocol, or not one of a link's.</summary>
    public long MalformedCount { get; internal set; }

    /// <summary>Times that the two ends came to know each other.</summary>
    public long HandshakeCount { get; internal set; }

    /// <summary>Times that a link that could be used could be used no more.</summary>
    public long InterruptionCount { get; internal set; }

    /// <summary>The highest number that the other end confirmed; 0 = none.</summary>
    public long ConfirmedSequence { get; internal set; }

    /// <summary>When the other end was last heard, ns; 0 = never.</summary>
    public long LastHeardNs { get; internal set; }
}
