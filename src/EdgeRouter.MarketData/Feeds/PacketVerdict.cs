namespace EdgeRouter.MarketData.Feeds;

/// <summary>What arbitration does with a packet.</summary>
internal enum PacketVerdict : byte
{
    /// <summary>It carries the next sequence: apply it now.</summary>
    Apply,

    /// <summary>Something is missing before it: hold it.</summary>
    Ahead,

    /// <summary>All of it came before: drop it.</summary>
    Duplicate,

    /// <summary>It was given up: drop it.</summary>
    Late,

    /// <summary>It begins a session: start over with it.</summary>
    Restart,
}
