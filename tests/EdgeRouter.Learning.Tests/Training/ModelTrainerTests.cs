using System.Text.Json;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Learning.Datasets;
using EdgeRouter.Learning.Training;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Learning.Tests.Training;

[TestFixture]
public sealed class ModelTrainerTests
{
    private static readonly string[] Names = ["venue", "size", "noise"];
    private static readonly TrainingOptions Small = new() { RoundCount = 30, MinChildWeight = 5, Seed = 3 };

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

    [Test]
    public void ShouldWriteTheSameFilesForTheSameInput()
    {
        using var folder = new TempFolder();
        Train(folder.File("a"), Small);
        Train(folder.File("b"), Small);
        Train(folder.File("c"), Small with { Seed = 4 });
        string[] files = [.. Directory.GetFiles(folder.File("a")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.That(files, Is.EqualTo(new[] { "completion.ubj", "cost.ubj", "fill.ubj", "model.json" }));
        using (Assert.EnterMultipleScope())
        {
            foreach (string file in files)
            {
                Assert.That(File.ReadAllBytes(folder.File($"b/{file}")), Is.EqualTo(File.ReadAllBytes(folder.File($"a/{file}"))), file);
                Assert.That(File.ReadAllBytes(folder.File($"c/{file}")), Is.Not.EqualTo(File.ReadAllBytes(folder.File($"a/{file}"))), $"{file}: the seed must matter");
            }
        }
    }

    // Venue 0 fills 20 %, venue 1 fills 80 %; a fill costs 1 and 4 bps; what is left costs 6 and 2 bps.
    [Test]
    public void ShouldLearnAnObviousRuleAndScoreIt()
    {
        using var folder = new TempFolder();
        TrainingOutcome outcome = Train(folder.File("m"), Small with { RoundCount = 80 });
        ModelSet models = ModelSet.Load(folder.File("m"), Names);
        var scorer = new ForestRowScorer(models);
        long[] fill = new long[2];
        long[] cost = new long[2];
        long[] completion = new long[2];
        scorer.Score([0f, 0.5f, 0.5f, 1f, 0.5f, 0.5f], 2, 3, fill, cost, completion);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeterministicMath.Logistic(models.Scales.FillMargin(fill[0])), Is.EqualTo(0.2).Within(0.05));
            Assert.That(DeterministicMath.Logistic(models.Scales.FillMargin(fill[1])), Is.EqualTo(0.8).Within(0.05));
            Assert.That(models.Scales.Cost(cost[0]), Is.EqualTo(1).Within(0.3));
            Assert.That(models.Scales.Cost(cost[1]), Is.EqualTo(4).Within(0.3));
            Assert.That(models.Scales.Completion(completion[0]), Is.EqualTo(6).Within(0.3));
            Assert.That(models.Scales.Completion(completion[1]), Is.EqualTo(2).Within(0.3));
            Assert.That(outcome.RowCount, Is.EqualTo(2000));
            Assert.That(outcome.Metrics["fill.logloss"], Is.LessThan(0.95 * outcome.Metrics["fill.logloss_of_constant"]));
            Assert.That(outcome.Metrics["cost.rmse_bps"], Is.LessThan(0.5 * outcome.Metrics["cost.rmse_bps_of_constant"]));
            Assert.That(outcome.Metrics["completion.rmse_bps"], Is.LessThan(0.5 * outcome.Metrics["completion.rmse_bps_of_constant"]));
        }
    }

    // Weighted by share filled: 400 rows of weight 0.25 at 0 bps and 400 of weight 0.75 at 8 bps have the mean 6 and the deviation 8·√(0.25·0.75).
    [Test]
    public void ShouldMeasureTheConstantAgainstAWeightedMean()
    {
        using var folder = new TempFolder();
        var set = new TrainingSet(Names);
        for (int i = 0; i < 800; i++)
        {
            bool isLarge = i % 2 == 0;
            set.Add(new TrainingRow { TimeNs = i, FillShare = isLarge ? 0.75 : 0.25, CostBps = isLarge ? 8 : 0, CompletionBps = 1 }, [0, 0, 0]);
        }

        TrainingOutcome outcome = ModelTrainer.Train(set, Small, folder.File("m"), _ => { });
        Assert.That(outcome.Metrics["cost.rmse_bps_of_constant"], Is.EqualTo(8 * Math.Sqrt(0.25 * 0.75)).Within(1e-9));
    }

