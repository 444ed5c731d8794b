using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

[TestFixture]
public sealed class XgboostFixtureTests
{
    [TestCaseSource(typeof(XgboostFixture), nameof(XgboostFixture.All))]
    public void ShouldReadSameEnsembleFromJsonAndUbj(string name)
    {
        XgboostFixture fixture = XgboostFixture.Load(name);
        TreeEnsemble json = ModelImporter.Load(fixture.JsonPath);
        TreeEnsemble ubj = ModelImporter.Load(fixture.UbjPath);
        Assert.That(json.TreeCount, Is.EqualTo(fixture.TreeCount));
        Assert.That(json.FeatureCount, Is.EqualTo(fixture.FeatureCount));
        Assert.That(json.OutputCount, Is.EqualTo(fixture.OutputCount));
        Assert.That(json.Nodes.SequenceEqual(ubj.Nodes), Is.True);
        Assert.That(json.TreeStarts.SequenceEqual(ubj.TreeStarts), Is.True);
        Assert.That(json.FeatureNames.SequenceEqual(ubj.FeatureNames), Is.True);
        Assert.That(json.ModelId, Is.EqualTo(ubj.ModelId));
        Assert.That(json.Link, Is.EqualTo(ubj.Link));
    }

    [Test]
    public void ShouldReproduceLibraryBitForBit([ValueSource(typeof(XgboostFixture), nameof(XgboostFixture.All))] string name, [Values] bool fromJson)
    {
        XgboostFixture fixture = XgboostFixture.Load(name);
        TreeEnsemble ensemble = ModelImporter.Load(fromJson ? fixture.JsonPath : fixture.UbjPath);
        var exact = new ExactEvaluator(ensemble);
        var margins = new double[fixture.OutputCount];
        var outputs = new double[fixture.ColumnCount];
        var leaves = new int[fixture.TreeCount];
        Assert.That(ensemble.OutputColumnCount, Is.EqualTo(fixture.ColumnCount));
        for (int r = 0; r < fixture.RowCount; r++)
        {
            exact.Margins(fixture.Row(r), margins);
            ExactOutputs.Apply(ensemble, margins, outputs);
            exact.LeafNodes(ExactScores.Widen(fixture.Row(r)), leaves);
            AssertSameBits(margins, fixture.Raw.AsSpan(r * margins.Length, margins.Length), $"raw of row {r}");
            AssertSameBits(outputs, fixture.Predictions.AsSpan(r * outputs.Length, outputs.Length), $"prediction of row {r}");
            Assert.That(leaves.AsSpan().SequenceEqual(fixture.Leaves.AsSpan(r * fixture.TreeCount, fixture.TreeCount)), Is.True, $"leaves of row {r}");
        }
    }

    [TestCaseSource(typeof(XgboostFixture), nameof(XgboostFixture.Numeric))]
    public void ShouldStayWithinErrorBoundOfExactSum(string name)
    {
        XgboostFixture fixture = XgboostFixture.Load(name);
        TreeEnsemble ensemble = ModelImporter.Load(fixture.JsonPath);
        var forest = new SingleForest(ensemble);
        var raw = new long[fixture.RowCount];
        forest.ScoreRaw(fixture.Rows, fixture.RowCount, raw);
        for (int r = 0; r < fixture.RowCount; r++)
        {
            double margin = forest.ToMargin(raw[r]);
            Assert.That(Math.Abs(margin - ExactSum(ensemble, fixture, r)), Is.LessThanOrEqualTo(forest.ErrorBound));
            Assert.That(forest.ScoreRaw(fixture.Row(r)), Is.EqualTo(raw[r]));
            double output = ExactScores.LinkOf(ensemble, margin);
            Assert.That(output, Is.EqualTo((double)fixture.Predictions[r]).Within(2e-5 * Math.Max(1.0, Math.Abs(output))));
        }
    }

    [Test]
    public void ShouldUseBestOrFirstRoundsWhenAsked()
    {
        XgboostFixture fixture = XgboostFixture.Load("early_stop");
        TreeEnsemble best = ModelImporter.Load(fixture.UbjPath, RoundSelection.Best);
        Assert.That(best.TreeCount, Is.EqualTo(55));
        Assert.That(ModelImporter.Load(fixture.UbjPath, RoundSelection.First(7)).TreeCount, Is.EqualTo(7));
        Assert.That(ModelImporter.Load(fixture.UbjPath, RoundSelection.First(1000)).TreeCount, Is.EqualTo(fixture.TreeCount));
        XgboostFixture forest = XgboostFixture.Load("rf");
        Assert.That(ModelImporter.Load(forest.UbjPath, RoundSelection.First(1)).TreeCount, Is.EqualTo(5));
        Assert.That(ModelImporter.Load(XgboostFixture.Load("softprob3").UbjPath, RoundSelection.First(2)).TreeCount, Is.EqualTo(6));
        Assert.That(ModelImporter.Load(fixture.UbjPath).ModelId, Is.Not.EqualTo(best.ModelId));
    }

    private static void AssertSameBits(ReadOnlySpan<double> actual, ReadOnlySpan<float> expected, string what)
    {
        for (int k = 0; k < actual.Length; k++)
        {
            Assert.That(BitConverter.DoubleToInt64Bits(actual[k]), Is.EqualTo(BitConverter.DoubleToInt64Bits(expected[k])), $"{what}, column {k}");
        }
    }

    // All leaves are float32 of like size: a compensated sum of them in double is exact far below the bound.
    private static double ExactSum(TreeEnsemble ensemble, XgboostFixture fixture, int row)
    {
        double sum = ensemble.BaseMargins[0];
        double lost = 0.0;
        for (int t = 0; t < ensemble.TreeCount; t++)
        {
            int leaf = fixture.Leaves[(row * fixture.TreeCount) + t];
            int start = ensemble.TreeStarts[t];
            double value = 0.0;
            foreach (TreeNode node in ensemble.Nodes[start..ensemble.TreeStarts[t + 1]])
            {
                value = node.SourceNode == leaf ? node.Value : value;
            }

            double next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }
}
