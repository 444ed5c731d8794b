using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Gateways;

/// <summary>The gateway's side: child orders and cancels are journaled as they came, with their number in the envelope, and go to the venues after the commit.</summary>
internal sealed class OrderInbox : ProtocolVisitor, ILinkInbox
{
    private readonly JournalWriter _journal;
    private readonly GatewayEndpoint _endpoint;
    private readonly PendingRequest[] _pending;
    private OrderInbox _self;
    private int _pendingCount;
    private bool _isKnown;
    private bool _isUnnumbered;
    private long _kept;

    public OrderInbox(GatewayEndpoint endpoint, JournalWriter journal, JournalPosition position, int pendingMax)
    {
        _endpoint = endpoint;
        _journal = journal;
        _pending = new PendingRequest[pendingMax];
        _self = this;
        (PeerJournalId, TakenSequence) = (position.PeerJournalId, position.TakenSequence);
        _kept = TakenSequence;
    }

    public long IgnoredCount { get; private set; }

    public ulong PeerJournalId { get; private set; }

    public long TakenSequence { get; private set; }

    public bool TryJoin(ulong journalId, out LinkRefusal refusal)
    {
        refusal = PeerJournalId != 0 && PeerJournalId != journalId ? LinkRefusal.WrongJournal : LinkRefusal.None;
        if (refusal != LinkRefusal.None || PeerJournalId == journalId)
        {
            return refusal == LinkRefusal.None;
        }

        var joined = new ControlInput { Kind = ControlKind.LinkJoined, TimeNs = _endpoint.NowNs, Value = (long)journalId };
        if (!_endpoint.TryAppend(joined) || !_journal.TryCommit(out _))
        {
            return false;
        }

        PeerJournalId = journalId;
        return true;
    }

    public bool TryTake(long sequence, ReadOnlySpan<byte> message)
    {
        if (_pendingCount == _pending.Length || !_journal.TryReserve(message.Length, out Span<byte> target))
        {
            return false;
        }

        // Nothing else goes into the journal: a report would come back to the router as if a venue had spoken.
        message.CopyTo(target);
        TakenSequence = sequence;
        _isKnown = false;
        _ = ProtocolReader.Dispatch(message, ref _self);
        if (_isKnown && MessageEnvelope.TryStamp(target, LinkNumber.Stamp(sequence)))
        {
            _journal.AppendReserved(message.Length);
        }
        else
        {
            IgnoredCount++;
        }

        return true;
    }

    public void TakeUnnumbered(ReadOnlySpan<byte> message)
    {
        Keep(); // What came before it goes before it.
        _isKnown = false;
        _isUnnumbered = true;
        _ = ProtocolReader.Dispatch(message, ref _self);
        _isUnnumbered = false;
        if (!_isKnown)
        {
            IgnoredCount += _endpoint.Unnumbered is null ? 1 : 0;
            _endpoint.Unnumbered?.OnMessage(message);
        }
    }

    public long Keep()
    {
        if (!_journal.TryCommit(out _))
        {
            return _kept;
        }

        _kept = TakenSequence;
        int count = _pendingCount;
        _pendingCount = 0;
        for (int i = 0; i < count; i++)
        {
            _endpoint.HandOver(_pending[i]);
        }

        return _kept;
    }

    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
    {
        if (!_isUnnumbered)
        {
            _isKnown = true;
            _pending[_pendingCount++] = new PendingRequest { TimeNs = envelope.TimeNs, Order = order };
        }
    }

    public override void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request)
    {
        _isKnown = true;
        var pending = new PendingRequest { IsCancel = true, TimeNs = envelope.TimeNs, Cancel = request };
        if (_isUnnumbered)
        {
            _endpoint.HandOver(pending);
        }
        else
        {
            _pending[_pendingCount++] = pending;
        }
    }

    public override void OnStatusRequest(in MessageEnvelope envelope, in StatusRequest request)
    {
        if (_isUnnumbered)
        {
            _isKnown = true;
            _endpoint.Ask(request, envelope.TimeNs);
        }
    }
}
