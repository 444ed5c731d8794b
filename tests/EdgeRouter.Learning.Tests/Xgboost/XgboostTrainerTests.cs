using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Learning.Tests.Xgboost;

[TestFixture]
public sealed class XgboostTrainerTests
{
    [SetUp]
    public void NeedLibrary()
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

    [TestCase("binary:logistic", "hist")]
    [TestCase("binary:logistic", "exact")]
    [TestCase("reg:squarederror", "hist")]
    [TestCase("reg:squarederror", "approx")]
    public void ShouldTrainModelsThatTheScorerReproducesBitForBit(string objective, string method)
    {
        var data = new SyntheticData(11, 2000, objective.StartsWith("binary", StringComparison.Ordinal));
        using XgboostDataset dataset = data.ToDataset();
        using XgboostModel model = XgboostTrainer.Train(dataset, Options(objective, method));
        TreeEnsemble ubj = ModelImporter.Parse(model.ToUbj(), "trained.ubj");
        TreeEnsemble json = ModelImporter.Parse(model.ToJson(), "trained.json");
        Assert.That(json.ModelId, Is.EqualTo(ubj.ModelId));
        Assert.That(ubj.FeatureNames.ToArray(), Is.EqualTo(SyntheticData.Names));
        Assert.That(ubj.TreeCount, Is.EqualTo(20));
        float[] margins = model.PredictMargins(dataset);
        var exact = new ExactEvaluator(ubj);
        CompiledForest forest = ForestCompiler.Compile(ubj);
        var scorer = new ForestScorer(forest);
        var raw = new long[margins.Length];
        scorer.Score(data.Rows, margins.Length, raw);
        double margin = 0.0;
        Assert.That(margins.Distinct().Count(), Is.GreaterThan(100), "it must have learned something");
        for (int r = 0; r < margins.Length; r++)
        {
            exact.Margins(data.Row(r), new Span<double>(ref margin));
            Assert.That(margin, Is.EqualTo((double)margins[r]), $"row {r}");
            Assert.That(forest.ToMargin(0, raw[r]), Is.EqualTo(margins[r]).Within(1e-5));
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldGiveSameBytesForSameInput(int threadCount)
    {
        byte[] first = TrainOnce(5, threadCount);
        Assert.That(TrainOnce(5, threadCount), Is.EqualTo(first));
        Assert.That(TrainOnce(6, threadCount), Is.Not.EqualTo(first), "rows are sampled: the seed must matter");
    }

    [Test]
    public void ShouldReportMetricsThatPredictionsConfirm()
    {
        var data = new SyntheticData(3, 1500, binary: true);
        var held = new SyntheticData(4, 500, binary: true);
        using XgboostDataset train = data.ToDataset();
        using XgboostDataset valid = held.ToDataset();
        using XgboostModel model = XgboostTrainer.Train(
            train, Options("binary:logistic", "hist"), [new("train", train), new("valid-day", valid)]);
        Assert.That(model.History, Has.Count.EqualTo(20));
        Assert.That(model.History[^1].Values.Keys, Is.EqualTo(new[] { "train-logloss", "valid-day-logloss" }));
        Assert.That(model.History[^1].Values["train-logloss"], Is.LessThan(model.History[0].Values["train-logloss"]));
        float[] margins = model.PredictMargins(valid);
        double loss = margins.Select((m, i) => Math.Log(1.0 + Math.Exp(held.Labels[i] > 0f ? -m : m))).Average();
        Assert.That(model.History[^1].Values["valid-day-logloss"], Is.EqualTo(loss).Within(1e-5));
    }

    [Test]
    public void ShouldWeighRows()
    {
        // One constant feature, one round, no shrinkage or penalty: the single leaf lifts the base to the weighted mean, (1*1 + 3*9) / 4.
        using var dataset = new XgboostDataset(["constant"], [1f, 1f], [1f, 9f], [1f, 3f]);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["objective"] = "reg:squarederror", ["eta"] = "1", ["lambda"] = "0" };
        using XgboostModel model = XgboostTrainer.Train(dataset, new XgboostTrainingOptions { Parameters = parameters, RoundCount = 1, Seed = 1 });
        Assert.That(model.PredictMargins(dataset), Is.EqualTo(new[] { 7f, 7f }));
        Assert.That(model.History, Is.Empty);
    }

    [Test]
    public void ShouldPassOnRefusalsInOneLine()
    {
        using var dataset = new XgboostDataset(["x"], [1f, 2f], [0f, 5f]);
        EdgeRouterException label = Fails(dataset, "objective", "binary:logistic");
        Assert.That(label.Id, Is.EqualTo("ER7001"));
        Assert.That(label.Message, Does.Contain("label must be in [0,1]").And.Not.Contain("Stack trace").And.Not.Contain(".cc:"));
        Assert.That(Fails(dataset, "max_depth", "deep").Message, Does.Contain("max_depth"));
        Assert.That(Fails(dataset, "objective", "reg:nonsense").Message, Does.Contain("reg:nonsense"));
        Assert.That(Fails(dataset, "nthread", "2").Id, Is.EqualTo("ER7003"));
        Assert.That(Fails(dataset, "seed", "2").Id, Is.EqualTo("ER7003"));
    }

    [Test]
    public void ShouldRefuseBadOptions()
    {
        using var dataset = new XgboostDataset(["x"], [1f, 2f], [0f, 1f]);
        using var other = new XgboostDataset(["y"], [1f, 2f], [0f, 1f]);
        XgboostTrainingOptions options = Options("reg:squarederror", "hist");
        AssertOptions(() => XgboostTrainer.Train(dataset, options with { RoundCount = 0 }));
        AssertOptions(() => XgboostTrainer.Train(dataset, options with { ThreadCount = 0 }));
        AssertOptions(() => XgboostTrainer.Train(dataset, options, [new("other", other)]));
        AssertOptions(() => XgboostTrainer.Train(dataset, options, [new("a:b", dataset)]));
    }

    [Test]
    public void ShouldRefuseBadData()
    {
        AssertData(() => new XgboostDataset(["x", "y"], [1f, 2f, 3f], [1f, 2f]), "3 values for 2 rows of 2 features");
        AssertData(() => new XgboostDataset(["x"], [], []), "at least one row");
        AssertData(() => new XgboostDataset([], [], [1f]), "feature names");
        AssertData(() => new XgboostDataset(["x", "x"], [1f, 2f], [1f]), "no two alike");
        AssertData(() => new XgboostDataset(["x", "y"], [1f, 2f, 3f, float.PositiveInfinity], [1f, 2f]), "feature y of row 1");
        AssertData(() => new XgboostDataset(["x"], [1f, 2f], [1f, float.NaN]), "row 1");
        AssertData(() => new XgboostDataset(["x"], [1f, 2f], [1f, 2f], [1f]), "1 weights");
        AssertData(() => new XgboostDataset(["x"], [1f, 2f], [1f, 2f], [-1f, 1f]), "row 0");
    }

    [Test]
    public void ShouldRefuseUseAfterDispose()
    {
        var dataset = new XgboostDataset(["x"], [1f, 2f], [0f, 1f]);
        XgboostModel model = XgboostTrainer.Train(dataset, Options("reg:squarederror", "hist"));
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.ToJson());
        dataset.Dispose();
        Assert.Throws<ObjectDisposedException>(() => XgboostTrainer.Train(dataset, Options("reg:squarederror", "hist")));
    }

