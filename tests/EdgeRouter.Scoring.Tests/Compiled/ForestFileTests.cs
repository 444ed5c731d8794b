using System.Security.Cryptography;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

/// <summary>A forest that was written and mapped is the forest that was compiled.</summary>
[TestFixture]
public sealed class ForestFileTests
{
    private readonly TemporaryFolder _folder = new();

    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return Case("stumps", new SyntheticModel(1) { Depth = 0 });
        yield return Case("no trees", new SyntheticModel(2) { Trees = 0 });
        yield return Case("complete", new SyntheticModel(3) { Trees = 40, Depth = 6 });
        yield return Case("compact", new SyntheticModel(4) { Depth = 30, SplitsOfEight = 4, Trees = 60 });
        yield return Case("deep", new SyntheticModel(5) { Depth = 10 });
        yield return Case("zero and none missing", new SyntheticModel(6) { Library = ModelLibrary.LightGbm, Depth = 8 });
        yield return Case("categories", new SyntheticModel(7) { CategorySets = 9, Depth = 8 });
        yield return Case("categories of LightGBM", new SyntheticModel(8) { Library = ModelLibrary.LightGbm, CategorySets = 9 });
        yield return Case("outputs", new SyntheticModel(9) { Outputs = 3 });
        yield return Case("vectors", new SyntheticModel(10) { Outputs = 3, IsVector = true, Depth = 7 });
        yield return Case("many cuts", new SyntheticModel(11) { Features = 2, Depth = 9, Trees = 5 });
        yield return Case("over 64 lanes", new SyntheticModel(12) { Features = 50, Depth = 8 });
        yield return Case("over 128 lanes", new SyntheticModel(13) { Features = 90, Depth = 8 });
        yield return Case("over 256 lanes", new SyntheticModel(14) { Features = 200, Depth = 8 });
        yield return Case("over 1024 lanes", new SyntheticModel(15) { Features = 900, Depth = 8, Trees = 16 });

