using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Journal.Tests;

/// <summary>Every file operation fails once, or for a while: what was confirmed is there, in order, once.</summary>
public sealed class DiscFaultTests
{
    private const int Records = 120;

    [Test]
    public void ShouldLoseAndDoubleNothingWhereverAnOperationFails(
        [Values] JournalFsync fsync, [Values("NoRoom", "Io", "ShortNoRoom", "ShortIo")] string kind, [Values(1, 4)] int times)
    {
        Fault fault = Enum.Parse<Fault>(kind);
        int operations = CountOperations(fsync);
        Assert.That(operations, Is.GreaterThan(40), "several segments, many commits");
        int failed = 0;
        int step = times == 1 ? 1 : 2;
        for (int at = 0; at < operations; at += step)
        {
            var files = new FaultyFiles { FaultAt = index => index >= at && index < at + times ? fault : Fault.None };
            using var folder = new TempFolder();
            using var copies = new TempFolder();
            var run = new FaultRun(files, folder.Path, Options(folder.Path, fsync));
            string copy = Path.Combine(copies.Path, "killed");
            run.Write(Records, () => run.CopyTo(copy));
            string label = $"{fsync} {fault} at {at} × {times}";
            if (run.Condition is JournalCondition.Good or JournalCondition.Impaired)
                Assert.That(run.Confirmed, Is.EqualTo(Records), $"{label}: a fault that passes costs nothing");
            failed += run.Condition is JournalCondition.Failed ? 1 : 0;
            run.AssertRecovers(copy, $"{label}, killed");
            run.AssertRecovers(folder.Path, $"{label}, closed");
        }

        Assert.That(failed > 0, Is.EqualTo(fsync != JournalFsync.None || times > 1), "final: a failed flush, a half-made segment that cannot be removed either");
    }

    [Test]
    public void ShouldKeepWhatWasConfirmedThroughAPowerLoss()
    {
        const ulong seed = 20_260_611;
        TestContext.Out.WriteLine($"seed {seed}");
        int lost = 0;
        for (ulong round = 0; round < 250; round++)
        {
            var random = new DeterministicRandom(seed + round);
            var files = new FaultyFiles { FaultAt = _ => random.NextInt32(100) < 4 ? (Fault)(1 + random.NextInt32(4)) : Fault.None };
            using var folder = new TempFolder();
            using var copies = new TempFolder();
            string copy = Path.Combine(copies.Path, "dark");
            var run = new FaultRun(files, folder.Path, Options(folder.Path, JournalFsync.PerCommit) with { CutTornCommit = true });
            run.Write(20 + random.NextInt32(Records), () =>
            {
                Directory.CreateDirectory(copy);
                foreach (string segment in Directory.GetFiles(folder.Path, "*.seg"))
                    File.WriteAllBytes(Path.Combine(copy, Path.GetFileName(segment)), files.AfterPowerLoss(segment, () => random.NextInt32(100)));
            });
            lost += run.Condition is JournalCondition.Failed ? 1 : 0;
            run.AssertRecovers(copy, $"seed {seed + round}");
        }

        Assert.That(lost, Is.InRange(50, 249), "some journals ended with a failed flush and unwritten records");
    }

    private static int CountOperations(JournalFsync fsync)
    {
        var files = new FaultyFiles();
        using var folder = new TempFolder();
        var run = new FaultRun(files, folder.Path, Options(folder.Path, fsync));
        int operations = 0;
        run.Write(Records, () => operations = files.OperationCount);
        Assert.That(run.Confirmed, Is.EqualTo(Records));
        return operations;
    }

    private static JournalOptions Options(string directory, JournalFsync fsync) =>
        TestJournal.Options(directory) with { Fsync = fsync, SpareBytes = 3000, BufferBytes = 1024 };
}
