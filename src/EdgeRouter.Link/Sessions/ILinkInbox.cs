using EdgeRouter.Core.Links;

namespace EdgeRouter.Link.Sessions;

/// <summary>Takes what the other end sends, each message once and in order, and knows after a restart what it took: the number of a message is kept in the same
/// write as what came of it.</summary>
public interface ILinkInbox
{
    /// <summary>The journal whose messages it takes; 0 = none yet.</summary>
    ulong PeerJournalId { get; }

    /// <summary>Number of the last message taken; 0 = none.</summary>
    long TakenSequence { get; }

    /// <summary>The other end speaks from a journal: from now on that one is taken from.</summary>
    /// <param name="journalId">Its identity.</param>
    /// <param name="refusal">Why never; None = not now, when the result is false.</param>
    /// <returns>Whether it is so.</returns>
    bool TryJoin(ulong journalId, out LinkRefusal refusal);

    /// <summary>Takes the next message.</summary>
    /// <param name="sequence">Its number, above <see cref="TakenSequence"/>.</param>
    /// <param name="message">Any bytes; valid during the call only.</param>
    /// <returns>False when it cannot be taken now (nothing can be written): it comes again.</returns>
    bool TryTake(long sequence, ReadOnlySpan<byte> message);

    /// <summary>Takes a message without a number, which may be lost.</summary>
    /// <param name="message">Any bytes; valid during the call only.</param>
    void TakeUnnumbered(ReadOnlySpan<byte> message);

    /// <summary>Makes what was taken outlast this process.</summary>
    /// <returns>Number of the last message for which that holds; the other end may forget all up to it.</returns>
    long Keep();
}
