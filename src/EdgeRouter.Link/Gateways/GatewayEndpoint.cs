using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Gateways;

/// <summary>A gateway's end of the link to its router: child orders come out of it exactly once and journaled, reports go into it and reach the router exactly
/// once. Orders that a killed process had taken and not handed over, or of which nothing was heard, are asked for at their venues when it starts again; none
/// is sent a second time.</summary>
/// <remarks>One thread. The venues may answer inside the call that gives them an order.</remarks>
public sealed class GatewayEndpoint : IDisposable
{
    private const int RecordBytesMax = 512;
    private readonly GatewayOptions _options;
    private readonly JournalWriter _journal;
    private readonly IOrderGateway _venues;
    private readonly IClock _clock;
    private readonly JournalOutbox _outbox;
    private readonly OrderInbox _inbox;

    /// <summary>Opens the end and finds out from the journal what was taken.</summary>
    /// <param name="options">How.</param>
    /// <param name="transport">The way to the router; the caller keeps it.</param>
    /// <param name="journal">The gateway's journal; the caller keeps it.</param>
    /// <param name="venues">Where orders go; its reports come back by <see cref="TryReport"/>.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="EdgeRouterException">ER2300: an option is out of range. ER50xx: the journal cannot be read.</exception>
    public GatewayEndpoint(GatewayOptions options, ILinkTransport transport, JournalWriter journal, IOrderGateway venues, IClock clock)
    {
        _options = options;
        _journal = journal;
        _venues = venues;
        _clock = clock;
        JournalPosition position = JournalPosition.Read(journal.Directory);
        Unanswered = [.. position.Unanswered];
        _outbox = new JournalOutbox(journal, new ReportsOut());
        _inbox = new OrderInbox(this, journal, position, options.PendingMax);
        Session = new LinkSession(options.Link, transport, _outbox, _inbox);
    }

    /// <summary>The link.</summary>
    public LinkSession Session { get; }

    /// <summary>Child orders of earlier runs that no report in the journal is about.</summary>
    public IReadOnlyList<ChildOrder> Unanswered { get; }

    /// <summary>Takes messages without a number that are not for a gateway; null = they are ignored.</summary>
    public ILinkReceiver? Unnumbered { get; init; }

    /// <summary>The router's time when it journaled what the venues are given just now, ns.</summary>
    public long RouterTimeNs { get; private set; }

    /// <summary>Orders that came too late and were answered as refused.</summary>
    public long StaleCount { get; private set; }

    /// <summary>Messages that are none for a gateway: taken, counted, without effect.</summary>
    public long IgnoredCount => _inbox.IgnoredCount;

    internal long NowNs => _clock.NowNs;

    /// <summary>Asks the venues for every order of earlier runs that nothing was heard of. To be called once the venues can be asked.</summary>
    public void AskForUnanswered()
    {
        foreach (ChildOrder order in Unanswered)
        {
            _venues.RequestStatus(new StatusRequest
            {
                ChildId = order.Id,
                ParentId = order.ParentId,
                VenueId = order.VenueId,
                InstrumentId = order.InstrumentId,
                SendTimeNs = NowNs,
            });
        }
    }

    /// <summary>A venue spoke: the router will hear it once, whatever dies meanwhile.</summary>
    /// <param name="report">What it said.</param>
    /// <returns>False when nothing can be journaled now: the venue's session must keep it and give it again.</returns>
    public bool TryReport(in ExecutionReport report)
    {
        if (!_journal.TryReserve(RecordBytesMax, out Span<byte> target))
        {
            return false;
        }

        _journal.AppendReserved(ProtocolWriter.Write(target, Envelope(), report));
        return true;
    }

    /// <summary>The session with a venue was lost or stands again: the router will hear it.</summary>
    /// <param name="venueId">Which.</param>
    /// <param name="isUp">Whether it stands.</param>
    /// <returns>False when nothing can be journaled now.</returns>
    public bool TryReportVenue(VenueId venueId, bool isUp) =>
        TryAppend(new ControlInput { Kind = isUp ? ControlKind.LinkUp : ControlKind.LinkDown, VenueId = venueId, TimeNs = NowNs });

    /// <summary>Commits what venues said, takes and sends what is due.</summary>
    /// <returns>Messages taken and sent; 0 = there was nothing to do.</returns>
    public int Poll()
    {
        _journal.TryCommit(out _);
        return Session.Poll(NowNs);
    }

    /// <summary>Closes the journal's reader; the journal itself is the caller's.</summary>
    public void Dispose() => _outbox.Dispose();

    internal bool TryAppend(in ControlInput input)
    {
        if (!_journal.TryReserve(RecordBytesMax, out Span<byte> target))
        {
            return false;
        }

        _journal.AppendReserved(ProtocolWriter.Write(target, Envelope(), input));
        return true;
    }

    internal void HandOver(in PendingRequest request)
    {
        RouterTimeNs = request.TimeNs;
        if (request.IsCancel)
        {
            _venues.Cancel(request.Cancel);
        }
        else if (_options.StaleOrderNs > 0 && NowNs - request.Order.SendTimeNs > _options.StaleOrderNs)
        {
            RefuseStale(request.Order);
        }
        else
        {
            _venues.Send(request.Order);
        }
    }

    internal void Ask(in StatusRequest request, long routerTimeNs)
    {
        RouterTimeNs = routerTimeNs;
        _venues.RequestStatus(request);
    }

    // Where the journal takes no more the router asks again, and hears from the venue that it knows of no such order.
    private void RefuseStale(in ChildOrder order)
    {
        StaleCount++;
        TryReport(new ExecutionReport
        {
            ChildId = order.Id,
            ParentId = order.ParentId,
            VenueId = order.VenueId,
            Type = ExecutionType.Rejected,
            State = ChildOrderState.Rejected,
            RejectReason = RejectReason.LinkDown,
            VenueTimeNs = NowNs,
            ReceiveTimeNs = NowNs,
        });
    }

    private MessageEnvelope Envelope() => new() { Sequence = (ulong)_journal.NextSequence, TimeNs = NowNs, SourceId = _options.Link.SourceId };
}
