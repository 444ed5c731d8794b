using System.Globalization;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

[TestFixture]
public sealed class ForestScorerTests
{
    [Test]
    public void ShouldNotDependOnOrderOfTrees()
    {
        // Leaves of very different sizes: a float32 sum of these depends on the order, the fixed-point one may not.
        var bits = new Bits(7);
        var leaves = new float[400];
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] = (bits.Unit() - 0.5f) * (i % 3 == 0 ? 1000f : 0.001f);
        }

        var forward = new SingleForest(Stumps(leaves));
        TreeEnsemble reversed = Stumps([.. Enumerable.Reverse(leaves)]);
        var backward = new SingleForest(reversed);
        Assert.That(backward.ScaleBits, Is.EqualTo(forward.ScaleBits));
        Assert.That(backward.ScoreRaw([0f]), Is.EqualTo(forward.ScoreRaw([0f])));
        Assert.That(new ExactEvaluator(reversed).Margin([0f]), Is.Not.EqualTo(new ExactEvaluator(forward.Ensemble).Margin([0f])), "the control must differ");
        Assert.That(forward.ScoreRaw([0f]), Is.EqualTo(leaves.Sum(leaf => (long)Math.Round(leaf * Math.ScaleB(1.0, forward.ScaleBits)))));
    }

    [TestCase(0f, 52)]
    [TestCase(1f, 26)]
    [TestCase(0.99999994f, 26)]
    [TestCase(-2f, 25)]
    [TestCase(1e-30f, 52)]
    [TestCase(3.4028235e38f, -102)]
    public void ShouldChooseScaleThatFits(float leaf, int atLeast)
    {
        var forest = new SingleForest(Stumps([leaf]));
        Assert.That(forest.ScaleBits, Is.GreaterThanOrEqualTo(atLeast));
        Assert.That(Math.Abs(leaf * Math.ScaleB(1.0, forest.ScaleBits)), Is.LessThanOrEqualTo(FixedPoint.MaxLeaf));
        Assert.That(forest.ToMargin(forest.ScoreRaw([0f])), Is.EqualTo(leaf).Within(forest.ErrorBound));
        bool coarserByChoice = forest.ScaleBits < FixedPoint.MaxScaleBits && Math.Abs(leaf * Math.ScaleB(1.0, forest.ScaleBits + 1)) <= FixedPoint.MaxLeaf;
        Assert.That(coarserByChoice, Is.False, "one bit more would fit too");
    }

    [Test]
    public void ShouldKeepSumsWithinDoublePrecisionWhenTheBaseIsLarge()
    {
        var forest = new SingleForest(ModelImporter.Parse(TinyModel.Json(baseScore: "1E20"), "tiny"));
        long raw = forest.ScoreRaw([9f, 0f]);
        Assert.That(Math.Abs(raw), Is.LessThanOrEqualTo(1L << 53));
        Assert.That(forest.ToMargin(raw), Is.EqualTo(1e20).Within(forest.ErrorBound + 1e13));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        XgboostFixture fixture = XgboostFixture.Load("binary");
        var forest = new SingleForest(ModelImporter.Load(fixture.UbjPath));
        var raw = new long[fixture.RowCount];
        double sink = 0;
        GcAssert.DoesNotAllocate(() =>
        {
            forest.ScoreRaw(fixture.Rows, fixture.RowCount, raw);
            sink += Links.Logistic(forest.ToMargin(forest.ScoreRaw(fixture.Row(0))));
        });
        Assert.That(sink, Is.Positive);
    }

    private static TreeEnsemble Stumps(float[] leaves)
    {
        string trees = string.Join(',', leaves.Select(static leaf => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[{{leaf:R}}],"default_left":[0]}""")));
        string info = string.Join(',', Enumerable.Repeat("0", leaves.Length + 1));
        byte[] json = TinyModel.Json(
            baseScore: "0",
            tree0: trees,
            tree1: """{"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[0],"default_left":[0]}""",
            names: string.Empty,
            parameters: "\"num_feature\":\"1\"",
            treeInfo: info);
        return ModelImporter.Parse(json, "stumps");
    }
}