    private static XgboostTrainingOptions Options(string objective, string method) => new()
    {
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["objective"] = objective,
            ["tree_method"] = method,
            ["max_depth"] = "5",
            ["subsample"] = "0.8",
        },
        RoundCount = 20,
        Seed = 17,
    };

    private static byte[] TrainOnce(long seed, int threadCount)
    {
        using XgboostDataset dataset = new SyntheticData(11, 3000, binary: false).ToDataset();
        using XgboostModel model = XgboostTrainer.Train(
            dataset, Options("reg:squarederror", "hist") with { Seed = seed, ThreadCount = threadCount });
        return model.ToUbj();
    }

    private static EdgeRouterException Fails(XgboostDataset dataset, string name, string value)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
        var options = new XgboostTrainingOptions { Parameters = parameters, RoundCount = 1, Seed = 1 };
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => XgboostTrainer.Train(dataset, options))!;
        Assert.That(error.Message, Does.Not.Contain('\n'));
        return error;
    }

    private static void AssertOptions(Action action) => Assert.That(Assert.Throws<EdgeRouterException>(action)!.Id, Is.EqualTo("ER7003"));

    private static void AssertData(Func<XgboostDataset> action, string expected)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => action().Dispose())!;
        Assert.That(error.Id, Is.EqualTo("ER7002"));
        Assert.That(error.Message, Does.Contain(expected));
    }
}
