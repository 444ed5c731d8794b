using Links = EdgeRouter.Core.Links;

namespace EdgeRouter.Protocol.Messages;

/// <summary>One end of a link says who it is and what it has.</summary>
public readonly record struct LinkHello
{
    /// <summary>This run of the sender's process.</summary>
    public ulong Incarnation { get; init; }

    /// <summary>Number of the question that this asks or answers.</summary>
    public ulong Question { get; init; }

    /// <summary>In an answer: whose question it was.</summary>
    public ulong PeerIncarnation { get; init; }

    /// <summary>The sender's journal, whose records it sends.</summary>
    public ulong JournalId { get; init; }

    /// <summary>Last record of that journal; 0 = none.</summary>
    public long LastSequence { get; init; }

    /// <summary>The journal that the sender took messages of; 0 = none yet.</summary>
    public ulong PeerJournalId { get; init; }

    /// <summary>The last message of that journal that it took and keeps; 0 = none.</summary>
    public long TakenSequence { get; init; }

    /// <summary>What the sender is.</summary>
    public Links.LinkTier Tier { get; init; }

    /// <summary>Whether it answers a question.</summary>
    public bool IsAnswer { get; init; }
}
