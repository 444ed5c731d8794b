using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Journal.TestHost;

namespace EdgeRouter.Journal.Tests;

/// <summary>A writer in a process of its own is killed (SIGKILL) at random instants, again and again over the same journal.</summary>
public sealed class KilledWriterTests
{
    private static int Kills => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 150 : 4;

    [TestCase("None", 1)]
    [TestCase("PerCommit", 1)]
    [TestCase("OnRoll", 7)]
    public void ShouldKeepWhatWasConfirmed(string fsync, int group)
    {
        ulong seed = 20_261_120 + (ulong)group;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new DeterministicRandom(seed);
        using var folder = new TempFolder();
        long last = 0;
        long confirmedInAll = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            long confirmed = RunUntilKilled(folder.Path, fsync, group, random.NextInt32(250), last, out string opened);
            last = ReadAll(folder.Path);
            string label = $"seed {seed} kill {kill}: {opened}";
            Assert.That(last, Is.GreaterThanOrEqualTo(confirmed), $"{label}: every confirmed record is there");
            confirmedInAll = Math.Max(confirmedInAll, confirmed);
            AssertSnapshots(folder.Path, last, label);
        }

        TestContext.Out.WriteLine($"{confirmedInAll} records confirmed, {last} kept");
        Assert.That(confirmedInAll, Is.GreaterThan(Kills), "the writers came to write");
    }

    /// <summary>Kills the host some milliseconds after its first confirmation; returns the last confirmed sequence.</summary>
    private static long RunUntilKilled(string folder, string fsync, int group, int delayMs, long expectedLast, out string opened)
    {
        var lines = new ConcurrentQueue<string>();
        using var first = new ManualResetEventSlim();
        using Process host = HostProcess.Start(["append", folder, fsync, group.ToString(CultureInfo.InvariantCulture)]);
        host.OutputDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                lines.Enqueue(e.Data);
                first.Set();
            }
        };
        host.BeginOutputReadLine();
        Assert.That(first.Wait(20_000), $"the host wrote nothing: {(host.HasExited ? host.StandardError.ReadToEnd() : "it still runs")}");
        Assert.That(host.WaitForExit(delayMs), Is.False, "the host ends only when it is killed");
        host.Kill();
        host.WaitForExit();
        string[] all = [.. lines];
        opened = all[0];
        Assert.That(opened, Does.StartWith($"opened {expectedLast} "), "recovery keeps exactly what a reader had found");
        return all.Length > 1 ? all[1..].Max(Parse) : 0;
    }

    // A line cut short by the kill is a shorter number: still one that was confirmed.
    private static long Parse(string line) => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) ? sequence : 0;

    private static long ReadAll(string folder)
    {
        byte[] expected = new byte[HostPayload.BytesMax];
        using var reader = new JournalReader(folder);
        long sequence = 0;
        while (reader.TryRead(out JournalRecord record))
        {
            int length = HostPayload.Write(++sequence, expected);
            Assert.That((record.Sequence, record.Payload.SequenceEqual(expected.AsSpan(0, length))), Is.EqualTo((sequence, true)));
        }

        return sequence;
    }

    private static void AssertSnapshots(string folder, long last, string label)
    {
        var catalog = new SnapshotCatalog(folder, 0);
        Assert.That(catalog.CheckAll(last).Select(info => info.Problem?.Message), Is.All.Null, $"{label}: a snapshot with its final name is whole");
        if (last > 600)
            Assert.That(catalog.TryLoadLatest(last, out _, out _, out _), label);
    }
}