        static TestCaseData Case(string name, SyntheticModel model) => new TestCaseData(model).SetArgDisplayNames(name);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(typeof(XgboostFixture), nameof(XgboostFixture.All))]
    public void ShouldKeepXgboostModels(string name)
    {
        XgboostFixture fixture = XgboostFixture.Load(name);
        AssertKept(ForestCompiler.Compile(ModelImporter.Load(fixture.UbjPath)), ExactScores.Widen(fixture.Rows));
    }

    [TestCaseSource(typeof(LightGbmFixture), nameof(LightGbmFixture.Names))]
    public void ShouldKeepLightGbmModels(string name)
    {
        LightGbmFixture fixture = LightGbmFixture.Load(name);
        AssertKept(ForestCompiler.Compile(ModelImporter.Load(fixture.ModelPath)), fixture.Rows);
    }

    [TestCaseSource(nameof(Shapes))]
    public void ShouldKeepEveryShape(object model)
    {
        CompiledForest forest = ForestCompiler.Compile(((SyntheticModel)model).Build());
        AssertKept(forest, ForestScores.Rows(70, forest.FeatureCount, 99));
    }

    [Test]
    public void ShouldKeepFusedModels()
    {
        CompiledForest forest = ForestCompiler.Compile(
            new SyntheticModel(20) { Depth = 6 }.Build(),
            new SyntheticModel(21) { Depth = 9, Outputs = 2 }.Build(),
            new SyntheticModel(22) { Depth = 0 }.Build());
        AssertKept(forest, ForestScores.Rows(70, forest.FeatureCount, 98));
    }

    [Test]
    public void ShouldKeepALinearModel()
    {
        var linear = new TreeEnsemble(new EnsembleContent
        {
            Library = ModelLibrary.Xgboost,
            Objective = "reg:squarederror",
            FeatureNames = ["a", "b"],
            BaseMargins = [0.5],
            Link = LinkKind.Identity,
            Linear = new LinearBooster([2f, -0.5f], [0.125f]),
        });
        CompiledForest forest = ForestCompiler.Compile(linear);
        AssertKept(forest, [1.0, 2.0, double.NaN, 4.0]);

        // 0.125 + 0.5 + 1 · 2 − 2 · 0.5
        CompiledForest opened = ForestFile.Open(_folder.File("kept.erf"));
        Assert.That(opened.ToMargin(0, ForestScores.Raw(opened, [1.0, 2.0], EvaluatorKind.Auto)[0]), Is.EqualTo(1.625));
    }

    [Test]
    public void ShouldWriteTheSameBytesEverywhere()
    {
        string path = _folder.File("tiny.erf");
        ForestFile.Write(ForestCompiler.Compile(ModelImporter.Parse(TinyModel.Json(), "tiny")), path);
        Assert.That(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..16],
            Is.EqualTo("9a648ea7037f6031"),
            "the form of the file changed: raise ForestHeader.CurrentVersion, then this");
    }

    [Test]
    public void ShouldLoadModelFilesAndForestFilesAlike()
    {
        string model = _folder.Write("tiny.json", TinyModel.Json());
        string forest = _folder.File("loaded.erf");
        ForestFile.Write(ForestLoader.Load(model), forest);
        CompiledForest fused = ForestLoader.Load([model, forest]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ForestFile.IsForest(model), Is.False);
            Assert.That(ForestFile.IsForest(forest), Is.True);
            Assert.That(ForestFile.IsForest(_folder.Write("short", [0x45, 0x52])), Is.False);
            Assert.That(ForestLoader.Load(forest).ForestId, Is.EqualTo(ForestLoader.Load(model).ForestId));
            Assert.That(fused.Models.Length, Is.EqualTo(2));
            Assert.That(ForestLoader.Load(model, RoundSelection.First(1)).Models[0].TreeCount, Is.EqualTo(1));
            Assert.That(Assert.Throws<EdgeRouterException>(() => ForestLoader.Load(forest, RoundSelection.First(1)))!.Id, Is.EqualTo("ER4014"));
        }
    }

    [Test]
    public void ShouldKeepAMappedForestWhenItsFileIsReplacedOrDeleted()
    {
        string path = _folder.File("replaced.erf");
        CompiledForest first = ForestCompiler.Compile(new SyntheticModel(30) { Depth = 8 }.Build());
        double[] rows = ForestScores.Rows(20, first.FeatureCount, 97);
        long[] expected = ForestScores.Raw(first, rows, EvaluatorKind.Scalar);
        ForestFile.Write(first, path);
        CompiledForest mapped = ForestFile.Open(path);
        ForestFile.Write(ForestCompiler.Compile(new SyntheticModel(31) { Trees = 1 }.Build()), path);
        CompiledForest second = ForestFile.Open(path);
        Assert.That(ForestScores.RawOfAll(mapped, rows), Is.EqualTo(expected));
        Assert.That(second.ForestId, Is.Not.EqualTo(mapped.ForestId));
        File.Delete(path);
        Assert.That(ForestScores.RawOfAll(mapped, rows), Is.EqualTo(expected));
        Assert.That(Directory.GetFiles(_folder.Path, "*.part"), Is.Empty);
    }

    [Test]
    public void ShouldServeManyThreadsFromOneMapping()
    {
        string path = _folder.File("shared.erf");
        CompiledForest compiled = ForestCompiler.Compile(new SyntheticModel(40) { Depth = 9, CategorySets = 5 }.Build());
        double[] rows = ForestScores.Rows(130, compiled.FeatureCount, 96);
        long[] expected = ForestScores.Raw(compiled, rows, EvaluatorKind.Scalar);
        ForestFile.Write(compiled, path);
        CompiledForest mapped = ForestFile.Open(path);
        Parallel.For(0, 32, _ => Assert.That(ForestScores.RawOfAll(mapped, rows), Is.EqualTo(expected)));
    }

    [Test]
    public void ShouldEndMappingsThatNobodyHolds()
    {
        string path = _folder.File("collected.erf");
        ForestFile.Write(ForestCompiler.Compile(new SyntheticModel(50).Build()), path);
        for (int i = 0; i < 50; i++)
        {
            _ = ForestFile.Open(path).LaneCount;
        }

        // Handles are finalised before or after the owner that lent their address: two rounds end both.
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        int mapped = File.ReadLines("/proc/self/maps").Count(line => line.EndsWith(path, StringComparison.Ordinal));
        Assert.That(mapped, Is.LessThan(5));
    }

    [Test]
    public void ShouldSayWhatCannotBeReadOrWritten()
    {
        CompiledForest forest = ForestCompiler.Compile(new SyntheticModel(60).Build());
        using (Assert.EnterMultipleScope())
        {
            AssertFails("ER4001", () => ForestFile.Open(_folder.File("none.erf")));
            AssertFails("ER4001", () => ForestFile.Open(_folder.Path));
            AssertFails("ER4001", () => ForestLoader.Load(_folder.File("none.erf")));
            AssertFails("ER4015", () => ForestFile.Write(forest, _folder.File("none/there.erf")));
            AssertFails("ER4015", () => ForestFile.Write(forest, _folder.Path));
            AssertFails("ER4011", () => ForestFile.Open(_folder.Write("model.json", TinyModel.Json())));
        }
    }

    private static void AssertFails(string id, Action action)
    {
        EdgeRouterException failure = Assert.Throws<EdgeRouterException>(action)!;
        Assert.That(failure.Id, Is.EqualTo(id));
        Assert.That(failure.Message, Does.Not.Contain('\n'));
    }

    private void AssertKept(CompiledForest forest, double[] rows)
    {
        string path = _folder.File("kept.erf");
        string again = _folder.File("again.erf");
        ForestFile.Write(forest, path);
        CompiledForest opened = ForestFile.Open(path);
        ForestFile.Write(opened, again);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ForestScores.RawOfAll(opened, rows), Is.EqualTo(ForestScores.Raw(forest, rows, EvaluatorKind.Scalar)));
            Assert.That(ForestScores.Exact(opened, rows), Is.EqualTo(ForestScores.Exact(forest, rows)));
            Assert.That(File.ReadAllBytes(again), Is.EqualTo(File.ReadAllBytes(path)));
            Assert.That(opened.ForestId, Is.EqualTo(forest.ForestId));
            Assert.That(opened.Outputs.ToArray(), Is.EqualTo(forest.Outputs.ToArray()));
            Assert.That(opened.Shape, Is.EqualTo(forest.Shape));
            Assert.That(opened.FeatureNames.ToArray(), Is.EqualTo(forest.FeatureNames.ToArray()));
            Assert.That(opened.IsReproducible(), Is.True);
        }
    }
}
