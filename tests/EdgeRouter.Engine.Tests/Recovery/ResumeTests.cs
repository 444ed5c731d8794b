using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.State;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>The process dies at a record, another goes on: with the same positions as the venues', nothing sent twice, nothing forgotten.</summary>
internal sealed class ResumeTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"engine-resume-{TestContext.CurrentContext.Test.ID}");

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldGoOnAfterACrashAtEveryRecord([Values(11UL, 12UL)] ulong seed, [Values] bool journalsPackets)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        int step = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 1 : 41;
        long first = 2 + (long)(seed % (ulong)step);
        int crashes = 0;
        for (long crashAt = first; Crash(seed, [crashAt], 70, journalsPackets, replay: crashes % 4 == 0); crashAt += step)
        {
            crashes++;
        }

        TestContext.Out.WriteLine($"{crashes} crashes");
        Assert.That(crashes * step, Is.GreaterThan(200));
    }

    [Test]
    public void ShouldGoOnAfterManyCrashes([Values(21UL, 22UL, 23UL, 24UL)] ulong seed) =>
        Assert.That(Crash(seed, [40, 41, 90, 200, 203, 350, 500], 250, journalsPackets: true, replay: true), Is.True);

    // A day on which the process dies when it would write each of these records. False when the day was over before the last of them.
    private bool Crash(ulong seed, long[] crashes, int steps, bool journalsPackets, bool replay)
    {
        string label = $"seed {seed}, crash at {string.Join(' ', crashes)}";
        var next = new Queue<long>(crashes);
        var log = new MemoryLog { CrashAt = next.Dequeue() };
        using var day = new EventDay(seed, log, journalsPackets);
        bool isDead = Run(day.Start);
        int restarts = 0;
        for (int done = 0; isDead || done < steps; done++)
        {
            if (isDead)
            {
                restarts++;
                log.CrashAt = next.TryDequeue(out long crash) ? crash : long.MaxValue;
            }

            bool mustRestart = isDead;
            isDead = Run(() => GoOn(day, mustRestart, label));
        }

        if (restarts < crashes.Length)
        {
            return false;
        }

        day.Finish();
        AssertWhole(day, label);
        if (replay)
        {
            Replay(day, log, restarts, journalsPackets, label);
        }

        return true;
    }

    private static void GoOn(EventDay day, bool mustRestart, string label)
    {
        if (!mustRestart)
        {
            day.Play(1);
            return;
        }

        var open = new List<long>();
        day.Restart((state, _) => open.AddRange(OpenChildren(state)));
        Assert.That(day.Venue.Asked, Is.SupersetOf(open), $"{label}: every open child is asked for");
    }

    private static IEnumerable<long> OpenChildren(RouterState state) =>
        Enumerable.Range(0, state.Children.SlotBound).Where(i => state.Children.IsUsed(i) && !state.Children[i].IsTerminal).Select(state.Children.IdOf);

    private static bool Run(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private static void AssertWhole(EventDay day, string label)
    {
        RouterState state = day.Engine.State;
        Assert.That(day.Engine.OpenParentCount, Is.Zero, $"{label}: every parent came to its end");
        Assert.That(OpenChildren(state), Is.Empty, $"{label}: every child came to its end");

        foreach (int instrument in new[] { 0, 1 })
        {
            var id = new InstrumentId(instrument);
            Assert.That(state.Risk.PositionOf(id).Position, Is.EqualTo(day.Venue.Position(id)), $"{label}: the venues' position in {instrument}\n{day.Venue.Compare(state.Children)}");
            Assert.That((state.Risk.PositionOf(id).OpenBuyQuantity, state.Risk.PositionOf(id).OpenSellQuantity), Is.EqualTo((0L, 0L)), $"{label}: nothing is reserved");
        }
    }

    private void Replay(EventDay day, MemoryLog log, int restarts, bool journalsPackets, string label)
    {
        RemoveFolder();
        log.WriteTo(_folder);
        using var replayer = new JournalReplayer<NoProbe>(_folder, EventDay.Target);
        if (!journalsPackets)
        {
            foreach (byte[] packet in day.Packets)
            {
                replayer.OnPacket(DayMarket.Unpack(packet));
            }
        }

        replayer.Complete();
        Assert.That(replayer.Log.FirstDifference, Is.Zero, $"{label}: replay differs: {Text(replayer.Log.Expected)} became {Text(replayer.Log.Actual)}");
        Assert.That((replayer.Log.EqualCount, replayer.RestartCount), Is.EqualTo((log.Records.Count, restarts)), label);
        Assert.That(replayer.Engine.State.HashWith(new StateWriter()), Is.EqualTo(day.Hash()), label);
    }

    private static string Text(byte[] record)
    {
        var text = new JournalText();
        return ProtocolReader.Dispatch(record, ref text) == ProtocolReadResult.Ok ? $"{text.Log.Single()} {text.Envelopes.Single()}" : "nothing";
    }
}
