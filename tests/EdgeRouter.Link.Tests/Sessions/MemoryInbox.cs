using EdgeRouter.Core.Links;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>Keeps what comes; can be told to take nothing, or to keep nothing for good.</summary>
internal sealed class MemoryInbox : ILinkInbox
{
    private long _kept;

    public List<byte[]> Taken { get; } = [];

    public List<byte[]> Unnumbered { get; } = [];

    public bool TakesNothing { get; set; }

    public bool KeepsNothing { get; set; }

    public ulong PeerJournalId { get; set; }

    public long TakenSequence { get; set; }

    public bool TryJoin(ulong journalId, out LinkRefusal refusal)
    {
        refusal = PeerJournalId != 0 && PeerJournalId != journalId ? LinkRefusal.WrongJournal : LinkRefusal.None;
        PeerJournalId = refusal == LinkRefusal.None ? journalId : PeerJournalId;
        return refusal == LinkRefusal.None;
    }

    public bool TryTake(long sequence, ReadOnlySpan<byte> message)
    {
        if (TakesNothing)
        {
            return false;
        }

        Taken.Add(message.ToArray());
        TakenSequence = sequence;
        return true;
    }

    public void TakeUnnumbered(ReadOnlySpan<byte> message) => Unnumbered.Add(message.ToArray());

    public long Keep()
    {
        _kept = KeepsNothing ? _kept : TakenSequence;
        return _kept;
    }
}
