using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Models;

[TestFixture]
public sealed class ModelSetTests
{
    private static readonly string[] Features = ["size", "spread"];
    private string _folder = string.Empty;

    [SetUp]
    public void CreateFolder()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "model-sets", TestContext.CurrentContext.Test.ID);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldScoreWithThreeModels()
    {
        WriteSet();
        ModelSet models = ModelSet.Load(_folder, Features);
        Assert.That(models.Metadata.Description.Seed, Is.EqualTo(42));
        Assert.That(models.Metadata.Description.Metrics["fill.logloss"], Is.EqualTo(0.5));
        Assert.That(models.FeatureNames.ToArray(), Is.EqualTo(Features));
        Assert.That(models.ModelId, Has.Length.EqualTo(16));

        // On paper: logistic base 0.5 is margin 0, so fill = 0.25 + 0.125; cost base 1; completion base 3.
        var scorer = new ForestRowScorer(models);
        float[] rows = [0f, -1f, 2f, 0f];
        long[] fill = new long[2];
        long[] cost = new long[2];
        long[] completion = new long[2];
        scorer.Score(rows, 2, 2, fill, cost, completion);
        Assert.That(scorer.Name, Is.EqualTo("cpu"));
        Assert.That(fill.Select(models.Scales.FillMargin), Is.EqualTo(new[] { 0.375, 2.125 }));
        Assert.That(cost.Select(models.Scales.Cost), Is.EqualTo(new[] { 1.375, 3.125 }));
        Assert.That(completion.Select(models.Scales.Completion), Is.EqualTo(new[] { 3.375, 5.125 }));
        GcAssert.DoesNotAllocate(() => scorer.Score(rows, 2, 2, fill, cost, completion));
        Assert.Throws<ArgumentException>(() => scorer.Score(rows, 1, 4, fill, cost, completion));
    }

    [Test]
    public void ShouldNameFirstFeatureThatIsNotComputed()
    {
        WriteSet();
        AssertRefused("ER4006", "model.json: feature 1, \"spread\", is not among the 2 features", ["size", "imbalance"]);
        AssertRefused("ER4006", "feature 1, \"spread\", is not among the 1 features", ["size"]);
        ModelSetFolder.Write(_folder, Describe(), Fill(), TinyModel.Json(names: "\"size\",\"other\""), TinyModel.Json());
        AssertRefused("ER4006", "cost.ubj: feature 1, \"other\"", Features);
    }

    [Test]
    public void ShouldFindFeaturesByName()
    {
        // The cost model reads spread first: its tree 0 asks the spread where the others ask the size.
        ModelSetFolder.Write(_folder, Describe(), Fill(), TinyModel.Json(names: "\"spread\",\"size\""), TinyModel.Json());
        ModelSet models = ModelSet.Load(_folder, ["hour", "spread", "size"]);
        var raw = new long[ModelSet.ModelCount];
        new ForestScorer(models.Forest).Score([9f, -1f, 2f], 1, raw);
        Assert.That(models.Scales.FillMargin(raw[0]), Is.EqualTo(2.125), "size 2 is above 1.5");
        Assert.That(models.Scales.Cost(raw[1]), Is.EqualTo(0.125), "spread -1 is below 1.5, size 2 is not below 0");
        Assert.That(models.Scales.Completion(raw[2]), Is.EqualTo(2.625));
    }

    [Test]
    public void ShouldRefuseModelOfTheWrongKind()
    {
        ModelSetFolder.Write(_folder, Describe(), TinyModel.Json(), TinyModel.Json(), TinyModel.Json());
        AssertRefused("ER4007", "link Logistic is needed", Features);
    }

    [Test]
    public void ShouldNoticeChangedModelFile()
    {
        WriteSet();
        string path = Path.Combine(_folder, "cost.ubj");
        File.AppendAllText(path, " ");
        AssertRefused("ER4008", path, Features);
    }

    [TestCase("\"schemaVersion\": 1", "\"schemaVersion\": 2", "schemaVersion 2")]
    [TestCase("\"schemaVersion\": 1", "\"schemaVersion\": \"x\"", "not a model set")]
    [TestCase("\"seed\": 42,", "", "not a model set")]
    [TestCase("\"size\"", "null", "null")]
    [TestCase("\"fill.ubj\"", "\"../fill.ubj\"", "plain name")]
    [TestCase("\"fill.ubj\"", "\"\"", "plain name")]
    [TestCase("\"fill.ubj\"", "null", "not a model set")]
    [TestCase("{", "", "not a model set")]
    public void ShouldRefuseBadMetadata(string from, string to, string expected)
    {
        WriteSet();
        string path = Path.Combine(_folder, ModelSetFolder.MetadataFileName);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0));
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
        AssertRefused("ER4007", expected, Features);
    }

    [Test]
    public void ShouldRefuseModelOfSeveralOutputs()
    {
        byte[] two = TinyModel.Json(parameters: "\"num_feature\":\"2\",\"num_target\":\"2\"", treeInfo: "0,1");
        ModelSetFolder.Write(_folder, Describe(), Fill(), TinyModel.Json(), two);
        AssertRefused("ER4007", "a model of one output with link Identity is needed here, this one has 2", Features);
    }

    [Test]
    public void ShouldNameMissingFolder() => AssertRefused("ER4001", "model.json", Features);

    [Test]
    public void ShouldWriteTheSameBytesTwice()
    {
        WriteSet();
        Dictionary<string, byte[]> first = Directory.GetFiles(_folder).ToDictionary(static path => path, File.ReadAllBytes);
        Assert.That(first, Has.Count.EqualTo(4));
        WriteSet();
        foreach ((string path, byte[] content) in first)
        {
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(content), path);
        }

        Assert.That(Encoding.UTF8.GetString(first[Path.Combine(_folder, "model.json")]), Does.StartWith("{\n  \"schemaVersion\": 1,"));
    }

    private static byte[] Fill() => TinyModel.Json("binary:logistic");

    private static ModelSetDescription Describe() => new()
    {
        Features = Features,
        DataRange = new ModelDataRange(1, 2, 3),
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["fill.logloss"] = 0.5 },
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_depth"] = "6" },
        Seed = 42,
        Trainer = "by hand",
    };

    private void WriteSet() =>
        ModelSetFolder.Write(_folder, Describe(), Fill(), TinyModel.Json(baseScore: "1"), TinyModel.Json(baseScore: "3"));

    private void AssertRefused(string id, string expected, string[] features)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => ModelSet.Load(_folder, features))!;
        Assert.That(error.Id, Is.EqualTo(id), error.Message);
        Assert.That(error.Message, Does.Contain(expected).And.Contain(_folder));
    }
}
