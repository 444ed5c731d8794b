using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Gateways;

/// <summary>The router's side: execution reports and venue states of one gateway become inputs of the router.</summary>
public sealed class ReportInbox : ProtocolVisitor, ILinkInbox
{
    private readonly IReportTaker _taker;
    private readonly ulong _venues;
    private readonly IClock? _clock;
    private ReportInbox _self;
    private long _sequence;
    private long _kept;
    private bool _isTaken;

    /// <summary>Joins a router and a gateway's link.</summary>
    /// <param name="taker">The router.</param>
    /// <param name="venues">Bit v set: venue v is behind this gateway; what it says of others is not believed.</param>
    /// <param name="clock">Stamps when a report came; null = reports keep the gateway's stamp, as in a simulation.</param>
    public ReportInbox(IReportTaker taker, ulong venues, IClock? clock)
    {
        _taker = taker;
        _venues = venues;
        _clock = clock;
        _self = this;
        TakenSequence = taker.TakenSequence;
        _kept = TakenSequence;
    }

    /// <summary>Takes messages without a number; null = they are ignored.</summary>
    public ILinkReceiver? Unnumbered { get; init; }

    /// <summary>Messages that were no report or venue state of this gateway: taken, counted, without effect.</summary>
    public long IgnoredCount { get; private set; }

    /// <inheritdoc/>
    public ulong PeerJournalId => _taker.PeerJournalId;

    /// <inheritdoc/>
    public long TakenSequence { get; private set; }

    /// <inheritdoc/>
    public bool TryJoin(ulong journalId, out LinkRefusal refusal)
    {
        refusal = PeerJournalId != 0 && PeerJournalId != journalId ? LinkRefusal.WrongJournal : LinkRefusal.None;
        return refusal == LinkRefusal.None && _taker.TryJoin(journalId);
    }

    /// <inheritdoc/>
    public bool TryTake(long sequence, ReadOnlySpan<byte> message)
    {
        _sequence = sequence;
        _isTaken = true;
        long ignored = IgnoredCount++;
        _ = ProtocolReader.Dispatch(message, ref _self);
        if (_isTaken)
        {
            TakenSequence = sequence;
        }
        else
        {
            IgnoredCount = ignored;
        }

        return _isTaken;
    }

    /// <inheritdoc/>
    public void TakeUnnumbered(ReadOnlySpan<byte> message)
    {
        IgnoredCount += Unnumbered is null ? 1 : 0;
        Unnumbered?.OnMessage(message);
    }

    /// <inheritdoc/>
    public long Keep()
    {
        _kept = _taker.TryKeep() ? TakenSequence : _kept;
        return _kept;
    }

    /// <inheritdoc/>
    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report)
    {
        if (VenueSet.Has(_venues, report.VenueId))
        {
            IgnoredCount--;
            ExecutionReport stamped = report with { LinkSequence = LinkNumber.Stamp(_sequence) };
            _isTaken = _taker.TryTake(_clock is null ? stamped : stamped with { ReceiveTimeNs = _clock.NowNs });
        }
    }

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control)
    {
        if (control.Kind is ControlKind.LinkDown or ControlKind.LinkUp && VenueSet.Has(_venues, control.VenueId))
        {
            IgnoredCount--;
            ControlInput stamped = control with { LinkSequence = LinkNumber.Stamp(_sequence) };
            _isTaken = _taker.TryTake(_clock is null ? stamped : stamped with { TimeNs = _clock.NowNs });
        }
    }
}
