using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.TestHost;

/// <summary>Trades through a full disc. Prints an event a line.</summary>
public static class FullDiscScenario
{
    private const int StepsMax = 200_000;

    public static void Run(string folder, string filler, bool isUntilDropped)
    {
        Directory.CreateDirectory(folder);
        var options = new JournalOptions
        {
            Directory = TradingScenario.JournalIn(folder),
            Fsync = JournalFsync.PerCommit,
            JournalId = RouterProcess.JournalId,
            SegmentBytes = 128 << 10,
            BufferBytes = 64 << 10,
            SpareBytes = 128 << 10,
        };
        string venues = Path.Combine(Path.GetTempPath(), $"venues-{Environment.ProcessId}.log");
        try
        {
            ulong live = Trade(options, venues, filler, isUntilDropped);
            Check(options, live);
            GoOn(options, venues);
        }
        finally
        {
            File.Delete(venues);
        }
    }

    private static ulong Trade(JournalOptions options, string venues, string filler, bool isUntilDropped)
    {
        using var router = new RouterProcess(options, venues, 0);
        for (int i = 0; i < 200; i++)
        {
            router.Step();
        }

        router.Venue.IsSilent = true;
        long resting = OpenParent(router);
        Fill(filler);
        LoseDisc(router, isUntilDropped);
        Tell(router, "lost");
        RouterProcess.Say("parent", router.SendParent(100).Reason);
        RouterProcess.Say("restore", router.Host.Loop.TryRestoreStorage(router.NowNs));
        int cancels = router.Venue.CancelCount;
        RouterProcess.Say("cancel", router.Cancel(resting), router.Venue.CancelCount - cancels);
        Tell(router, "cancelled");
        File.Delete(filler);
        RouterProcess.Say("restore", router.Host.Loop.TryRestoreStorage(router.NowNs));
        Tell(router, "restored");
        router.Venue.IsSilent = false;
        for (int i = 0; i < 200; i++)
        {
            router.Step();
        }

        router.Host.Output.TryCommit();
        Tell(router, "traded");
        return router.Hash;
    }

    // What the disc holds gives the state that was live, from the snapshot and, where nothing was dropped, from the records alone.
    private static void Check(JournalOptions options, ulong live)
    {
        using var fresh = new RouterShard<Feeds.Memoir.MemoirDepthProtocol, Core.Probes.NoProbe>(
            DaySetup.Setup, new Journaling.JournalingOutput(new NoLog(), new SilentGateway()), default);
        RecoveryResult found = RouterRecovery.Recover(fresh.State, options.Directory, new SnapshotCatalog(options.Directory, RouterProcess.JournalId));
        RouterProcess.Say("recovered", fresh.State.HashWith(new StateWriter()) == live, found.SnapshotSequence > 0);
    }

    private static void GoOn(JournalOptions options, string venues)
    {
        using var router = new RouterProcess(options, venues, 1);
        for (int i = 0; i < 100; i++)
        {
            router.Step();
        }

        router.Finish();
        Tell(router, "ended");
        foreach (int instrument in new[] { 0, 1 })
        {
            long position = router.Host.Shard.State.Risk.PositionOf(new Core.Domain.InstrumentId(instrument)).Position;
            RouterProcess.Say("position", position - FileVenueLog.Read(venues).Where(o => o.Instrument == instrument).Sum(o => o.Sign * o.Executed));
        }
    }

    private static long OpenParent(RouterProcess router)
    {
        for (int i = 0; i < 100; i++)
        {
            int sent = router.Venue.SentCount;
            (long id, RejectReason reason) = router.SendParent(700);
            if (reason == RejectReason.None && router.Venue.SentCount > sent)
            {
                return id;
            }
        }

        throw new InvalidOperationException("no parent sends a child");
    }

    private static void LoseDisc(RouterProcess router, bool isUntilDropped)
    {
        for (int i = 0; i < StepsMax && !(isUntilDropped ? router.Host.Output.DroppedRecordCount > 0 : router.Host.Shard.State.IsStorageLost); i++)
        {
            router.Quote();
        }
    }

    private static void Tell(RouterProcess router, string what) => RouterProcess.Say(
        what,
        router.Host.Shard.State.IsStorageLost,
        router.Venue.SentCount,
        router.Host.Output.DroppedRecordCount > 0,
        router.Host.Output.AlertCounts[(int)AlertKind.StorageLost],
        router.Host.Output.AlertCounts[(int)AlertKind.StorageRestored],
        router.Host.Shard.Engine.OpenParentCount > 0);

    // A file that takes all room there is.
    private static void Fill(string filler)
    {
        using FileStream file = new(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException e)
        {
            RouterProcess.Say("filled", e.Message);
        }
    }

    private sealed class NoLog : Journaling.IRecordLog
    {
        public long NextSequence => 1;

        public bool IsImpaired => false;

        public bool TryReserve(int bytesMax, out Span<byte> target)
        {
            target = default;
            return false;
        }

        public void Append(int bytes) => throw new InvalidOperationException("nothing is written");

        public bool TryCommit() => true;

        public bool TryRecover() => true;
    }
}
