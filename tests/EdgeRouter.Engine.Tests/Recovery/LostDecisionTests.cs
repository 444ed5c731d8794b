using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.Tests.Recovery;

/// <summary>The process dies within a decision: its scores and children are on record, itself is not. The next process neither uses its number again nor
/// forgets that it was taken.</summary>
internal sealed class LostDecisionTests
{
    [TestCase("best-price", 0.0, false)]
    [TestCase("best-price", 1.0, true)]
    [TestCase("rank-and-fill", 0.0, false)]
    [TestCase("rank-and-fill", 1.0, true)]
    [TestCase("random", 0.0, true)]
    public void ShouldCountADecisionWhoseRecordWasLost(string policy, double rate, bool explores)
    {
        var whole = new MemoryLog();
        using (Desk<NoProbe> desk = NewDesk(whole, policy, rate, out JournalingOutput output))
        {
            Live(desk, output);
        }

        List<string> kinds = Seen.In(whole).Kinds;
        int decision = 1 + kinds.IndexOf("decision 0");
        Assert.That(kinds, Does.Contain("child 0").And.Contain("decision 0"), "the first decision sends something");
        for (int crashAt = 1 + kinds.IndexOf("parent") + 1; crashAt <= decision; crashAt++)
        {
            string label = $"{policy}, rate {rate}: dies at record {crashAt} of {string.Join(", ", kinds)}";
            bool isBegun = crashAt > 1 + kinds.FindIndex(k => k is "scores 0" or "child 0");
            Die(crashAt, policy, rate, isBegun, explores, label);
        }
    }

    [Test]
    public void ShouldNotCountADecisionTwice()
    {
        var log = new MemoryLog();
        using Desk<NoProbe> desk = NewDesk(log, "best-price", 1.0, out JournalingOutput output);
        Live(desk, output);
        using Desk<NoProbe> again = NewDesk(log, "best-price", 1.0, out JournalingOutput second);
        EventDay.Fold(log.Records, again.Engine.State);
        ParentOrderRecord before = ParentOf(again);
        again.Engine.Resume(default, Desk.StartNs, () => second.BeginSession(EventDay.Header));
        Assert.That((before.DecisionCount, before.FruitlessCount), Is.EqualTo((1, 1)));
        Assert.That((ParentOf(again).DecisionCount, ParentOf(again).FruitlessCount), Is.EqualTo((1, 1)));
    }

    private static void Die(int crashAt, string policy, double rate, bool isBegun, bool explores, string label)
    {
        var log = new MemoryLog { CrashAt = crashAt };
        using (Desk<NoProbe> desk = NewDesk(log, policy, rate, out JournalingOutput output))
        {
            Assert.Throws<CrashException>(() => Live(desk, output), label);
        }

        log.CrashAt = long.MaxValue;
        List<ChildOrder> children = Seen.In(log).Children;
        using Desk<NoProbe> again = NewDesk(log, policy, rate, out JournalingOutput second);
        again.OpenMarket();
        RecoveryResult recovered = EventDay.Fold(log.Records, again.Engine.State);
        again.Engine.Resume(recovered, Desk.StartNs, () => second.BeginSession(EventDay.Header with { StartTimeNs = Desk.StartNs }));
        ParentOrderRecord parent = ParentOf(again);
        Assert.That((parent.DecisionCount, parent.FruitlessCount, parent.HasExplored), Is.EqualTo((isBegun ? 1 : 0, isBegun ? 1 : 0, isBegun && explores)), label);

        again.DecideAll();
        children.ForEach(child => again.Report(Desk.Rejected(child, RejectReason.UnknownOrder)));
        List<string> numbered = [.. Seen.In(log).Kinds.Where(k => k.Contains(' ', StringComparison.Ordinal))];
        Assert.That(numbered.Where(k => !k.StartsWith("child", StringComparison.Ordinal)), Is.Unique, label);
        Assert.That(numbered, Does.Contain(isBegun ? "decision 1" : "decision 0"), label);
        Assert.That(numbered, Does.Not.Contain(isBegun ? "decision 0" : "decision 1"), label);
        Assert.That(Seen.In(log).Children.Where(c => c.DecisionIndex == 0).Select(c => c.Id), isBegun ? Is.EqualTo(children.Select(c => c.Id)) : Is.Not.Empty, label);

        using Desk<NoProbe> folded = NewDesk(new MemoryLog(), policy, rate, out _);
        EventDay.Fold(log.Records, folded.Engine.State);
        Assert.That(folded.Engine.State.HashWith(new StateWriter()), Is.EqualTo(again.Engine.State.HashWith(new StateWriter())), label);
    }

    private static Desk<NoProbe> NewDesk(MemoryLog log, string policy, double rate, out JournalingOutput output)
    {
        output = new JournalingOutput(log, new SilentGateway());
        return new Desk<NoProbe>(
            output,
            default,
            s => s with { Policy = policy, Scales = new Core.Scoring.ScoreScales(20, 20, 20), Policies = new PolicyOptions { Exploration = new ExplorationOptions { Rate = rate } } })
        {
            Scorer = "hand",
        };
    }

    private static void Live(Desk<NoProbe> desk, JournalingOutput output)
    {
        output.BeginSession(EventDay.Header with { StartTimeNs = Desk.StartNs });
        desk.OpenMarket();
        Assert.That(desk.Parent(1, 600, horizonNs: TimeUnits.Second), Is.EqualTo(RejectReason.None));
    }

    private static ParentOrderRecord ParentOf(Desk<NoProbe> desk)
    {
        Assert.That(desk.Engine.State.Parents.TryFind(1, out int slot), Is.True);
        return desk.Engine.State.Parents[slot];
    }

    private sealed class Seen : ProtocolVisitor
    {
        public List<string> Kinds { get; } = [];

        public List<ChildOrder> Children { get; } = [];

        public static Seen In(MemoryLog log)
        {
            var seen = new Seen();
            foreach (byte[] record in log.Records)
            {
                int before = seen.Kinds.Count;
                ProtocolReader.Dispatch(record, ref seen);
                if (seen.Kinds.Count == before)
                {
                    seen.Kinds.Add("other");
                }
            }

            return seen;
        }

        public override void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Kinds.Add("parent");

        public override void OnScores(in MessageEnvelope envelope, in ScoresView scores) => Kinds.Add($"scores {scores.DecisionIndex}");

        public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => Kinds.Add($"decision {decision.DecisionIndex}");

        public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
        {
            Kinds.Add($"child {order.DecisionIndex}");
            Children.Add(order);
        }
    }
}
