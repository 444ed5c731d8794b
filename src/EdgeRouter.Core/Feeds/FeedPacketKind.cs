namespace EdgeRouter.Core.Feeds;

/// <summary>What a packet carries.</summary>
public enum FeedPacketKind : byte
{
    /// <summary>Sequenced messages.</summary>
    Data = 0,

    /// <summary>No messages; the sequence is the next one that will be sent.</summary>
    Heartbeat = 1,

    /// <summary>The venue ended the session.</summary>
    SessionEnd = 2,
}