    [TestCase(1)]
    [TestCase(40)]
    public void ShouldTakeTheMeanCostWhereNothingWasLeftToComplete(int roundCount)
    {
        using var folder = new TempFolder();
        var set = new TrainingSet(Names);
        for (int i = 0; i < 400; i++)
        {
            set.Add(new TrainingRow { TimeNs = i, FillShare = 1, CostBps = i % 4, CompletionBps = double.NaN }, [i % 2, i % 7, i % 3]);
        }

        TrainingOutcome outcome = ModelTrainer.Train(set, Small with { RoundCount = roundCount }, folder.File("m"), _ => { });
        ModelSet models = ModelSet.Load(folder.File("m"), Names);
        var raw = new long[ModelSet.ModelCount];
        new ForestScorer(models.Forest).Score([1f, 3f, 2f], 1, raw);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Metrics["completion.constant_bps"], Is.EqualTo(1.5).Within(1e-9));
            Assert.That(models.Scales.Completion(raw[2]), Is.EqualTo(1.5).Within(1e-5), "however few the rounds");
        }
    }

    [Test]
    public void ShouldCutCostsThatNoModelShouldBendFor()
    {
        using var folder = new TempFolder();
        var set = new TrainingSet(Names);
        for (int i = 0; i < 400; i++)
        {
            set.Add(new TrainingRow { TimeNs = i, FillShare = 1, CostBps = i == 200 ? 1e9 : 0, CompletionBps = double.NaN }, [0, 0, 0]);
        }

        TrainingOutcome outcome = ModelTrainer.Train(set, Small with { CostLimitBps = 20, ValidationFraction = 0 }, folder.File("m"), _ => { });
        Assert.That(outcome.Metrics["completion.constant_bps"], Is.EqualTo(20 / 400.0).Within(1e-12));
    }

    [Test]
    public void ShouldDescribeWhatItLearnedFrom()
    {
        using var folder = new TempFolder();
        Train(folder.File("m"), Small);
        JsonElement root = JsonDocument.Parse(File.ReadAllText(folder.File("m/model.json"))).RootElement.Clone();
        ModelSetMetadata metadata = ModelSet.Load(folder.File("m"), Names).Metadata;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(root.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            Assert.That(metadata.Description.Seed, Is.EqualTo(3));
            Assert.That(metadata.Description.DataRange, Is.EqualTo(new ModelDataRange(0, 1999, 2000)));
            Assert.That(metadata.Description.Trainer, Does.StartWith("libxgboost 1."));
            Assert.That(metadata.Description.Parameters["rounds"], Is.EqualTo("30"));
            Assert.That(metadata.Description.Metrics.Keys, Does.Contain("fill.logloss").And.Contain("fill.logloss_of_constant").And.Contain("fill.examples"));
        }
    }

    [Test]
    public void ShouldRefuseTooFewExamples()
    {
        using var folder = new TempFolder();
        EdgeRouterException few = Assert.Throws<EdgeRouterException>(() => ModelTrainer.Train(Rule(199), Small, folder.File("m"), _ => { }))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((few.Id, few.ExitCode), Is.EqualTo(("ER7013", ExitCode.BadInput)));
            Assert.That(few.Message, Does.Contain("199").And.Contain("fill"));
            Assert.That(Directory.Exists(folder.File("m")), Is.False, "half a model set is none");
        }
    }

    [TestCaseSource(nameof(BadOptions))]
    public void ShouldRefuseOptionsOutOfRange(TrainingOptions options, string key)
    {
        EdgeRouterException bad = Assert.Throws<EdgeRouterException>(() => options.Validated())!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bad.Id, bad.ExitCode), Is.EqualTo(("ER7012", ExitCode.Usage)));
            Assert.That(bad.Message, Does.Contain(key));
        }
    }

    [Test]
    public void ShouldSayThatAFolderCannotBeWritten()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("file"), "x");
        EdgeRouterException unwritable = Assert.Throws<EdgeRouterException>(() => Train(folder.File("file/m"), Small))!;
        Assert.That((unwritable.Id, unwritable.ExitCode), Is.EqualTo(("ER4009", ExitCode.Environment)));
    }

    private static IEnumerable<TestCaseData> BadOptions()
    {
        yield return new TestCaseData(Small with { RoundCount = 0 }, "RoundCount");
        yield return new TestCaseData(Small with { MaxDepth = 17 }, "MaxDepth");
        yield return new TestCaseData(Small with { LearningRate = double.NaN }, "LearningRate");
        yield return new TestCaseData(Small with { MinChildWeight = double.PositiveInfinity }, "MinChildWeight");
        yield return new TestCaseData(Small with { ValidationFraction = 0.99 }, "ValidationFraction");
        yield return new TestCaseData(Small with { CostLimitBps = 0 }, "CostLimitBps");
        yield return new TestCaseData(Small with { ThreadCount = 0 }, "ThreadCount");
    }

    private static TrainingOutcome Train(string folder, TrainingOptions options) => ModelTrainer.Train(Rule(2000), options, folder, _ => { });

    private static TrainingSet Rule(int count)
    {
        var set = new TrainingSet(Names);
        for (int i = 0; i < count; i++)
        {
            int venue = i % 2;
            double noise = (i * 7919 % 101) / 100.0;
            bool fills = i / 2 % 10 < (venue == 0 ? 2 : 8);
            set.Add(
                new TrainingRow
                {
                    TimeNs = i,
                    FillShare = fills ? 1 : 0,
                    CostBps = fills ? (venue == 0 ? 1 : 4) + noise - 0.5 : double.NaN,
                    CompletionBps = fills ? double.NaN : (venue == 0 ? 6 : 2) + noise - 0.5,
                },
                [venue, i * 31 % 17 / 17f, (float)noise]);
        }

        return set;
    }
}
