using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Lab.Tests;

/// <summary>The learned policy over a simulated day, with action values from a forest that can be worked out on paper.</summary>
[TestFixture]
public sealed class LearnedRunTests
{
    private readonly HandMadeForest _forest = new();
    private TestDay _day = null!;
    private Folder _folder = null!;
    private LabRunOptions _options = null!;
    private LabJournal _run = null!;
    private RouterSetup _setup = null!;
    private List<Decided> _decisions = null!;

    [OneTimeSetUp]
    public void Run()
    {
        _day = new TestDay(7, 300);
        _folder = new Folder();
        _options = _day.Options("learned", _folder["run"]) with { ActionValues = _forest.Chain(), Scales = _forest.Scales };
        _run = _day.Run(_options, lab => _setup = lab.SetupOf(_options));
        var reading = new Decisions();
        using var reader = new JournalReader(_options.JournalDirectory);
        while (reader.TryRead(out JournalRecord record))
        {
            Assert.That(ProtocolReader.Dispatch(record.Payload, ref reading), Is.EqualTo(ProtocolReadResult.Ok));
        }

        _decisions = reading.All;
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ShouldScoreEveryRowAsOnPaperAndTakeTheBestFirst()
    {
        Assert.That(_decisions, Has.Count.GreaterThan(100));
        foreach (Decided decision in _decisions)
        {
            Assert.That(decision.Rows.Select(r => r.ScoreMicroBps / 1e6), Is.EqualTo(decision.OnPaper));
            WaterfallChild first = decision.Children[0];
            double value = decision.OnPaper[Array.FindIndex(decision.Rows, r => r.VenueId == first.VenueId && r.Action == first.Action)];
            Assert.That(decision.OnPaper.Where((_, i) => decision.IsAtTouch[i]).Min(), Is.GreaterThanOrEqualTo(value), "nothing better was passed over that order protection permits");
        }

        Assert.That(_decisions.SelectMany(d => d.OnPaper).Distinct(), Is.EquivalentTo(new[] { 2, -0.5, 0.25 }), "every leaf was met");
    }

    [Test]
    public void ShouldRepeatTheRunFromItsJournal()
    {
        var gateway = new SilentGateway();
        using var replay = new JournalReplayer<NoProbe>(_options.JournalDirectory, log =>
        {
            var output = new JournalingOutput(log, gateway);
            var shard = new RouterShard<MemoirDepthProtocol, NoProbe>(_setup, output, default);
            return new ReplayTarget<NoProbe>(shard.Engine, output, shard);
        });
        _day.Feed(replay);
        replay.Complete();
        Assert.That((replay.Log.FirstDifference, gateway.OrderCount), Is.EqualTo((0L, (long)_run.Children.Count)));
    }

    [Test]
    public void ShouldExplainADecisionFromTheJournal()
    {
        Decided decision = _decisions.First(d => d.OnPaper.Distinct().Count() > 1);
        JournalResult result = JournalRoute.Run(_options.JournalDirectory, decision.ParentId, decision.Index, default);
        DecisionExplanation explained = result.Decision!;
        Assert.That((explained.Policy, explained.Scorer), Is.EqualTo(("learned", "hand-made")));
        Assert.That(explained.Rows, Has.Count.EqualTo(decision.Rows.Length));
        Assert.That(explained.Rows.Select(r => r.Scored.ScoreMicroBps / 1e6), Is.EqualTo(decision.OnPaper));
        Assert.That(result.Checks.Where(c => c.IsSame == false), Is.Empty, "what is worked out again is what the journal says");
        Assert.That(result.Checks.Count(c => c.IsSame == true), Is.GreaterThan(0));
    }

    [Test]
    public void ShouldNeedActionValues()
    {
        LabRunOptions options = _options with { ActionValues = null, JournalDirectory = _folder["none"] };
        Assert.That(() => _day.Run(options), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER7102"));
    }

    private sealed record Decided(long ParentId, int Index, ScoredRow[] Rows, double[] OnPaper, bool[] IsAtTouch, WaterfallChild[] Children);

    private sealed class Decisions : ProtocolVisitor
    {
        public List<Decided> All { get; } = [];

        public override void OnDecision(in MessageEnvelope envelope, in DecisionView decision)
        {
            var rows = new ScoredRow[decision.RowCount];
            var values = new double[rows.Length];
            var isAtTouch = new bool[rows.Length];
            ReadOnlySpan<float> features = MemoryMarshal.Cast<byte, float>(decision.FeatureBlock);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = decision.Row(i);
                ReadOnlySpan<float> row = features.Slice(i * decision.FeatureCount, decision.FeatureCount);
                values[i] = HandMadeForest.Value(row);
                isAtTouch[i] = rows[i].Action != RouteAction.Take || row[(int)Feature.VenueAtNbbo] > 0;
            }

            var children = new WaterfallChild[decision.ChildCount];
            for (int i = 0; i < children.Length; i++)
            {
                children[i] = decision.Child(i);
            }

            All.Add(new Decided(decision.ParentId.Value, decision.DecisionIndex, rows, values, isAtTouch, children));
        }
    }
}
