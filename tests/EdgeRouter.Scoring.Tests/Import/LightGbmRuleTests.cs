using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>LightGBM's rules on models scored on paper: a stump gives 10 on the left and 20 on the right.</summary>
[TestFixture]
public sealed class LightGbmRuleTests
{
    private const int None = 0;
    private const int Zero = 4;
    private const int NaN = 8;
    private const int Left = 2;
    private const double Tiny = 1.0000000180025095e-35;
    private const double JustBeyond = 1.0000000180025097e-35;

    [TestCase(None, "0.5", 0.5, 10, Description = "x == threshold goes left")]
    [TestCase(None, "0.5", 0.50000000000000011, 20)]
    [TestCase(None, "0", -0.0, 10)]
    [TestCase(None, "-0", 0.0, 10)]
    [TestCase(None, "0.5", double.NaN, 10, Description = "NaN is read as 0")]
    [TestCase(None, "-0.5", double.NaN, 20)]
    [TestCase(None + Left, "-0.5", double.NaN, 20, Description = "default_left has no say without a missing type")]
    [TestCase(None, "0", Tiny, 10, Description = "read as 0")]
    [TestCase(None, "0", JustBeyond, 20)]
    [TestCase(None, "-1.0000000180025095e-35", -Tiny, 20, Description = "read as 0, which is above the threshold")]
    [TestCase(None, "-1.0000000180025095e-35", -JustBeyond, 10)]
    [TestCase(None, "1.0000000180025095e-35", JustBeyond, 20)]
    [TestCase(Zero, "0.5", 0.0, 20)]
    [TestCase(Zero, "0.5", -0.0, 20)]
    [TestCase(Zero, "0.5", Tiny, 20)]
    [TestCase(Zero, "0.5", -Tiny, 20)]
    [TestCase(Zero, "0.5", JustBeyond, 10)]
    [TestCase(Zero, "0.5", -JustBeyond, 10)]
    [TestCase(Zero, "0.5", double.NaN, 20, Description = "NaN is read as 0, which is missing")]
    [TestCase(Zero, "0.5", 0.25, 10)]
    [TestCase(Zero + Left, "-0.5", 0.0, 10)]
    [TestCase(Zero + Left, "-0.5", double.NaN, 10)]
    [TestCase(Zero + Left, "-0.5", Tiny, 10)]
    [TestCase(Zero + Left, "-0.5", JustBeyond, 20)]
    [TestCase(NaN, "1e300", double.NaN, 20)]
    [TestCase(NaN + Left, "-1e300", double.NaN, 10)]
    [TestCase(NaN + Left, "-0.5", 0.0, 20)]
    [TestCase(NaN, "0.5", 0.0, 10)]
    [TestCase(NaN, "0", Tiny, 10)]
    [TestCase(NaN, "inf", double.PositiveInfinity, 10, Description = "nothing but NaN goes right")]
    [TestCase(NaN, "inf", double.NaN, 20)]
    [TestCase(NaN + Left, "inf", double.NaN, 10)]
    [TestCase(NaN, "-inf", double.NegativeInfinity, 10)]
    [TestCase(NaN, "-inf", -1.7976931348623157e308, 20)]
    [TestCase(None, "1.7976931348623157e308", 1.7976931348623157e308, 10)]
    [TestCase(None, "1.7976931348623157e308", double.PositiveInfinity, 20)]
    public void ShouldSplitNumbersAsOnPaper(int decision, string threshold, double x, double expected) =>
        Assert.That(LightGbmText.Margin(LightGbmText.ParseTree(LightGbmText.Stump(decision, threshold)), x, 0.0), Is.EqualTo(expected));

    [TestCase(0.0, 10)]
    [TestCase(31.0, 10)]
    [TestCase(33.0, 10)]
    [TestCase(33.9, 10, Description = "truncated")]
    [TestCase(-0.5, 10, Description = "truncated to 0")]
    [TestCase(1e-36, 10)]
    [TestCase(-1.0, 20)]
    [TestCase(1.0, 20)]
    [TestCase(32.0, 20)]
    [TestCase(64.0, 20, Description = "beyond the words")]
    [TestCase(2147483647.0, 20)]
    [TestCase(2147483648.0, 20)]
    [TestCase(-2147483649.0, 20)]
    [TestCase(4294967296.0, 20, Description = "its low 32 bits are 0")]
    [TestCase(double.PositiveInfinity, 20)]
    [TestCase(double.NegativeInfinity, 20)]
    [TestCase(double.NaN, 20)]
    public void ShouldSplitCategoriesAsOnPaper(double x, double expected)
    {
        foreach (string type in new[] { "1", "3", "5", "7", "9", "11" })
        {
            string tree = LightGbmText.Categorical.Replace("decision_type=1", "decision_type=" + type, StringComparison.Ordinal);
            Assert.That(LightGbmText.Margin(LightGbmText.ParseTree(tree), x, 0.0), Is.EqualTo(expected), $"decision type {type}");
        }
    }

