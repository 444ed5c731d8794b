using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Recorders;

/// <summary>Writes what comes into a journal of its own: the same records under the same sequences and the same identity. How far it is, is where it ends.</summary>
public sealed class CopyInbox : ILinkInbox, IDisposable
{
    private readonly JournalOptions _options;
    private readonly IClock _clock;
    private JournalWriter? _journal;

    /// <summary>Opens the copy where there is one; a new one is begun when the original is known.</summary>
    /// <param name="options">Where and how; its identity is the original's.</param>
    /// <param name="clock">Stamps new segments.</param>
    /// <exception cref="EdgeRouterException">ER50xx: the copy cannot be opened.</exception>
    public CopyInbox(JournalOptions options, IClock clock)
    {
        _options = options;
        _clock = clock;
        if (Directory.Exists(options.Directory) && Directory.EnumerateFiles(options.Directory, "journal-*.seg").Any())
        {
            _journal = JournalWriter.Open(options, clock);
        }
    }

    /// <summary>Why the copy could not be begun; null = it could.</summary>
    public EdgeRouterException? Failure { get; private set; }

    /// <inheritdoc/>
    public ulong PeerJournalId => _journal?.JournalId ?? 0;

    /// <inheritdoc/>
    public long TakenSequence => _journal is null ? 0 : _journal.NextSequence - 1;

    /// <inheritdoc/>
    public bool TryJoin(ulong journalId, out LinkRefusal refusal)
    {
        refusal = journalId == 0 || (PeerJournalId != 0 && PeerJournalId != journalId) ? LinkRefusal.WrongJournal : LinkRefusal.None;
        return refusal == LinkRefusal.None && (_journal is not null || TryBegin(journalId));
    }

    /// <inheritdoc/>
    public bool TryTake(long sequence, ReadOnlySpan<byte> message)
    {
        // Every record goes out, so numbers have no holes; a hole would be another journal's.
        if (_journal is null || sequence != _journal.NextSequence || !_journal.TryReserve(message.Length, out Span<byte> target))
        {
            return false;
        }

        message.CopyTo(target);
        _journal.AppendReserved(message.Length);
        return true;
    }

    /// <inheritdoc/>
    public void TakeUnnumbered(ReadOnlySpan<byte> message)
    {
        // A router has nothing to say to a recorder but its journal.
    }

    /// <inheritdoc/>
    public long Keep()
    {
        _journal?.TryCommit(out _);
        return _journal?.CommittedSequence ?? 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _journal?.Dispose();

    private bool TryBegin(ulong journalId)
    {
        try
        {
            _journal = JournalWriter.Open(_options with { JournalId = journalId }, _clock);
            Failure = null;
        }
        catch (EdgeRouterException e)
        {
            Failure = e;
        }

        return _journal is not null;
    }
}
