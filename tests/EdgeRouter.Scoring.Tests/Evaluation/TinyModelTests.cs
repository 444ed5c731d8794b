using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>The model of <see cref="TinyModel"/> scored on paper: 0.5 + tree 0 + 0.125.</summary>
[TestFixture]
public sealed class TinyModelTests
{
    private const float Missing = float.NaN;

    [TestCase(1.4999999f, -1f, 0.875)]
    [TestCase(1.4999999f, 0f, 0.125, Description = "x == threshold goes right")]
    [TestCase(1.4999999f, -0f, 0.125, Description = "-0 == 0")]
    [TestCase(1.5f, -1f, 2.625)]
    [TestCase(Missing, -1f, 2.625, Description = "missing x0 goes right")]
    [TestCase(0f, Missing, 0.875, Description = "missing x1 goes left")]
    [TestCase(float.NegativeInfinity, float.PositiveInfinity, 0.125)]
    public void ShouldScoreAsOnPaper(float x0, float x1, double expected)
    {
        TreeEnsemble ensemble = ModelImporter.Parse(TinyModel.Json(), "tiny");
        var forest = new SingleForest(ensemble);
        float[] row = [x0, x1];
        Assert.That(forest.ToMargin(forest.ScoreRaw(row)), Is.EqualTo(expected));
        Assert.That(new ExactEvaluator(ensemble).Margin(row), Is.EqualTo((float)expected));
    }

    [Test]
    public void ShouldDescribeItself()
    {
        TreeEnsemble ensemble = ModelImporter.Parse(TinyModel.Json(), "tiny");
        var forest = new SingleForest(ensemble);
        Assert.That(ensemble.FeatureNames.ToArray(), Is.EqualTo(new[] { "size", "spread" }));
        Assert.That(ensemble.Nodes.Length, Is.EqualTo(6), "node 5 is pruned");
        Assert.That(ensemble.DepthOf(0), Is.EqualTo(2));
        Assert.That(ensemble.DepthOf(1), Is.Zero);

        // Largest leaf 2: 2 * 2^25 = 2^26 fits 27 bits, 2^27 does not.
        Assert.That(forest.ScaleBits, Is.EqualTo(25));
        Assert.That(forest.ErrorBound, Is.EqualTo(3 * 0.5 / (1 << 25)));
    }

    [TestCase("reg:squarederror", "5E-1", 0.5f)]
    [TestCase("reg:squarederror", "[5E-1]", 0.5f)]
    [TestCase("binary:logitraw", "2.5E-1", 0.25f)]
    [TestCase("binary:logistic", "2.5E-1", -1.0986123f, Description = "-ln 3")]
    [TestCase("reg:logistic", "5E-1", 0f)]
    [TestCase("count:poisson", "2E0", 0.6931472f, Description = "ln 2")]
    public void ShouldTurnBaseScoreIntoMargin(string objective, string baseScore, float expected) =>
        Assert.That(ModelImporter.Parse(TinyModel.Json(objective, baseScore), "tiny").BaseMargins[0], Is.EqualTo(expected));

    [Test]
    public void ShouldChangeModelIdWithAnythingThatScores()
    {
        string[] ids =
        [
            Id(TinyModel.Json()),
            Id(TinyModel.Json(baseScore: "2.5E-1")),
            Id(TinyModel.Json(objective: "binary:logitraw", baseScore: "5.0000006E-1")),
            Id(TinyModel.Json(objective: "count:poisson")),
            Id(TinyModel.Json(names: "\"spread\",\"size\"")),
            Id(TinyModel.Json(tree0: TinyModel.Tree0.Replace("1.5E0", "1.5000001E0", StringComparison.Ordinal))),
            Id(TinyModel.Json(tree0: TinyModel.Tree0.Replace("\"default_left\":[0", "\"default_left\":[1", StringComparison.Ordinal))),
        ];
        Assert.That(ids, Is.Unique);
        Assert.That(Id(TinyModel.Json(tree0: TinyModel.Tree0.Replace("9E9", "8E8", StringComparison.Ordinal))), Is.EqualTo(ids[0]), "a pruned node does not score");
        Assert.That(ids[0], Is.EqualTo("035513c539e575d3"), "ids are journaled: they may never change");
    }

    private static string Id(byte[] json) => ModelImporter.Parse(json, "tiny").ModelId;
}
