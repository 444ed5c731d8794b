using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Journal;

namespace EdgeRouter.Lab.Faults;

/// <summary>Writes a run's records into a journal, replays it, and holds what the engine writes against it.</summary>
internal static class ReplayCheck
{
    public static void Check(Findings findings, FaultOptions options, IReadOnlyList<byte[]> records)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("edgerouter-faults-");
        try
        {
            Write(folder.FullName, records);
            using var replayer = new JournalReplayer<NoProbe>(folder.FullName, log =>
            {
                var process = new RouterProcess(options, log, new SilentGateway(), new NoSabotage());
                return new ReplayTarget<NoProbe>(process.Shard.Engine, process.Output, process);
            });
            replayer.Complete();
            findings.Require(
                replayer.Log.FirstDifference == 0 && replayer.Log.EqualCount == records.Count,
                Invariant.ReplaysAlike,
                $"the replay wrote {replayer.Log.EqualCount} of {records.Count} records alike; the first that differs is {replayer.Log.FirstDifference}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Write(string folder, IReadOnlyList<byte[]> records)
    {
        using JournalWriter writer = JournalWriter.Open(new JournalOptions { Directory = folder, Fsync = JournalFsync.None, JournalId = 1, SpareBytes = 0 }, new ManualClock());
        foreach (byte[] record in records)
        {
            record.CopyTo(writer.Reserve(record.Length));
            writer.AppendReserved(record.Length);
        }

        writer.Commit();
    }
}
