using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests.Recovery;

using Host = RouterHost<MemoirDepthProtocol, NoProbe>;

/// <summary>Reference data change in the middle of a journal, overnight, and between a snapshot and its restart.</summary>
internal sealed class ReferenceRecoveryTests
{
    private const int LotThen = 100;
    private const int LotNow = 10;
    private readonly ManualClock _clock = new();
    private DayVenue _venue = null!;
    private string _folder = null!;
    private long _parent;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"engine-reference-{TestContext.CurrentContext.Test.ID}");
        _clock.NowNs = DayReference.StartNs;
        _venue = new DayVenue(3);
        _parent = 0;
    }

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldReplayAcrossASwitchInTheMiddle()
    {
        using (Host host = Start())
        {
            Configure(host, 4);
            Trade(host);
            Assert.That(LotOf(host), Is.EqualTo(LotThen));
            _clock.NowNs += 5 * TimeUnits.Second;
            Trade(host);
            Assert.That(LotOf(host), Is.EqualTo(LotNow));
            Configure(host, 6);
            Trade(host);
            Assert.That(LotOf(host), Is.EqualTo(LotThen), "a file whose change is still to come");
            host.End();
        }

        Assert.That(ReferenceVersions().Distinct().Count(), Is.EqualTo(4), "none, before, after, and the new file");
        AssertRepeats(restarts: 0);
    }

    // The file's next version became effective while nobody ran: at the restart it is in force, and whoever folds the journal later finds it so.
    [TestCase(false)]
    [TestCase(true)]
    public void ShouldGoOnAfterANight(bool withSnapshot)
    {
        using (Host host = Start())
        {
            Configure(host, 5);
            Trade(host);
            Assert.That(LotOf(host), Is.EqualTo(LotThen));
            Save(host, withSnapshot);
        }

        _clock.NowNs += 24 * 3600 * TimeUnits.Second;
        ulong live;
        using (Host host = Start())
        {
            Assert.That(host.Recovered.SnapshotSequence, withSnapshot ? Is.Positive : Is.Zero);
            Assert.That(LotOf(host), Is.EqualTo(LotNow));
            Trade(host);
            Assert.That(host.Output.TryCommit(), Is.True);
            live = host.Shard.State.HashWith(new StateWriter());
        }

        Assert.That(FoldedHash(withSnapshot), Is.EqualTo(live));
        Assert.That(FoldedHash(useSnapshot: false), Is.EqualTo(live));
        using (Host host = Start())
        {
            Assert.That(LotOf(host), Is.EqualTo(LotNow));
            Trade(host);
            host.End();
        }

        AssertRepeats(restarts: 2);
    }

    // Nothing follows the restart: not even a timer says that time has passed.
    [Test]
    public void ShouldHaveTheSwitchInTheStartRecordAlone()
    {
        using (Host host = Start())
        {
            Configure(host, 5);
            Save(host, withSnapshot: false);
        }

        _clock.NowNs += 24 * 3600 * TimeUnits.Second;
        ulong live;
        using (Host host = Start())
        {
            live = host.Shard.State.HashWith(new StateWriter());
        }

        Assert.That(FoldedHash(useSnapshot: false), Is.EqualTo(live));
    }

    [Test]
    public void ShouldKeepTheInputCountWhereNothingFollowsTheSnapshot()
    {
        ulong live;
        long inputs;
        using (Host host = Start())
        {
            Configure(host, 5);
            Trade(host);
            host.Output.TryCommit();
            Assert.That(host.Loop.TrySave(), Is.True);
            live = host.Shard.State.HashWith(new StateWriter());
            inputs = host.Shard.Engine.InputCount;
        }

        Assert.That(inputs, Is.Positive);
        ReplayTarget<NoProbe> fresh = EventDay.Target(new MemoryLog());
        using IDisposable owner = fresh.Owner;
        RecoveryResult found = RouterRecovery.Recover(fresh.Engine.State, _folder, new SnapshotCatalog(_folder, 9));
        Assert.That(found, Is.EqualTo(new RecoveryResult(found.SnapshotSequence, found.SnapshotSequence, 0, inputs, 0)));
        Assert.That((found.SnapshotSequence, fresh.Engine.State.HashWith(new StateWriter())), Is.EqualTo((LastSequence(), live)));
        using Host again = Start();
        Assert.That((again.Recovered.InputCount, again.Shard.Engine.InputCount), Is.EqualTo((inputs, inputs)));
    }

    private static int LotOf(Host host) => (int)host.Shard.Engine.Universe[new InstrumentId(0)].RoundLot;

    private static void Save(Host host, bool withSnapshot)
    {
        Assert.That(host.Output.TryCommit(), Is.True);
        Assert.That(!withSnapshot || host.Loop.TrySave(), Is.True);
    }

    private Host Start() => Host.Start(
        new RouterHostOptions
        {
            Setup = EventDay.Setup,
            Journal = new JournalOptions { Directory = _folder, Fsync = JournalFsync.None, JournalId = 9, SpareBytes = 0 },
            Session = EventDay.Header,
            JournalsPackets = true,
        },
        _venue,
        _clock,
        default);

    private void Configure(Host host, int version)
    {
        Trade(host);
        Assert.That(host.Loop.TryConfigure(ConfigurationKind.ReferenceData, DayReference.File(version), _clock.NowNs, out string problem), Is.True, problem);
    }

    // The market opens anew, and an order comes for which children leave; venues answer.
    private void Trade(Host host)
    {
        _clock.NowNs += TimeUnits.Millisecond;
        new DayMarket((Datagram d) => host.Loop.OnPacket(d)).Open(_clock.NowNs);
        host.Loop.OnParentOrder(Desk.Order(++_parent, 540) with { ArrivalTimeNs = _clock.NowNs, TimeInForce = TimeInForce.Day });
        int sent = _venue.SentCount;
        Assert.That(sent, Is.Positive);
        _venue.Answer(r => host.Loop.OnExecutionReport(r with { ReceiveTimeNs = _clock.NowNs }), _clock.NowNs);
    }

    private ulong FoldedHash(bool useSnapshot)
    {
        ReplayTarget<NoProbe> fresh = EventDay.Target(new MemoryLog());
        using IDisposable owner = fresh.Owner;
        RouterRecovery.Recover(fresh.Engine.State, _folder, useSnapshot ? new SnapshotCatalog(_folder, 9) : null);
        return fresh.Engine.State.HashWith(new StateWriter());
    }

    private void AssertRepeats(int restarts)
    {
        using var replayer = new JournalReplayer<NoProbe>(_folder, EventDay.Target);
        replayer.Complete();
        Assert.That((replayer.Log.FirstDifference, replayer.Log.EqualCount, replayer.RestartCount), Is.EqualTo((0L, LastSequence(), restarts)));
    }

    private long LastSequence()
    {
        using var reader = new JournalReader(_folder);
        long last = 0;
        while (reader.TryRead(out JournalRecord record))
        {
            last = record.Sequence;
        }

        return last;
    }

    private List<ulong> ReferenceVersions()
    {
        var versions = new Versions();
        using var reader = new JournalReader(_folder);
        while (reader.TryRead(out JournalRecord record))
        {
            ProtocolReader.Dispatch(record.Payload, ref versions);
        }

        return versions.Seen;
    }

    private sealed class Versions : ProtocolVisitor
    {
        public List<ulong> Seen { get; } = [];

        public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => Seen.Add(decision.ReferenceVersion);
    }
}
