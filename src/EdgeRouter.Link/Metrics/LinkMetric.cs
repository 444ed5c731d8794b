namespace EdgeRouter.Link.Metrics;

/// <summary>Figures of one end of a link. A value is the type number of its Aeron counter: tools know them, they must only ever grow.</summary>
public enum LinkMetric
{
    /// <summary>The state: the value of a <see cref="Sessions.LinkState"/>.</summary>
    State = 1000,

    /// <summary>Why the two ends cannot go on: the value of a <see cref="Core.Links.LinkRefusal"/>, 0 = they can.</summary>
    Refusal = 1001,

    /// <summary>Messages sent and not confirmed now.</summary>
    Unconfirmed = 1002,

    /// <summary>The highest number that the other end confirmed.</summary>
    ConfirmedSequence = 1003,

    /// <summary>Numbered messages sent, those that were sent again included.</summary>
    Sent = 1004,

    /// <summary>Numbered messages that had been sent before.</summary>
    Replayed = 1005,

    /// <summary>Numbered messages taken.</summary>
    Taken = 1006,

    /// <summary>Numbered messages that came again and were dropped.</summary>
    Duplicates = 1007,

    /// <summary>Times that a message was missing before one that came.</summary>
    Gaps = 1008,

    /// <summary>Messages that could not be taken just then.</summary>
    Postponed = 1009,

    /// <summary>Messages without a number that were given up.</summary>
    UnnumberedLost = 1010,

    /// <summary>Heartbeats that did not come when they were due.</summary>
    MissedHeartbeats = 1011,

    /// <summary>Times that the transport had no room.</summary>
    BackPressure = 1012,

    /// <summary>Messages of another run of the other end.</summary>
    Foreign = 1013,

    /// <summary>Bytes that are no message of a link.</summary>
    Malformed = 1014,

    /// <summary>Times that the two ends came to know each other.</summary>
    Handshakes = 1015,

    /// <summary>Times that a link that could be used could be used no more.</summary>
    Interruptions = 1016,

    /// <summary>When the other end was last heard, ms since the Unix epoch; 0 = never.</summary>
    LastHeardMs = 1017,
}