    [TestCase(1.5, 0.0, 0.25)]
    [TestCase(1.5, 1.0, -0.5)]
    [TestCase(1.5000001, 0.0, 2.0)]
    [TestCase(double.NaN, 0.0, 2.0)]
    [TestCase(0.0, double.NaN, 0.25)]
    public void ShouldSumTreesAsOnPaper(double x0, double x1, double tree0)
    {
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(LightGbmText.Header, LightGbmText.ThreeLeaves, LightGbmText.Constant("0.125")));
        Assert.That(LightGbmText.Margin(ensemble, x0, x1), Is.EqualTo(tree0 + 0.125));
        Assert.That(ensemble.FeatureNames.ToArray(), Is.EqualTo(new[] { "size", "spread" }));
        Assert.That(ensemble.Nodes.Length, Is.EqualTo(6));
        Assert.That(ensemble.DepthOf(0), Is.EqualTo(2));
        Assert.That(ensemble.DepthOf(1), Is.Zero);
        Assert.That(ensemble.AverageOver, Is.EqualTo(1));
        Assert.That(ensemble.LinearLeaves.IsEmpty, Is.True);
    }

    [Test]
    public void ShouldReportLeafIndices()
    {
        var exact = new ExactEvaluator(LightGbmText.ParseTree(LightGbmText.ThreeLeaves));
        var leaf = new int[1];
        var found = new List<int>();
        foreach (double[] row in new double[][] { [0, 0], [2, 0], [0, 2] })
        {
            exact.LeafNodes(row, leaf);
            found.Add(leaf[0]);
        }

        Assert.That(found, Is.EqualTo(new[] { 0, 1, 2 }));
    }

    // Left: 1 + 2 x1 + 4 x0. Right: 3. A plain tree before and one after add 100 and 1000.
    [TestCase(0.5, 3.0, 1 + 6 + 2.0)]
    [TestCase(0.5, double.NaN, 10.0, Description = "an input is NaN: the plain value")]
    [TestCase(2.0, double.NaN, 3.0, Description = "no input is used")]
    [TestCase(double.NaN, 3.0, 10.0, Description = "goes left as 0, but is used as NaN")]
    [TestCase(1e-36, 3.0, 7.0, Description = "used as 0")]
    public void ShouldScoreLinearLeavesAsOnPaper(double x0, double x1, double expected)
    {
        string linear = LightGbmText.Stump(None, "1").Replace(
            "is_linear=0",
            "is_linear=1\nleaf_const=1 3\nnum_features=2 0\nleaf_features=1 0  \nleaf_coeff=2 4  ",
            StringComparison.Ordinal);
        TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(LightGbmText.Header, LightGbmText.Constant("100"), linear, LightGbmText.Constant("1000")));
        Assert.That(LightGbmText.Margin(ensemble, x0, x1), Is.EqualTo(1100 + expected));
        Assert.That(ensemble.LinearLeaves.Length, Is.EqualTo(4));
    }

    [Test]
    public void ShouldScoreLinearConstantTree()
    {
        string tree = "num_leaves=1\nnum_cat=0\nleaf_value=5\nis_linear=1\nleaf_const=1\nnum_features=1\nleaf_features=1\nleaf_coeff=2\n";
        TreeEnsemble ensemble = LightGbmText.ParseTree(tree);
        Assert.That(LightGbmText.Margin(ensemble, 0.0, 4.0), Is.EqualTo(9.0));
        Assert.That(LightGbmText.Margin(ensemble, 0.0, double.NaN), Is.EqualTo(5.0));
    }

    [Test]
    public void ShouldReadNamesAsTheyStand()
    {
        string named = LightGbmText.Header.Replace("size spread", "a=b=c größe", StringComparison.Ordinal);
        Assert.That(LightGbmText.Parse(LightGbmText.File(named, LightGbmText.Constant("1"))).FeatureNames.ToArray(), Is.EqualTo(new[] { "a=b=c", "größe" }));
        foreach (string line in new[] { "feature_names=\n", string.Empty })
        {
            string unnamed = LightGbmText.Header.Replace("feature_names=size spread\n", line, StringComparison.Ordinal);
            TreeEnsemble ensemble = LightGbmText.Parse(LightGbmText.File(unnamed, LightGbmText.Constant("1")));
            Assert.That(ensemble.FeatureNames.ToArray(), Is.EqualTo(new[] { "Column_0", "Column_1" }));
        }
    }

    [Test]
    public void ShouldAddTreesByPlaceAndCountRounds()
    {
        string text = LightGbmText.File(LightGbmText.HeaderOf("objective=multiclass num_class:2", 2), [.. "1 2 4 8 16 32".Split(' ').Select(LightGbmText.Constant)]);
        Assert.That(LightGbmText.Margins(LightGbmText.Parse(text), 0, 0), Is.EqualTo(new[] { 21.0, 42.0 }));
        Assert.That(LightGbmText.Margins(LightGbmText.Parse(text, RoundSelection.First(2)), 0, 0), Is.EqualTo(new[] { 5.0, 10.0 }));
        Assert.That(LightGbmText.Parse(text, RoundSelection.Best).TreeCount, Is.EqualTo(6));
    }
}
