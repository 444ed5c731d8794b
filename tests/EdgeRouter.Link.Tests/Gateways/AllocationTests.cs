using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Gateways;

/// <summary>Orders out, reports back, journals on both sides: no byte is allocated in steady state.</summary>
public sealed class AllocationTests : IOrderGateway, IReportTaker
{
    private readonly ManualClock _clock = new() { NowNs = 1_767_364_200_000_000_000 };
    private readonly byte[] _buffer = new byte[512];
    private JournalWriter _journal = null!;
    private GatewayEndpoint _gateway = null!;
    private ulong _executions;

    public ulong PeerJournalId { get; private set; }

    public long TakenSequence { get; private set; }

    [Test]
    public void ShouldAllocateNothingOnEitherSide()
    {
        using var folder = new TempFolder();
        using JournalWriter journal = Open(folder.Sub("router"), 1);
        using JournalWriter gatewayJournal = Open(folder.Sub("gateway"), 2);
        _journal = journal;
        (InProcessTransport one, InProcessTransport other) = InProcessTransport.CreatePair();
        LinkOptions options = RouterNode.Options(1);
        using var outbox = new JournalOutbox(journal, new OrdersFor(1));
        var session = new LinkSession(options, one, outbox, new ReportInbox(this, 1, _clock));
        var gatewayOptions = new GatewayOptions { Link = options with { Tier = LinkTier.Gateway, PeerTier = LinkTier.Router, Incarnation = 2 } };
        using var gateway = new GatewayEndpoint(gatewayOptions, other, gatewayJournal, this, _clock);
        _gateway = gateway;
        Trade(session, 3_000);
        Assert.That((session.State, outbox.IsLive), Is.EqualTo((LinkState.Up, true)));
        ulong executed = _executions;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Trade(session, 3_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(_executions - executed, Is.EqualTo(3_000));
        Assert.That(TakenSequence, Is.EqualTo(gatewayJournal.CommittedSequence));
    }

    public void Send(in ChildOrder order) =>
        _gateway.TryReport(new ExecutionReport { ChildId = order.Id, VenueId = order.VenueId, ExecutionId = ++_executions });

    public void Cancel(in CancelRequest request)
    {
    }

    public void RequestStatus(in StatusRequest request)
    {
    }

    public bool TryJoin(ulong journalId)
    {
        PeerJournalId = journalId;
        return true;
    }

    public bool TryTake(in ExecutionReport report)
    {
        TakenSequence = LinkNumber.Extend(TakenSequence, report.LinkSequence);
        _journal.Append(_buffer.AsSpan(0, ProtocolWriter.Write(_buffer, new MessageEnvelope { LinkSequence = report.LinkSequence }, report)));
        return true;
    }

    public bool TryTake(in ControlInput input) => true;

    public bool TryKeep() => _journal.TryCommit(out _);

    private static JournalWriter Open(string directory, ulong id) => JournalWriter.Open(
        new JournalOptions { Directory = directory, Fsync = JournalFsync.None, JournalId = id, SpareBytes = 0 }, new ManualClock());

    private void Trade(LinkSession session, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _clock.NowNs += 50_000;
            var order = new ChildOrder { Id = new ChildOrderId(i), VenueId = new VenueId(0), Quantity = 100, SendTimeNs = _clock.NowNs };
            _journal.Append(_buffer.AsSpan(0, ProtocolWriter.Write(_buffer, new MessageEnvelope { Sequence = (ulong)_journal.NextSequence }, order)));
            _journal.Commit();
            session.Flush();
            _gateway.Poll();
            session.Poll(_clock.NowNs);
            _gateway.Poll();
            session.Poll(_clock.NowNs);
        }
    }
}
