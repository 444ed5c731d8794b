using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.State;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>A router in a process of its own is killed (SIGKILL) at random instants, while it trades and while it starts, again and again over the same journal.
/// The venues' log outlives it and is what it is held against.</summary>
internal sealed class KilledRouterTests
{
    private readonly SortedDictionary<long, ulong> _hashes = [];
    private readonly HashSet<long> _accepted = [];
    private string _folder = null!;

    private static bool IsNightly => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    [SetUp]
    public void MakeFolder()
    {
        string root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        _folder = Path.Combine(root, $"engine-killed-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}");
        Directory.CreateDirectory(_folder);
        _hashes.Clear();
        _accepted.Clear();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("None")]
    [TestCase("PerCommit")]
    public void ShouldComeBackWholeFromEveryKill(string fsync)
    {
        const ulong seed = 20_261_121;
        int kills = IsNightly ? 50 : 3;
        TestContext.Out.WriteLine($"seed {seed}, {kills} kills, instants by the machine");
        var random = new DeterministicRandom(seed, (ulong)fsync.Length);
        for (int life = 0; life < kills; life++)
        {
            string[] said = RunUntilKilled(fsync, life, life % 3 == 2 ? -random.NextInt32(700) : random.NextInt32(500));
            AssertDisc($"{fsync}, kill {life}: {said.FirstOrDefault()}");
        }

        Finish(fsync, kills);
        AssertDisc("the end");
        AssertEnded();
        using var replayer = new JournalReplayer<NoProbe>(Journal, EventDay.Target);
        replayer.Complete();
        TestContext.Out.WriteLine($"{replayer.Log.EqualCount} records, {replayer.RestartCount} restarts, {replayer.Log.LostCount} lost, {_hashes.Count} hashes, {Orders.Count} orders, {_accepted.Count} parents");
        Assert.That(replayer.Log.FirstDifference, Is.Zero);
        Assert.That(replayer.RestartCount, Is.InRange(kills / 2, kills));
        Assert.That(Math.Min(_hashes.Count, Orders.Count), Is.GreaterThan(2 * kills), "the routers came to trade");
    }

    private string Journal => TradingScenario.JournalIn(_folder);

    private IReadOnlyCollection<FileVenueOrder> Orders => FileVenueLog.Read(TradingScenario.VenueLogIn(_folder));

    /// <summary>Kills the host some milliseconds after it said that it is up, or, for a negative delay, after its process was begun.</summary>
    private string[] RunUntilKilled(string fsync, int life, int delayMs)
    {
        var lines = new ConcurrentQueue<string>();
        using var up = new ManualResetEventSlim();
        using Process host = HostProcess.Start(["run", _folder, fsync, life.ToString(CultureInfo.InvariantCulture)]);
        host.OutputDataReceived += (_, e) =>
        {
            if (e.Data is not null)
            {
                lines.Enqueue(e.Data);
                up.Set();
            }
        };
        host.BeginOutputReadLine();
        if (delayMs >= 0)
        {
            Assert.That(up.Wait(30_000), $"the host wrote nothing: {(host.HasExited ? host.StandardError.ReadToEnd() : "it still runs")}");
        }

        bool hasEnded = host.WaitForExit(Math.Abs(delayMs));
        Assert.That(hasEnded, Is.False, () => $"the host ends only when it is killed: {host.StandardError.ReadToEnd()}");
        host.Kill();
        host.WaitForExit();
        string[] said = [.. lines];
        Remember(said);
        return said;
    }

