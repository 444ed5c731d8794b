using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>The random models reach every path: a suite that misses one would pass without saying anything.</summary>
[TestFixture]
public sealed class ForestCasesTests
{
    private static readonly ForestCase[] Cases = [.. ForestCases.RandomNames.Select(ForestCases.Get)];

    [TestCase(1, 64)]
    [TestCase(65, 128)]
    [TestCase(129, 256)]
    [TestCase(257, 1024)]
    [TestCase(1025, 65_535)]
    public void ShouldHaveForestsOfEachWidthWithShallowAndTallTrees(int fewestLanes, int mostLanes)
    {
        ForestShape[] shapes = [.. Cases.Where(c => c.Forest.LaneCount >= fewestLanes && c.Forest.LaneCount <= mostLanes).Select(static c => c.Forest.Shape)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shapes.Sum(static s => s.Complete), Is.Positive, "complete");
            Assert.That(shapes.Sum(static s => s.Compact + s.WalkOnly), Is.Positive, "compact");
            Assert.That(shapes.Sum(static s => s.Deep + s.WalkOnly), Is.Positive, "deep");
        }
    }

    [Test]
    public void ShouldHaveEveryVariantOfLane()
    {
        bool[] seen = new bool[LaneVariants.Count];
        foreach (ColumnRecord column in Cases.SelectMany(static c => c.Forest.View.Columns.Span.ToArray()))
        {
            for (int v = 0; v < seen.Length; v++)
            {
                seen[v] |= column.Lanes[v] >= 0;
            }
        }

        Assert.That(seen, Is.All.True);
    }

    [Test]
    public void ShouldHaveSearchesOfEveryDepthAndFeaturesOfManyColumns()
    {
        ColumnRecord[][] columns = [.. Cases.Select(static c => c.Forest.View.Columns.Span.ToArray())];
        Assert.That(columns.SelectMany(static c => c).Select(static c => c.Steps).Distinct(), Is.EquivalentTo((int[])[4, 5, 6, 7, 8]));
        Assert.That(columns.Max(static c => c.Length == 0 ? 0 : c.GroupBy(static r => r.Feature).Max(static g => g.Count())), Is.GreaterThan(5));
        Assert.That(columns.SelectMany(static c => c).Select(static c => c.CutCount), Does.Contain(255).And.Contain(1));
    }

    [TestCase(ModelLibrary.Xgboost)]
    [TestCase(ModelLibrary.LightGbm)]
    public void ShouldHaveFusedCategoricalLinearAndWideModels(ModelLibrary library)
    {
        ForestCase[] cases = [.. Cases.Where(c => c.Models[0].Library == library)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cases.Max(static c => c.Models.Length), Is.GreaterThan(2));
            Assert.That(cases.Max(static c => c.FeatureCount), Is.GreaterThanOrEqualTo(600));
            Assert.That(cases.Count(static c => c.Forest.View.Categories.Length > 0), Is.Positive);
            Assert.That(cases.Count(static c => c.Models.Any(static m => m.IsLinear) && c.Models.Any(static m => !m.IsLinear)), Is.Positive);
            Assert.That(cases.Count(static c => c.Models.Any(static m => m.OutputCount > 1)), Is.Positive);
        }
    }

    [Test]
    public void ShouldSaturateLinearScores()
    {
        // NaN (infinity − infinity), both ends, and numbers between.
        long[] truth = [.. ForestCases.Get("gblinear").DoubleTruth, .. ForestCases.Get("LightGBM, linear leaves").DoubleTruth];
        Assert.That(truth, Does.Contain(1L << 53).And.Contain(-(1L << 53)).And.Contain(0L));
        Assert.That(truth.Count(static raw => Math.Abs(raw) is > 0 and < 1L << 53), Is.GreaterThan(50));
    }

    [Test]
    public void ShouldTellRowsApart()
    {
        foreach (ForestCase c in Cases.Where(static c => !c.Name.StartsWith("constant", StringComparison.Ordinal)))
        {
            Assert.That(c.SingleTruth.Distinct().Count(), Is.GreaterThan(3), c.Name);
            Assert.That(c.DoubleTruth.Distinct().Count(), Is.GreaterThan(3), c.Name);
        }
    }
}
