using EdgeRouter.Core.Links;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Journals;

/// <summary>Nothing to send: a recorder's side.</summary>
public sealed class SilentOutbox : ILinkOutbox
{
    /// <inheritdoc/>
    public ulong JournalId => 0;

    /// <inheritdoc/>
    public long LastSequence => 0;

    /// <inheritdoc/>
    public long SeenSequence => 0;

    /// <inheritdoc/>
    public LinkRefusal Failure => LinkRefusal.None;

    /// <inheritdoc/>
    public LinkRefusal Seek(long sequence) => sequence == 0 ? LinkRefusal.None : LinkRefusal.JournalBehind;

    /// <inheritdoc/>
    public bool TryPeek(out long sequence, out ReadOnlySpan<byte> message)
    {
        sequence = 0;
        message = default;
        return false;
    }

    /// <inheritdoc/>
    public void Advance()
    {
        // There is never a message to go behind.
    }
}
