using System.Text;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

[TestFixture]
public sealed class LightGbmFixtureTests
{
    [TestCaseSource(typeof(LightGbmFixture), nameof(LightGbmFixture.Names))]
    public void ShouldReproduceLibraryBitForBit(string name)
    {
        LightGbmFixture fixture = LightGbmFixture.Load(name);
        TreeEnsemble ensemble = ModelImporter.Load(fixture.ModelPath);
        var exact = new ExactEvaluator(ensemble);
        var margins = new double[fixture.OutputCount];
        var outputs = new double[fixture.OutputCount];
        var leaves = new int[fixture.TreeCount];
        for (int r = 0; r < fixture.RowCount; r++)
        {
            exact.Margins(fixture.Row(r), margins);
            AssertSameBits(margins, fixture.RawOf(r), $"raw of row {r}");
            ExactOutputs.Apply(ensemble, margins, outputs);
            AssertSameBits(outputs, fixture.PredictionsOf(r), $"prediction of row {r}");
            exact.LeafNodes(fixture.Row(r), leaves);
            Assert.That(leaves.AsSpan().SequenceEqual(fixture.LeavesOf(r)), Is.True, $"leaves of row {r}");
        }
    }

    [TestCaseSource(typeof(LightGbmFixture), nameof(LightGbmFixture.Names))]
    public void ShouldAgreeWithWalkOverText(string name)
    {
        LightGbmFixture fixture = LightGbmFixture.Load(name);
        var walk = new LightGbmWalk(File.ReadAllText(fixture.ModelPath));
        var exact = new ExactEvaluator(ModelImporter.Load(fixture.ModelPath));
        var bits = new Bits(46);
        var margins = new double[fixture.OutputCount];
        var leaves = new int[fixture.TreeCount];
        for (int r = 0; r < 500; r++)
        {
            double[] row = MixedRow(fixture, bits);
            exact.Margins(row, margins);
            AssertSameBits(margins, walk.Raw(row), $"row {string.Join(' ', row)}");
            exact.LeafNodes(row, leaves);
            Assert.That(leaves, Is.EqualTo(walk.Leaves(row)));
        }
    }

    [TestCaseSource(typeof(LightGbmFixture), nameof(LightGbmFixture.Names))]
    public void ShouldReadFloatRowsAsTheirWidening(string name)
    {
        LightGbmFixture fixture = LightGbmFixture.Load(name);
        var exact = new ExactEvaluator(ModelImporter.Load(fixture.ModelPath));
        var wide = new double[fixture.OutputCount];
        var narrow = new double[fixture.OutputCount];
        for (int r = 0; r < fixture.RowCount; r++)
        {
            float[] row = [.. fixture.Row(r).ToArray().Select(static x => (float)x)];
            exact.Margins(row, narrow);
            exact.Margins(ExactScores.Widen(row), wide);
            AssertSameBits(narrow, wide, $"row {r}");
        }
    }

    [Test]
    public void ShouldDescribeModels()
    {
        TreeEnsemble multi = ModelImporter.Load(LightGbmFixture.Load("multiclass3").ModelPath);
        Assert.That(multi.Library, Is.EqualTo(ModelLibrary.LightGbm));
        Assert.That(multi.Objective, Is.EqualTo("multiclass"));
        Assert.That(multi.Link, Is.EqualTo(LinkKind.Softmax));
        Assert.That(multi.OutputCount, Is.EqualTo(3));
        Assert.That(multi.TreeOutputs[..4].ToArray(), Is.EqualTo(new[] { 0, 1, 2, 0 }));
        Assert.That(multi.CategorySets.Length, Is.Positive);
        Assert.That(multi.FeatureNames[11], Is.EqualTo("Column_11"));
        Assert.That(ModelImporter.Load(LightGbmFixture.Load("rf").ModelPath).AverageOver, Is.EqualTo(15));
        Assert.That(ModelImporter.Load(LightGbmFixture.Load("linear_tree").ModelPath).IsLinear, Is.True);
        Assert.That(ModelImporter.Load(LightGbmFixture.Load("dart").ModelPath).LinearLeaves.IsEmpty, Is.True);
    }

    [Test]
    public void ShouldUseFirstRoundsWhenAsked()
    {
        string path = LightGbmFixture.Load("multiclass3").ModelPath;
        Assert.That(ModelImporter.Load(path, RoundSelection.First(2)).TreeCount, Is.EqualTo(6));
        Assert.That(ModelImporter.Load(path, RoundSelection.First(1000)).TreeCount, Is.EqualTo(24));
        Assert.That(ModelImporter.Load(path, RoundSelection.Best).TreeCount, Is.EqualTo(24));
        TreeEnsemble forest = ModelImporter.Load(LightGbmFixture.Load("rf").ModelPath, RoundSelection.First(4));
        Assert.That(forest.AverageOver, Is.EqualTo(4));
    }

    [Test]
    public void ShouldNotMindLineEndsAndSizes()
    {
        string path = LightGbmFixture.Load("bin_cat").ModelPath;
        string text = File.ReadAllText(path);
        string id = ModelImporter.Load(path).ModelId;
        string sizes = text.Split('\n').Single(static l => l.StartsWith("tree_sizes=", StringComparison.Ordinal));
        string[] variants =
        [
            text.Replace("\n", "\r\n", StringComparison.Ordinal),
            text.Replace(sizes + "\n", string.Empty, StringComparison.Ordinal),
            text.Replace(sizes, "tree_sizes=" + string.Join(' ', Enumerable.Repeat("7", 15)), StringComparison.Ordinal),
            text.Replace("version=v4", "version=v3", StringComparison.Ordinal),
            text.Replace("version=v4", "version=v2", StringComparison.Ordinal).Replace("end of trees", "feature importances:", StringComparison.Ordinal),
            text[..(text.IndexOf("end of trees", StringComparison.Ordinal) + "end of trees".Length)],
        ];
        Assert.That(variants.Select(v => ModelImporter.Parse(Encoding.UTF8.GetBytes(v), "variant").ModelId), Is.All.EqualTo(id));
        Assert.That(variants, Has.None.EqualTo(text));
    }

    private static double[] MixedRow(LightGbmFixture fixture, Bits bits)
    {
        double[] special = [double.NaN, 0.0, -0.0, 1e-35f, -1e-35f, 2e-35, -0.5, 30.5, 2147483648.0, 1e300, double.PositiveInfinity, double.NegativeInfinity];
        var row = new double[fixture.FeatureCount];
        for (int f = 0; f < row.Length; f++)
        {
            row[f] = bits.Below(4) == 0 ? special[bits.Below(special.Length)] : fixture.Row(bits.Below(fixture.RowCount))[f];
        }

        return row;
    }

    private static void AssertSameBits(ReadOnlySpan<double> actual, ReadOnlySpan<double> expected, string what)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), what);
        for (int k = 0; k < actual.Length; k++)
        {
            bool same = BitConverter.DoubleToInt64Bits(actual[k]) == BitConverter.DoubleToInt64Bits(expected[k]);
            Assert.That(same || (double.IsNaN(actual[k]) && double.IsNaN(expected[k])), Is.True, $"{what}: {actual[k]:R} instead of {expected[k]:R}");
        }
    }
}
