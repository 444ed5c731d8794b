using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Tests.Recovery;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Tests.Journaling;

/// <summary>The disc is full: nothing new, an alert, cancels leave all the same; and when there is room again, everything that was kept is there once.</summary>
internal sealed class StorageLossTests
{
    private FailingLog _log = null!;
    private Gateway _gateway = null!;
    private JournalingOutput _output = null!;
    private Desk<NoProbe> _desk = null!;
    private RouterLoop<NoProbe> _loop = null!;
    private string _folder = null!;

    [SetUp]
    public void OpenMarket()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"engine-loss-{TestContext.CurrentContext.Test.ID}");
        _log = new FailingLog();
        _gateway = new Gateway();
        _output = new JournalingOutput(_log, _gateway);
        _desk = new Desk<NoProbe>(_output, default);
        _loop = new RouterLoop<NoProbe>(_desk.Engine, _output, null);
        _output.BeginSession(EventDay.Header with { StartTimeNs = Desk.StartNs });
        _desk.OpenMarket();
    }

    [TearDown]
    public void CloseMarket()
    {
        _desk.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldNotAcknowledgeAParentThatIsNotJournaled()
    {
        _log.IsFull = true;
        Assert.That(_loop.OnParentOrder(Desk.Order(1, 500)), Is.EqualTo(RejectReason.StorageLost));
        Assert.That((_gateway.Orders.Count, _desk.Engine.OpenParentCount, _desk.Engine.State.IsStorageLost), Is.EqualTo((0, 0, true)));
        Assert.That(_loop.OnParentOrder(Desk.Order(2, 500)), Is.EqualTo(RejectReason.StorageLost));
        Assert.That(_output.AlertCounts[(int)AlertKind.StorageLost], Is.EqualTo(1));
        Assert.That(_loop.TryRestoreStorage(Desk.StartNs), Is.False, "there is no room yet");
    }

    [Test]
    public void ShouldGiveBackOrdersThatCouldNotBeCommittedAndSendThemAgainLater()
    {
        Assert.That(_loop.OnParentOrder(Desk.Order(1, 600)), Is.EqualTo(RejectReason.None));
        ChildOrder first = _gateway.Orders.Single();
        _log.IsFull = true;
        _loop.OnExecutionReport(Desk.Fill(first, 1, first.Quantity, first.Quantity) with { ReceiveTimeNs = Desk.StartNs });
        Assert.That(_gateway.Orders, Has.Count.EqualTo(1), "the next child did not leave");
        Assert.That(_desk.Engine.State.Risk.PositionOf(Desk.Aaa), Is.EqualTo(new Routing.Risk.RiskPosition(first.Quantity, 0, 0)), "and nothing is reserved for it");
        Assert.That(_desk.Engine.OpenParentCount, Is.EqualTo(1));

        _log.IsFull = false;
        Assert.That(_loop.TryRestoreStorage(Desk.StartNs + 1), Is.True);
        Assert.That(_output.AlertCounts[(int)AlertKind.StorageRestored], Is.EqualTo(1));
        Assert.That(_gateway.Orders, Has.Count.EqualTo(2), "its parent goes on");
        Assert.That(_gateway.Orders[1].Id.Value, Is.GreaterThan(first.Id.Value + 1), "with another order, not that one");
        Assert.That(_output.AlertCounts[(int)AlertKind.VenueBackOff], Is.Zero, "the venue is not to blame");
        AssertJournalHasAll();
    }

    [Test]
    public void ShouldCancelWhileTheDiscIsFull()
    {
        _loop.OnParentOrder(Desk.Order(1, 600));
        _log.IsFull = true;
        Assert.That(_loop.OnParentCancel(new ParentOrderId(1), Desk.StartNs), Is.EqualTo(RejectReason.None));
        Assert.That(_gateway.Cancels.Single(), Is.EqualTo(_gateway.Orders.Single().Id.Value));
        _loop.OnExecutionReport(Desk.Cancelled(_gateway.Orders[0]) with { ReceiveTimeNs = Desk.StartNs });
        Assert.That(_desk.Engine.OpenParentCount, Is.Zero);
        _log.IsFull = false;
        Assert.That(_loop.TryRestoreStorage(Desk.StartNs), Is.True);
        AssertJournalHasAll();
    }

    [Test]
    public void ShouldStopWithoutAHoleWhenTheBufferIsFullToo()
    {
        _loop.OnParentOrder(Desk.Order(1, 600));
        ChildOrder child = _gateway.Orders.Single();
        _log.IsFull = true;
        _log.BufferMax = 2;
        _loop.OnExecutionReport(Desk.Fill(child, 1, 100, 100) with { ReceiveTimeNs = Desk.StartNs });
        _loop.OnParentCancel(new ParentOrderId(1), Desk.StartNs);
        Assert.That(_output.DroppedRecordCount, Is.GreaterThan(0));
        Assert.That(_gateway.Cancels, Is.EqualTo(new[] { child.Id.Value }));
        long last = _output.LastSequence;
        _log.BufferMax = int.MaxValue;
        _loop.OnExecutionReport(Desk.Cancelled(child, 100) with { ReceiveTimeNs = Desk.StartNs });
        Assert.That(_output.LastSequence, Is.EqualTo(last), "behind a lost record nothing is written: the journal ends whole");
        _log.IsFull = false;
        Assert.That(_loop.TryRestoreStorage(Desk.StartNs), Is.False, "the state must be saved first, and there is nowhere to");
        Assert.That(_loop.OnParentOrder(Desk.Order(2, 100)), Is.EqualTo(RejectReason.StorageLost));
    }

    [Test]
    public void ShouldRefuseAConfigurationThatNoRecordHolds()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder, Fsync = JournalFsync.None, BufferBytes = 4096, SegmentBytes = 4096, SpareBytes = 0 }, new ManualClock());
        var output = new JournalingOutput(new JournalLog(journal), _gateway);
        using var desk = new Desk<NoProbe>(output, default);
        var loop = new RouterLoop<NoProbe>(desk.Engine, output, null);
        Assert.That(loop.TryConfigure(ConfigurationKind.RiskLimits, new byte[5000], Desk.StartNs, out string problem), Is.False);
        Assert.That(problem, Does.Match("5000 bytes.*buffer and segment sizes"));
        Assert.That((output.IsLost, output.DroppedRecordCount), Is.EqualTo((false, 0L)));
    }

    // Losses come and go all day long; what is on the disc in the end gives the state, and the run again.
    [TestCase(41UL)]
    [TestCase(42UL)]
    public void ShouldReplayADayOfLosses(ulong seed)
    {
        var log = new FailingLog();
        var random = new Core.Randomness.DeterministicRandom(seed, 9);
        int losses = 0;
        using var day = new EventDay(seed, log);
        day.Start();
        for (int i = 0; i < 300; i++)
        {
            if (!log.IsFull && random.NextBool(0.05))
            {
                log.IsFull = true;
                losses++;
            }
            else if (log.IsFull && random.NextBool(0.3))
            {
                log.IsFull = false;
                day.Loop.TryRestoreStorage(day.NowNs);
            }

            int sent = day.Venue.SentCount;
            day.Play(1);
            Assert.That(!log.IsFull || day.Venue.SentCount == sent, $"seed {seed}: nothing leaves while the disc is full");
        }

        log.IsFull = false;
        day.Loop.TryRestoreStorage(day.NowNs);
        day.Finish();
        foreach (int instrument in new[] { 0, 1 })
        {
            var id = new InstrumentId(instrument);
            Assert.That(day.Engine.State.Risk.PositionOf(id).Position, Is.EqualTo(day.Venue.Position(id)), $"seed {seed}");
        }

        log.Disc.WriteTo(_folder);
        using var replayer = new JournalReplayer<NoProbe>(_folder, EventDay.Target);
        replayer.Complete();
        Assert.That((replayer.Log.FirstDifference, replayer.Log.EqualCount), Is.EqualTo((0L, (long)log.Disc.Records.Count)), $"seed {seed}");
        Assert.That(losses, Is.GreaterThan(3));
        Assert.That(day.Output.AlertCounts[(int)AlertKind.StorageLost], Is.GreaterThan(3));
    }

    private void AssertJournalHasAll()
    {
        _output.TryCommit();
        Assert.That((_log.BufferedCount, _output.DroppedRecordCount), Is.EqualTo((0, 0L)));
        _log.Disc.WriteTo(_folder);
        JournalText.Read(_folder);
        using var fresh = new Desk<NoProbe>(new RecordingOutput(), default);
        RouterRecovery.Replay(fresh.Engine.State, _folder, long.MaxValue);
        var writer = new StateWriter();
        Assert.That(fresh.Engine.State.HashWith(writer), Is.EqualTo(_desk.Engine.State.HashWith(writer)), "no record is lost or doubled");
    }

    private sealed class Gateway : IOrderGateway
    {
        public List<ChildOrder> Orders { get; } = [];

        public List<long> Cancels { get; } = [];

        public void Send(in ChildOrder order) => Orders.Add(order);

        public void Cancel(in CancelRequest request) => Cancels.Add(request.ChildId.Value);

        public void RequestStatus(in StatusRequest request) => Cancels.Add(-request.ChildId.Value);
    }
}
