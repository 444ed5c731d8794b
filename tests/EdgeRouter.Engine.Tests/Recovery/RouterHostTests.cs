using EdgeRouter.Core.Errors;
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

namespace EdgeRouter.Engine.Tests.Recovery;

using Host = RouterHost<MemoirDepthProtocol, NoProbe>;

/// <summary>A process starts, ends, dies and starts again, on a disc.</summary>
internal sealed class RouterHostTests
{
    private readonly ManualClock _clock = new();
    private DayVenue _venue = null!;
    private string _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Path.Combine(Path.GetTempPath(), $"engine-host-{TestContext.CurrentContext.Test.ID}");
        _clock.NowNs = DayReference.StartNs;
        _venue = new DayVenue(1);
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
    public void ShouldBeginANewJournalWithWhoAndHow()
    {
        using (Host host = Start())
        {
            Assert.That((host.JournalFound.IsNew, host.Recovered), Is.EqualTo((true, default(RecoveryResult))));
            host.End();
        }

        Assert.That(JournalText.Read(_folder).Log.Select(l => l.Split(' ')[0]), Is.EqualTo(new[] { "start", "configuration", "end" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldGoOnWhereItsPredecessorEnded(bool withSnapshot)
    {
        ulong hash = Work(withSnapshot, out long last, out long inputs);
        ulong folded;
        using (Host again = Start())
        {
            Assert.That((again.Recovered.LastSequence, again.Recovered.InputCount), Is.EqualTo((last, inputs)));
            Assert.That(again.Recovered.SnapshotSequence, withSnapshot ? Is.GreaterThan(0) : Is.Zero);
            Assert.That(_venue.Asked, Is.Not.Empty);
            folded = again.Shard.State.HashWith(new StateWriter());
            Play(again, 2);
            again.End();
        }

        Assert.That(folded, Is.Not.EqualTo(hash), "the open child is in doubt now");
        using var replayer = new JournalReplayer<NoProbe>(_folder, EventDay.Target);
        replayer.Complete();
        Assert.That((replayer.Log.FirstDifference, replayer.RestartCount), Is.EqualTo((0L, 1)));
    }

    [Test]
    public void ShouldGiveTheSameStateFromTheDiscAsItWasLive()
    {
        ulong hash = Work(withSnapshot: true, out long last, out _);
        foreach (bool useSnapshot in new[] { true, false })
        {
            ReplayTarget<NoProbe> fresh = EventDay.Target(new MemoryLog());
            using IDisposable owner = fresh.Owner;
            SnapshotCatalog? catalog = useSnapshot ? new SnapshotCatalog(_folder, 9) : null;
            RecoveryResult found = RouterRecovery.Recover(fresh.Engine.State, _folder, catalog);
            Assert.That((found.LastSequence, found.SnapshotSequence > 0, found.SkippedCount), Is.EqualTo((last, useSnapshot, 0L)));
            Assert.That(fresh.Engine.State.HashWith(new StateWriter()), Is.EqualTo(hash));
        }
    }

    [Test]
    public void ShouldCutATornTailAndSetAsideWhatLiesBeyond()
    {
        Work(withSnapshot: true, out long last, out _);
        string segment = Directory.GetFiles(_folder, "*.seg").Order().Last();
        using (FileStream file = File.Open(segment, FileMode.Open))
        {
            file.SetLength(file.Length - 20);
        }

        using Host again = Start();
        Assert.That((again.JournalFound.WasTorn, again.Recovered.LastSequence), Is.EqualTo((true, last - 1)));
    }

    [Test]
    public void ShouldCountAndSkipMessagesOfANewerVersion()
    {
        Work(withSnapshot: false, out long last, out _);
        using (JournalWriter journal = JournalWriter.Open(Options().Journal, _clock))
        {
            journal.Append([4, 0, 0x60, 0xEA, 0x59, 0x1B, 9, 0, 1, 2, 3, 4]); // template 60,000 of schema 7001, version 9
            journal.Commit();
        }

        using Host again = Start();
        Assert.That((again.Recovered.SkippedCount, again.Recovered.LastSequence), Is.EqualTo((1L, last + 1)));
    }

    [Test]
    public void ShouldSayWhatIsWrong()
    {
        Work(withSnapshot: true, out long last, out _);
        Assert.That(Fails(() => Start(o => o with { Setup = o.Setup with { Statistics = o.Setup.Statistics with { ChildCountMax = 64 } } })), Does.StartWith("ER1140"));
        Assert.That(Fails(() => Start(o => o with { Journal = o.Journal with { BufferBytes = 2048 } })), Does.StartWith("ER1135"));
        File.Delete(Directory.GetFiles(_folder, "snapshot-*").Single());
        using (JournalWriter journal = JournalWriter.Open(Options().Journal, _clock))
        {
            byte[] record = new byte[512];
            int length = Protocol.Messages.ProtocolWriter.Write(record, default, new ControlInput { Kind = ControlKind.StorageRestored, Value = 3 });
            journal.Append(record.AsSpan(0, length));
            journal.Commit();
        }

        Assert.That(Fails(() => Start()), Does.Match($"^ER1132.*3 records before record {last + 1}"));
    }

    [Test]
    public void ShouldGoOnBehindAStateThatWasSavedWhenRecordsWereLost()
    {
        using (var journal = JournalWriter.Open(Options().Journal, _clock))
        {
            Journaling.FailingLog log = new();
            using var day = new EventDay(6, log);
            day.Start();
            day.Play(30);
            log.IsFull = true;
            log.BufferMax = 3;
            day.Play(30);
            Assert.That(day.Output.DroppedRecordCount, Is.GreaterThan(0));
            log.IsFull = false;
            log.TryRecover();
            foreach (byte[] record in log.Disc.Records)
            {
                journal.Append(record);
            }

            journal.Commit();
            var snapshots = new RouterSnapshots(new SnapshotStore(journal), 1);
            Assert.That(snapshots.TrySave(day.Engine.State, day.Engine.InputCount, journal.CommittedSequence), Is.True);
            ReplayTarget<NoProbe> fresh = EventDay.Target(new MemoryLog());
            using IDisposable owner = fresh.Owner;
            RouterRecovery.Recover(fresh.Engine.State, _folder, new SnapshotCatalog(_folder, journal.JournalId));
            Assert.That(fresh.Engine.State.HashWith(new StateWriter()), Is.EqualTo(day.Hash()), "what was dropped is in the snapshot");
        }

        using Host host = Start();
        Assert.That(host.Shard.State.IsStorageLost, Is.False, "the disc has room again");
    }

    private static string Fails(Action action)
    {
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => action())!;
        Assert.That(e.Message, Does.Not.Contain("\n"));
        return $"{e.Id} {e.Message}";
    }

    private static RouterHostOptions Options(string folder) => new()
    {
        Setup = EventDay.Setup,
        Journal = new JournalOptions { Directory = folder, Fsync = JournalFsync.None, JournalId = 9, SpareBytes = 0 },
        Session = EventDay.Header,
        JournalsPackets = true,
        SnapshotIntervalRecords = 10,
    };

    private RouterHostOptions Options() => Options(_folder);

    private Host Start(Func<RouterHostOptions, RouterHostOptions>? change = null) =>
        Host.Start((change ?? (o => o))(Options()), _venue, _clock, default);

    // Some trading, then the process is gone; its last record is committed.
    private ulong Work(bool withSnapshot, out long last, out long inputs)
    {
        using Host host = Start();
        Play(host, 1);
        Assert.That(host.Loop.SaveWhenDue(), Is.True);
        Assert.That(host.Loop.SaveWhenDue(), Is.False, "not so soon again");
        if (!withSnapshot)
        {
            File.Delete(Directory.GetFiles(_folder, "snapshot-*").Single());
        }

        _clock.NowNs += TimeUnits.Millisecond;
        host.Loop.OnParentOrder(Desk.Order(77, 300) with { ArrivalTimeNs = _clock.NowNs });
        host.Output.TryCommit();
        (last, inputs) = (host.Output.LastSequence, host.Shard.Engine.InputCount);
        return host.Shard.State.HashWith(new StateWriter());
    }

    private void Play(Host host, long parent)
    {
        var market = new DayMarket((Datagram d) => host.Loop.OnPacket(d));
        market.Open(_clock.NowNs);
        host.Loop.OnParentOrder(Desk.Order(parent, 500) with { ArrivalTimeNs = _clock.NowNs });
    }
}
