using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Links;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Lab.Tests.Links;

/// <summary>A real router behind a link dies in the middle of its day and starts again from its journal: each report is booked once, no order leaves twice.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LoopReportTakerTests : IOrderGateway
{
    private const int OrdersBeforeFills = 60;
    private readonly ManualClock _clock = new();
    private readonly List<ChildOrder> _atVenue = [];
    private readonly Queue<ChildOrder> _unanswered = [];
    private Folder _folder = null!;
    private TestDay _day = null!;
    private RouterSetup _setup = null!;
    private GatewayEndpoint _gateway = null!;
    private InProcessTransport _toGateway = null!;
    private RouterHost<MemoirDepthProtocol, NoProbe> _host = null!;
    private JournalOutbox _outbox = null!;
    private LinkSession _session = null!;
    private DyingTaker _taker = null!;
    private ulong _runs;
    private ulong _executions;

    [SetUp]
    public void Begin()
    {
        _folder = new Folder();
        _day = new TestDay(42, 60);
        LabScene scene = _day.Day.Open<MemoirDepthProtocol>();
        _setup = new RouterSetup { Universe = scene.Universe, Feeds = scene.Feeds, FeedProtocol = MemoirDepthProtocol.Name, Policy = "static" };
        _clock.NowNs = scene.Market.StartTimeNs;
        Parents = ParentSchedule.Draw(_day.Options("static", string.Empty).Parents, scene.Universe, 42, 1, scene.Market.StartTimeNs, scene.Market.EndTimeNs);
    }

    [TearDown]
    public void End()
    {
        _outbox.Dispose();
        _host.Dispose();
        _gateway.Dispose();
        _toGateway.Dispose();
        _folder.Dispose();
    }

    private IReadOnlyList<ScheduledParent> Parents { get; set; } = [];

    [TestCase(3)]
    [TestCase(10)]
    [TestCase(14)]
    public void ShouldTakeEachReportOnceThoughTheRouterDies(int reportsOfARun)
    {
        (InProcessTransport router, InProcessTransport gateway) = InProcessTransport.CreatePair();
        _toGateway = router;
        using JournalWriter journal = JournalWriter.Open(new JournalOptions { Directory = _folder["gateway"], Fsync = JournalFsync.None, JournalId = 7, SpareBytes = 0 }, _clock);
        using (_gateway = new GatewayEndpoint(new GatewayOptions { Link = Options(LinkTier.Gateway, LinkTier.Router, 1_000) }, gateway, journal, this, _clock))
        {
            Start();
            Play(reportsOfARun);
            _host.Output.TryCommit();
            Compare();
            Stop();
        }

        LinkBooks there = LinkBooks.Read(_folder["gateway"]);
        LinkBooks here = LinkBooks.Read(RouterFolder);
        Assert.That(here.Reports, Is.EqualTo(there.Reports), "each report once and in order");
        Assert.That(here.Reports.Select(r => r.ExecutionId), Is.Unique);
        Assert.That(there.Orders, Is.EqualTo(here.Orders).And.EqualTo(_atVenue.Select(o => o.Id.Value)).And.Unique, "each order once");
        Assert.That(_runs, Is.EqualTo(4), "it died three times");
        Assert.That(here.Orders, Has.Count.GreaterThan(20));
    }

    public void Send(in ChildOrder order)
    {
        _atVenue.Add(order);
        _unanswered.Enqueue(order);
    }

    public void Cancel(in CancelRequest request)
    {
        // Every order is filled before anyone can cancel it.
    }

    public void RequestStatus(in StatusRequest request)
    {
        // The fill is on its way, and the link brings it.
    }

    private string RouterFolder => _folder[$"router-{_runs}"];

    private ulong Venues => ulong.MaxValue >> (64 - _setup.Universe.Venues.Length);

    private static LinkOptions Options(LinkTier tier, LinkTier peer, ulong incarnation) => new() { Tier = tier, PeerTier = peer, Incarnation = incarnation, MayLag = true, BurstMax = 2 };

    private void Start()
    {
        _runs++;
        var late = new LateGateway();
        var journal = new JournalOptions { Directory = RouterFolder, Fsync = JournalFsync.None, JournalId = 5, SpareBytes = 0 };
        var options = new RouterHostOptions { Setup = _setup, Journal = journal, Session = new SessionHeader { RunId = "link", Policy = "static" }, SnapshotIntervalRecords = 100 };
        _host = RouterHost<MemoirDepthProtocol, NoProbe>.Start(options, late, _clock, default);
        _outbox = new JournalOutbox(_host.Journal, new OrdersFor(Venues));
        _taker = new DyingTaker(new LoopReportTaker<NoProbe>(_host.Loop, _host.Output, Venues));
        _session = new LinkSession(Options(LinkTier.Router, LinkTier.Gateway, _runs), _toGateway, _outbox, new ReportInbox(_taker, Venues, _clock));
        var way = new LinkGateway(_host.Journal);
        way.Attach(_session);
        late.Target = way;
    }

    private void Stop()
    {
        _outbox.Dispose();
        _host.Dispose();
    }

    // What the disc has at this instant is what the next run finds.
    private void DieAndStartAgain()
    {
        string dead = RouterFolder;
        Directory.CreateDirectory(_folder[$"router-{_runs + 1}"]);
        foreach (string file in Directory.GetFiles(dead).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(_folder[$"router-{_runs + 1}"], Path.GetFileName(file)));
        }

        Stop();
        Start();
        Assert.That(_taker.TakenSequence, Is.Positive, "its journal says what it took");
        Assert.That(_taker.PeerJournalId, Is.EqualTo(7UL));
    }

    private void Play(int reportsOfARun)
    {
        int next = 0;
        _taker.ReportsLeft = reportsOfARun;
        var counters = default(ParseCounters);
        foreach ((byte[] frame, long timeNs) in _day.Frames)
        {
            _clock.NowNs = timeNs;
            Step(reportsOfARun);
            while (next < Parents.Count && Parents[next].Order.ArrivalTimeNs <= timeNs)
            {
                _host.Loop.OnParentOrder(ParentPricing.Price(_host.Loop.Engine, Parents[next++]));
            }

            Assert.That(FrameParser.TryParse(frame, timeNs, ref counters, out Datagram datagram), Is.True);
            _host.Loop.OnPacket(datagram);
        }

        for (int i = 0; i < 2_000; i++)
        {
            _clock.NowNs += TimeUnits.Millisecond;
            Step(reportsOfARun);
        }
    }

    // Three deaths, each in the middle of taking a report.
    private void Step(int reportsOfARun)
    {
        try
        {
            _session.Poll(_clock.NowNs);
        }
        catch (RouterDiedException)
        {
            DieAndStartAgain();
            _taker.ReportsLeft = _runs <= 3 ? reportsOfARun : int.MaxValue;
        }

        // A router that started again knows no book before the next snapshot: what it dies in must be under way already.
        while (_atVenue.Count >= OrdersBeforeFills && _unanswered.TryDequeue(out ChildOrder order))
        {
            Fill(order);
        }

        _gateway.Poll();
    }

    private void Fill(in ChildOrder order)
    {
        Price price = order.LimitPrice.Nanos > 0 ? order.LimitPrice : new Price(100 * 1_000_000_000L);
        Assert.That(_gateway.TryReport(new ExecutionReport
        {
            ChildId = order.Id,
            ParentId = order.ParentId,
            VenueId = order.VenueId,
            Type = ExecutionType.Trade,
            State = ChildOrderState.Filled,
            ExecutionId = ++_executions,
            LastQuantity = order.Quantity,
            LastPrice = price,
            CumulativeQuantity = order.Quantity,
            VenueTimeNs = _clock.NowNs,
            ReceiveTimeNs = _clock.NowNs,
        }), Is.True);
    }

    private void Compare()
    {
        RouterState state = _host.Shard.State;
        ChildOrder[] known = [.. _atVenue.Where(o => state.Children.TryFind(o.Id.Value, out _))];
        Assert.That(known, Is.Not.Empty);
        foreach (ChildOrder order in known)
        {
            Assert.That(state.Children.TryFind(order.Id.Value, out int slot) && state.Children[slot].CumulativeQuantity == order.Quantity, Is.True, $"child {order.Id.Value}");
        }
    }
}
