using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class ScoringTableTests
{
    private static readonly SyntheticForestSpec Spec = new(FeatureCount: 7, TreeCount: 20, Depth: 6);

    [Test]
    public void ShouldGenerateCompleteTreesThatNothingPrunes()
    {
        TreeEnsemble model = Model(Spec);
        CompiledForest forest = ForestCompiler.Compile(model);
        Assert.That(model.Nodes.Length, Is.EqualTo(20 * 127));
        Assert.That(Enumerable.Range(0, 20).Select(model.DepthOf), Is.All.EqualTo(6));
        Assert.That(forest.Shape.Complete, Is.EqualTo(20));
    }

    [Test]
    public void ShouldGenerateTheSameBytesFromASeed()
    {
        byte[] first = SyntheticForest.Generate(Spec, 5);
        byte[] again = SyntheticForest.Generate(Spec, 5);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(SyntheticForest.Generate(Spec, 6), Is.Not.EqualTo(first));
    }

    [Test]
    public void ShouldGenerateOneLaneAFeatureWhereNothingIsMissing()
    {
        var spec = new SyntheticForestSpec(FeatureCount: 3, TreeCount: 40, Depth: 5, HasMissing: false);
        Assert.That(ForestCompiler.Compile(Model(spec)).LaneCount, Is.EqualTo(3));
        Assert.That(ForestCompiler.Compile(Model(spec with { HasMissing = true })).LaneCount, Is.EqualTo(6));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldScoreFusedForestsAsSeparateOnes(bool sameCuts)
    {
        var forests = new FusedForests(rows: 24, sameCuts);
        var rows = new ScoringRows(FusedForests.FeatureCount, seed: 9, rowCount: 96);
        for (int call = 0; call < 4; call++)
        {
            long[] fused = forests.ScoreFused(rows.Batch(call, 24), 24).ToArray();
            Assert.That(fused.Distinct().Count(), Is.GreaterThan(60), "rows and models must differ");
            Assert.That(forests.ScoreSeparately(rows.Batch(call, 24), 24).ToArray(), Is.EqualTo(fused));
        }
    }

    [Test]
    public void ShouldTurnThroughTheRows()
    {
        var rows = new ScoringRows(featureCount: 2, seed: 1, missingRate: 0.25, rowCount: 10);
        Assert.That(rows.Batch(1, 3).SequenceEqual(rows.All[6..12]));
        Assert.That(rows.Batch(3, 3).SequenceEqual(rows.All[..6]), "three whole batches fit");
        Assert.That(new ScoringRows(2, seed: 1, missingRate: 0.25).All.ToArray().Count(float.IsNaN), Is.EqualTo(2048).Within(200));
    }

    [Test]
    public void ShouldMeasureEveryCallOnce()
    {
        var meter = new LatencyMeter(calls: 300, warmUpMs: 1, limitMs: 60_000);
        int largest = 0;
        LatencySample sample = meter.Measure(call => largest = Math.Max(largest, call));
        Assert.That(sample.Calls, Is.EqualTo(300));
        Assert.That(largest, Is.GreaterThanOrEqualTo(299));
        Assert.That(sample.MedianNs, Is.GreaterThan(0).And.LessThanOrEqualTo(sample.P99Ns));
        Assert.That(sample.P99Ns, Is.LessThanOrEqualTo(sample.MaxNs));
    }

    [Test]
    public void ShouldAlignColumns()
    {
        var table = new ScoringTable("Title", "name", "µs");
        table.Add("a", "1.25");
        Assert.That(table.ToMarkdown().ReplaceLineEndings("\n"), Is.EqualTo("## Title\n\n| name |   µs |\n| ---- | ---: |\n| a    | 1.25 |\n"));
        Assert.That(() => table.Add("one"), Throws.ArgumentException);
    }

    [Test]
    public void ShouldFillEveryTable()
    {
        NeedLibrary();
        string root = Path.Combine(Path.GetTempPath(), $"edgerouter-scoring-{Environment.ProcessId}");
        try
        {
            IReadOnlyList<ScoringTable> tables = ScoringTables.Measure(root, ["peer", "fused", "audited", "load"], quick: true);
            Assert.That(tables.Select(table => table.Rows.Count), Is.All.Positive.And.Exactly(5).Items);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Test]
    public void ShouldNoticeAnEvaluatorThatDiffersFromTheLibrary()
    {
        NeedLibrary();
        string root = Path.Combine(Path.GetTempPath(), $"edgerouter-peer-{Environment.ProcessId}");
        try
        {
            using XgboostModel peer = XgboostModel.Load(PeerModel.Load(root, depth: 3, rounds: 4));
            var rows = new ScoringRows(PeerModel.FeatureCount, seed: 2, rowCount: 64);
            CompiledForest same = ForestCompiler.Compile(ModelImporter.Parse(peer.ToJson(), "same.json"));
            CompiledForest other = ForestCompiler.Compile(ModelImporter.Parse(PeerModel.Load(root, depth: 3, rounds: 3), "other.ubj"));
            Assert.That(PeerCheck.Compare(peer, same, EvaluatorKind.Auto, rows, 16), Is.LessThanOrEqualTo(same.Outputs[0].ErrorBound));
            Assert.That(() => PeerCheck.Compare(peer, other, EvaluatorKind.Scalar, rows, 16), Throws.InvalidOperationException.With.Message.Contains("scalar differs"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Test]
    public void ShouldRefuseUnknownTables() => Assert.That(ScoringTables.Run([ScoringTables.Command, "peers"], "/nowhere"), Is.EqualTo(2));

    private static TreeEnsemble Model(SyntheticForestSpec spec) => ModelImporter.Parse(SyntheticForest.Generate(spec, 5), "generated.ubj");

    private static void NeedLibrary()
    {
        try
        {
            XgboostLibrary.EnsureAvailable();
        }
        catch (EdgeRouterException e)
        {
            Assert.Ignore(e.Message);
        }
    }
}
