using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Recovery;

/// <summary>How a router process is started.</summary>
public sealed record RouterHostOptions
{
    /// <summary>The shard; the first configuration of every session in the journal.</summary>
    public required RouterSetup Setup { get; init; }

    /// <summary>The journal, with its snapshots beside it.</summary>
    public required JournalOptions Journal { get; init; }

    /// <summary>What the journal's session is about; its start time is the clock's.</summary>
    public required SessionHeader Session { get; init; }

    /// <summary>Tier and shard, for the envelope.</summary>
    public ushort SourceId { get; init; } = 1;

    /// <summary>Records between two snapshots. 2,000,000: about a second of folding at a restart.</summary>
    public long SnapshotIntervalRecords { get; init; } = 2_000_000;

    /// <summary>Whether the journal keeps the market data too, so that it replays without a capture.</summary>
    public bool JournalsPackets { get; init; }

    /// <summary>Packets of the capture that passed before this restart, which ties a restart to the capture; null = what the journal knows of.</summary>
    public long? PacketCount { get; init; }
}
