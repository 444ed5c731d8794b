using EdgeRouter.Core.Links;

namespace EdgeRouter.Link.Sessions;

/// <summary>What one end has to send, in order: records that are kept already, so that any of it can be sent again. A message's number is its record's sequence;
/// numbers grow and may leave out some.</summary>
public interface ILinkOutbox
{
    /// <summary>Identity of the journal that it stands in; 0 = this end sends nothing that has a number.</summary>
    ulong JournalId { get; }

    /// <summary>The last record that is kept for good; 0 = none.</summary>
    long LastSequence { get; }

    /// <summary>Goes to the first message behind a record.</summary>
    /// <param name="sequence">0 to <see cref="LastSequence"/>.</param>
    /// <returns>None, or why it cannot.</returns>
    LinkRefusal Seek(long sequence);

    /// <summary>Every record up to this one has been looked at: no message hides among them that was not given.</summary>
    long SeenSequence { get; }

    /// <summary>Looks at the next message that is kept for good. Does a bounded piece of work.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="message">Valid until <see cref="Advance"/> or <see cref="Seek"/>.</param>
    /// <returns>False when there is none among the records looked at so far, or none can be read any more: then <see cref="Failure"/> says so.</returns>
    bool TryPeek(out long sequence, out ReadOnlySpan<byte> message);

    /// <summary>Goes behind the message that was looked at.</summary>
    void Advance();

    /// <summary>Why nothing can be read any more; None = all is well.</summary>
    LinkRefusal Failure { get; }
}