    private void Finish(string fsync, int life)
    {
        using Process host = HostProcess.Start(["finish", _folder, fsync, life.ToString(CultureInfo.InvariantCulture)]);
        Task<string> errors = host.StandardError.ReadToEndAsync();
        Remember(host.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        host.WaitForExit();
        Assert.That(host.ExitCode, Is.Zero, () => errors.GetAwaiter().GetResult());
    }

    // The last line may be cut short by the kill.
    private void Remember(string[] said)
    {
        foreach (string[] words in said.SkipLast(1).Select(line => line.Split(' ')))
        {
            if (words[0] == "hash")
            {
                _hashes[long.Parse(words[1], CultureInfo.InvariantCulture)] = ulong.Parse(words[2], CultureInfo.InvariantCulture);
            }
            else if (words[0] == "accepted")
            {
                _accepted.Add(long.Parse(words[1], CultureInfo.InvariantCulture));
            }
        }
    }

    private void AssertDisc(string label)
    {
        if (!Directory.Exists(Journal) || Directory.GetFiles(Journal, "*.seg").Length == 0)
        {
            Assert.That(_hashes, Is.Empty, label);
            return;
        }

        using var fresh = new Shard();
        var fold = new StateFold(fresh.State);
        var seen = new Written();
        long last = FoldAll(fresh.State, ref fold, ref seen, label);
        Assert.That(_hashes.Keys.LastOrDefault(), Is.LessThanOrEqualTo(last), $"{label}: what was committed is there");
        Assert.That(seen.Children, Is.SupersetOf(Orders.Select(o => o.Id)), $"{label}: every order that left is in the journal");
        Assert.That(seen.Parents, Is.SupersetOf(_accepted), $"{label}: every parent that was acknowledged is in the journal");
        AssertConserved(fresh.State, label);

        using var restarted = new Shard();
        RecoveryResult found = RouterRecovery.Recover(restarted.State, Journal, new SnapshotCatalog(Journal, RouterProcess.JournalId), last);
        Assert.That((found.LastSequence, restarted.State.HashWith(new StateWriter())), Is.EqualTo((last, fresh.State.HashWith(new StateWriter()))), $"{label}: from snapshot {found.SnapshotSequence}");
    }

    // An uninterrupted fold from the first record on; on its way it meets every state that a process said it had.
    private long FoldAll(RouterState state, ref StateFold fold, ref Written seen, string label)
    {
        var scratch = new StateWriter();
        using var reader = new JournalReader(Journal);
        long last = 0;
        while (reader.TryRead(out JournalRecord record))
        {
            last = record.Sequence;
            ProtocolReader.Dispatch(record.Payload, ref fold);
            ProtocolReader.Dispatch(record.Payload, ref seen);
            if (_hashes.TryGetValue(last, out ulong live))
            {
                Assert.That(state.HashWith(scratch), Is.EqualTo(live), $"{label}: the state behind record {last}");
            }
        }

        Assert.That(reader.IsDamaged, Is.False, label);
        return last;
    }

    private static void AssertConserved(RouterState state, string label)
    {
        var reserved = new Dictionary<long, long>();
        long open = 0;
        for (int i = 0; i < state.Children.SlotBound; i++)
        {
            if (state.Children.IsUsed(i) && state.Parents.TryFind(state.Children[i].Order.ParentId.Value, out _))
            {
                ref ChildOrderRecord child = ref state.Children[i];
                Assert.That(child.CumulativeQuantity + child.ReservedQuantity, Is.InRange(0, child.Order.Quantity), $"{label}: child {child.Order.Id.Value}");
                reserved[child.Order.ParentId.Value] = reserved.GetValueOrDefault(child.Order.ParentId.Value) + child.ReservedQuantity;
                open += child.ReservedQuantity;
            }
        }

        for (int i = 0; i < state.Parents.SlotBound; i++)
        {
            if (state.Parents.IsUsed(i))
            {
                ref ParentOrderRecord parent = ref state.Parents[i];
                Assert.That(parent.ReservedQuantity, Is.EqualTo(reserved.GetValueOrDefault(parent.Order.Id.Value)), $"{label}: parent {parent.Order.Id.Value}");
                Assert.That(parent.FilledQuantity + parent.ReservedQuantity + parent.AvailableQuantity, Is.EqualTo(parent.Order.Quantity), $"{label}: parent {parent.Order.Id.Value}");
            }
        }

        long atRisk = new[] { 0, 1 }.Select(n => state.Risk.PositionOf(new InstrumentId(n))).Sum(p => p.OpenBuyQuantity + p.OpenSellQuantity);
        Assert.That(atRisk, Is.EqualTo(open), $"{label}: what the risk gate holds reserved");
    }

    // The day is over: every parent that was acknowledged has one end, with what its venues say they executed; positions are theirs.
    private void AssertEnded()
    {
        using var fresh = new Shard();
        RouterRecovery.Replay(fresh.State, Journal, long.MaxValue);
        var written = new Written();
        using var reader = new JournalReader(Journal);
        while (reader.TryRead(out JournalRecord record))
        {
            ProtocolReader.Dispatch(record.Payload, ref written);
        }

        Assert.That(fresh.State.OpenParentCount, Is.Zero);
        Assert.That(written.Ends.Select(e => e.ParentId.Value), Is.Unique.And.EquivalentTo(written.Parents), "every parent ended once");
        ILookup<long, FileVenueOrder> orders = Orders.ToLookup(o => o.ParentId);
        foreach (ParentOutcome end in written.Ends)
        {
            Assert.That(end.FilledQuantity, Is.EqualTo(orders[end.ParentId.Value].Sum(o => o.Executed)).And.LessThanOrEqualTo(end.Quantity), $"parent {end.ParentId.Value}");
        }

        foreach (int instrument in new[] { 0, 1 })
        {
            long position = Orders.Where(o => o.Instrument == instrument).Sum(o => o.Sign * o.Executed);
            Assert.That(fresh.State.Risk.PositionOf(new InstrumentId(instrument)), Is.EqualTo(new Routing.Risk.RiskPosition(position, 0, 0)));
        }
    }

    private sealed class Shard : IDisposable
    {
        private readonly ReplayTarget<NoProbe> _target = EventDay.Target(new MemoryLog());

        public RouterState State => _target.Engine.State;

        public void Dispose() => _target.Owner.Dispose();
    }

    private sealed class Written : ProtocolVisitor
    {
        public HashSet<long> Children { get; } = [];

        public HashSet<long> Parents { get; } = [];

        public List<ParentOutcome> Ends { get; } = [];

        public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order)
        {
            if ((envelope.Flags & MessageEnvelope.RefusedFlag) == 0)
            {
                Parents.Add(order.Id.Value);
            }
        }

        public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
        {
            if ((envelope.Flags & MessageEnvelope.RefusedFlag) == 0)
            {
                Ends.Add(outcome);
            }
        }

        public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) =>
            Assert.That(Children.Add(order.Id.Value), Is.True, $"child {order.Id.Value} is sent once");
    }
}
