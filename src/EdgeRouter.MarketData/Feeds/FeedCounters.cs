namespace EdgeRouter.MarketData.Feeds;

/// <summary>What a feed handler and its books met. Allocated once; counting allocates nothing.</summary>
public sealed class FeedCounters
{
    /// <summary>Packets of the selected lines with a sound header.</summary>
    public long Packets { get; internal set; }

    /// <summary>Datagrams that belong to neither line.</summary>
    public long ForeignPackets { get; internal set; }

    /// <summary>Packets of a line that is not selected.</summary>
    public long UnselectedPackets { get; internal set; }

    /// <summary>Packets of a selected line whose header is short or unsound.</summary>
    public long BadHeaders { get; internal set; }

    /// <summary>Applied packets with a truncated or damaged message: like a gap, each makes the feed's books stale.</summary>
    public long DamagedPackets { get; internal set; }

    /// <summary>Packets dropped by arbitration because all of their messages had come before.</summary>
    public long Duplicates { get; internal set; }

    /// <summary>Packets dropped because they came after their gap was declared, or from before the first packet.</summary>
    public long Late { get; internal set; }

    /// <summary>Packets that waited in the reorder buffer.</summary>
    public long Held { get; internal set; }

    /// <summary>Times that a gap was declared.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Sequence numbers lost in gaps: packets or messages, as the protocol counts.</summary>
    public long GapPackets { get; internal set; }

    /// <summary>Gaps declared because the reorder buffer was full or a packet too large for it.</summary>
    public long ReorderOverflows { get; internal set; }

    /// <summary>Packets partly seen before, of which only the rest was applied.</summary>
    public long PartialOverlaps { get; internal set; }

    /// <summary>Heartbeats and ends of session.</summary>
    public long Heartbeats { get; internal set; }

    /// <summary>Ends of session that the venue announced.</summary>
    public long SessionEnds { get; internal set; }

    /// <summary>New sessions, and sequences that restarted far below the expected one.</summary>
    public long SessionChanges { get; internal set; }

    /// <summary>Whether the first packet was not the session's first: books began unverified.</summary>
    public bool IsMidSessionStart { get; internal set; }

    /// <summary>Events for instruments that are not mapped; skipped.</summary>
    public long UnknownInstruments { get; internal set; }

    /// <summary>Instruments that found no room in the state or in the feed's map.</summary>
    public long InstrumentDrops { get; internal set; }

    /// <summary>Level updates applied.</summary>
    public long LevelUpdates { get; internal set; }

    /// <summary>Order events applied.</summary>
    public long OrderEvents { get; internal set; }

    /// <summary>Trades, executions of displayed orders included.</summary>
    public long Trades { get; internal set; }

    /// <summary>Level updates below the last level kept; ignored.</summary>
    public long LevelsBeyondDepth { get; internal set; }

    /// <summary>Level updates that cannot be: level 0, no side, a negative quantity, an unknown action, or in a verified book a level that the book has not got.</summary>
    public long ImpossibleLevels { get; internal set; }

    /// <summary>Order events whose order is not on the book: expected where a feed was joined mid-session or lost packets.</summary>
    public long UnknownOrders { get; internal set; }

    /// <summary>Orders added with an id that stands on the book already; the new one replaces it.</summary>
    public long DuplicateOrders { get; internal set; }

    /// <summary>Orders without side or quantity; ignored.</summary>
    public long BadOrders { get; internal set; }

    /// <summary>Executions and reductions of more than the order had left; the order is removed.</summary>
    public long OverExecutions { get; internal set; }

    /// <summary>Orders that found no room in the order table or the price ladder; their book is stale until it is cleared.</summary>
    public long CapacityDrops { get; internal set; }

    /// <summary>Order events on a feed without an order table; ignored.</summary>
    public long UnsupportedEvents { get; internal set; }

    /// <summary>Books that came back from stale because their own sequence showed that they had missed nothing.</summary>
    public long RecoveredBooks { get; internal set; }

    /// <summary>Books found crossed (bid above ask) when the venue said that its event was complete.</summary>
    public long CrossedBooks { get; internal set; }

    /// <summary>Packets of the snapshot channel with a sound header.</summary>
    public long SnapshotPackets { get; internal set; }

    /// <summary>Snapshots that made books whole.</summary>
    public long SnapshotsApplied { get; internal set; }

    /// <summary>Snapshots left out because a part was missing or damaged, or because they found no room.</summary>
    public long SnapshotsBroken { get; internal set; }

    /// <summary>Snapshots that could not heal: older than the gap, or of another session, or so far ahead of the live lines that the next one came first.</summary>
    public long SnapshotsUnused { get; internal set; }

    /// <summary>Books that were not verified and that a snapshot made whole.</summary>
    public long HealedBooks { get; internal set; }

    /// <summary>Live packets that were to be applied behind a snapshot and found no room.</summary>
    public long RecoveryDrops { get; internal set; }
}
