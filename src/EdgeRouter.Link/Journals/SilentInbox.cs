using EdgeRouter.Core.Links;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Journals;

/// <summary>Takes nothing: the side of a link whose other end only listens.</summary>
public sealed class SilentInbox : ILinkInbox
{
    /// <inheritdoc/>
    public ulong PeerJournalId => 0;

    /// <inheritdoc/>
    public long TakenSequence => 0;

    /// <inheritdoc/>
    public bool TryJoin(ulong journalId, out LinkRefusal refusal)
    {
        refusal = journalId == 0 ? LinkRefusal.None : LinkRefusal.WrongTier;
        return journalId == 0;
    }

    /// <inheritdoc/>
    public bool TryTake(long sequence, ReadOnlySpan<byte> message) => false;

    /// <inheritdoc/>
    public void TakeUnnumbered(ReadOnlySpan<byte> message)
    {
        // Nothing is expected from there.
    }

    /// <inheritdoc/>
    public long Keep() => 0;
}
