using EdgeRouter.Core.Errors;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Learning.Tests.Xgboost;

/// <summary>Models of every kind that the installed library trains, imported and compared with the library's own margins, bit for bit.</summary>
[TestFixture]
public sealed class XgboostImportTests
{
    private const int RowCount = 600;

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

    [TestCase("reg:squarederror", "")]
    [TestCase("reg:squaredlogerror", "")]
    [TestCase("reg:absoluteerror", "")]
    [TestCase("reg:pseudohubererror", "")]
    [TestCase("reg:gamma", "")]
    [TestCase("reg:tweedie", "base_score=2")]
    [TestCase("count:poisson", "base_score=0.3")]
    [TestCase("survival:cox", "")]
    [TestCase("rank:pairwise", "")]
    [TestCase("reg:squarederror", "booster=dart,rate_drop=0.3")]
    [TestCase("reg:squarederror", "booster=dart,rate_drop=0.3,num_parallel_tree=3,subsample=0.7")]
    [TestCase("reg:squarederror", "tree_method=exact,max_depth=12,gamma=0.1")]
    [TestCase("reg:squarederror", "booster=gblinear")]
    [TestCase("reg:gamma", "booster=gblinear")]
    [TestCase("binary:logistic", "base_score=0.3", 2)]
    [TestCase("binary:logitraw", "", 2)]
    [TestCase("binary:hinge", "", 2)]
    [TestCase("binary:logistic", "booster=dart,rate_drop=0.3,base_score=0.3", 2)]
    [TestCase("binary:logistic", "booster=gblinear", 2)]
    [TestCase("multi:softprob", "num_class=3", 3)]
    [TestCase("multi:softmax", "num_class=3,num_parallel_tree=4,subsample=0.7", 3)]
    [TestCase("multi:softmax", "num_class=3,booster=dart,rate_drop=0.3", 3)]
    [TestCase("multi:softprob", "num_class=3,booster=gblinear", 3)]
    public void ShouldReproduceTrainedModel(string objective, string parameters, int classCount = 0)
    {
        var data = new SyntheticData(23, RowCount, binary: false);
        float[] labels = [.. data.Labels.Select(y => classCount == 0 ? Math.Abs(y) + 0.1f : Math.Clamp(MathF.Floor(y + 1f), 0f, classCount - 1f))];
        using var dataset = new XgboostDataset(SyntheticData.Names, data.Rows, labels);
        using XgboostModel model = XgboostTrainer.Train(dataset, Options(objective, parameters));
        TreeEnsemble ensemble = ModelImporter.Parse(model.ToUbj(), "trained.ubj");
        Assert.That(ModelImporter.Parse(model.ToJson(), "trained.json").ModelId, Is.EqualTo(ensemble.ModelId));
        Assert.That(ensemble.OutputCount, Is.EqualTo(classCount == 3 ? 3 : 1));
        float[] expected = model.PredictMargins(dataset);
        Assert.That(expected.Distinct().Count(), Is.GreaterThan(20), "it must have learned something");
        var exact = new ExactEvaluator(ensemble);
        var margins = new double[ensemble.OutputCount];
        for (int r = 0; r < RowCount; r++)
        {
            exact.Margins(data.Row(r), margins);
            Assert.That(margins, Is.EqualTo(expected.Skip(r * margins.Length).Take(margins.Length).Select(static m => (double)m)), $"row {r}");
        }
    }

    private static XgboostTrainingOptions Options(string objective, string parameters)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["objective"] = objective };
        if (!parameters.Contains("gblinear", StringComparison.Ordinal))
        {
            all["max_depth"] = "5";
            all["tree_method"] = "hist";
        }

        foreach (string pair in parameters.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            all[pair[..pair.IndexOf('=', StringComparison.Ordinal)]] = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        return new XgboostTrainingOptions { Parameters = all, RoundCount = 6, Seed = 3 };
    }
}
