using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A run of a router that journals as the engine does: orders before they leave, reports with their number.</summary>
public sealed class RouterNode : IReportTaker
{
    public const ulong Venues = 0xFF;
    private readonly IClock _clock;

    public RouterNode(string directory, ILinkTransport transport, LinkOptions options, IClock clock)
    {
        _clock = clock;
        Journal = TestJournals.Open(directory, 0xA11CE, clock);
        JournalPosition position = JournalPosition.Read(directory);
        (PeerJournalId, TakenSequence) = (position.PeerJournalId, position.TakenSequence);
        List<byte[]> messages = TestJournals.Messages(directory);
        OrderCount = messages.Count(m => TestJournals.TemplateOf(m) == ProtocolTemplates.ChildOrderNew);
        ReportCount = messages.Count(m => TestJournals.TemplateOf(m) == ProtocolTemplates.ExecutionReport);
        Outbox = new JournalOutbox(Journal, new OrdersFor(Venues));
        Session = new LinkSession(options, transport, Outbox, new ReportInbox(this, Venues, clock: null));
        Gateway = new LinkGateway(Journal);
        Gateway.Attach(Session);
        Watch = new LinkWatch(Session, Venues);
    }

    public JournalWriter Journal { get; }

    public JournalOutbox Outbox { get; }

    public LinkSession Session { get; }

    public LinkGateway Gateway { get; }

    public LinkWatch Watch { get; }

    /// <summary>Orders so far, the last one's id too.</summary>
    public long OrderCount { get; private set; }

    /// <summary>Reports taken so far.</summary>
    public long ReportCount { get; private set; }

    public ulong PeerJournalId { get; private set; }

    public long TakenSequence { get; private set; }

    public static LinkOptions Options(ulong incarnation) => new()
    {
        Tier = LinkTier.Router,
        PeerTier = LinkTier.Gateway,
        Incarnation = incarnation,
        HeartbeatNs = 5 * TimeUnits.Millisecond,
        MissedHeartbeatsMax = 3,
        UnconfirmedMax = 64,
        SlowCount = 16,
        SlowAgeNs = 10 * TimeUnits.Millisecond,
        DownAgeNs = 40 * TimeUnits.Millisecond,
        BurstMax = 16,
    };

    /// <summary>Orders and other records; they may leave only once they are committed.</summary>
    public void Order(int count, bool commits)
    {
        for (int i = 0; i < count; i++)
        {
            Append(target => ProtocolWriter.WriteTimer(target, Envelope(), _clock.NowNs));
            OrderCount++;
            var order = new ChildOrder { Id = new ChildOrderId(OrderCount), VenueId = new VenueId((byte)(OrderCount % 8)), Quantity = 100, SendTimeNs = _clock.NowNs };
            Append(target => ProtocolWriter.Write(target, Envelope(), order));
        }

        if (commits)
        {
            Journal.Commit();
            Gateway.Send(default);
        }
    }

    /// <summary>Polls the link and journals what it means.</summary>
    /// <returns>Messages taken and sent.</returns>
    public int Poll()
    {
        int work = Session.Poll(_clock.NowNs);
        while (Watch.TryNext(_clock.NowNs, out ControlInput input))
        {
            Append(target => ProtocolWriter.Write(target, Envelope(), input));
        }

        return work;
    }

    public bool TryJoin(ulong journalId)
    {
        if (PeerJournalId == 0)
        {
            PeerJournalId = journalId;
            Append(target => ProtocolWriter.Write(target, Envelope(), new ControlInput { Kind = ControlKind.LinkJoined, Value = (long)journalId }));
        }

        return true;
    }

    public bool TryTake(in ExecutionReport report)
    {
        ExecutionReport taken = report;
        ReportCount++;
        TakenSequence = LinkNumber.Extend(TakenSequence, report.LinkSequence);
        Append(target => ProtocolWriter.Write(target, Envelope() with { LinkSequence = taken.LinkSequence }, taken));
        return true;
    }

    public bool TryTake(in ControlInput input)
    {
        ControlInput taken = input;
        TakenSequence = LinkNumber.Extend(TakenSequence, input.LinkSequence);
        Append(target => ProtocolWriter.Write(target, Envelope() with { LinkSequence = taken.LinkSequence }, taken));
        return true;
    }

    public bool TryKeep()
    {
        Journal.Commit();
        return true;
    }

    private void Append(Func<byte[], int> write)
    {
        byte[] target = new byte[512];
        Journal.Append(target.AsSpan(0, write(target)));
    }

    private MessageEnvelope Envelope() => new() { Sequence = (ulong)Journal.NextSequence, TimeNs = _clock.NowNs, SourceId = 1 };
}
