using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Whatever the bytes, the importer either gives an ensemble that can be scored or one line of error.</summary>
[TestFixture]
public sealed class ImportFuzzTests
{
    private const ulong Seed = 40_400;

    private static readonly bool IsNightly = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";
    private static readonly int Rounds = IsNightly ? 50 : 1;

    [Test]
    public void ShouldSurviveMutatedFiles([ValueSource(typeof(XgboostFixture), nameof(XgboostFixture.All))] string name)
    {
        XgboostFixture fixture = XgboostFixture.Load(name);
        (int read, int refused) json = Fuzz(File.ReadAllBytes(fixture.JsonPath), 200 * Rounds);
        (int read, int refused) ubj = Fuzz(File.ReadAllBytes(fixture.UbjPath), 400 * Rounds);
        TestContext.Out.WriteLine($"seed {Seed}: json {json}, ubj {ubj}");
        Assert.That(json.refused, Is.Positive);
        Assert.That(json.read + ubj.read, Is.Positive);
    }

    [TestCaseSource(nameof(HandMadeModels))]
    public void ShouldSurviveMutatedHandMadeModels(string json)
    {
        (int read, int refused) fromJson = Fuzz(System.Text.Encoding.UTF8.GetBytes(json), 3000 * Rounds);
        (int read, int refused) fromUbj = Fuzz(UbjWriter.FromJson(json), 6000 * Rounds);
        TestContext.Out.WriteLine($"seed {Seed}: json {fromJson}, ubj {fromUbj}");
        Assert.That(fromJson.read, Is.Positive);
        Assert.That(fromJson.refused, Is.Positive);
        Assert.That(fromUbj.read, Is.Positive);
        Assert.That(fromUbj.refused, Is.Positive);
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        XgboostFixture fixture = XgboostFixture.Load("rf");
        foreach (string path in new[] { fixture.JsonPath, fixture.UbjPath })
        {
            byte[] whole = File.ReadAllBytes(path);
            for (int length = 0; length < whole.Length; length += 1 + (length / 50))
            {
                Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(whole[..length], path), $"{length} bytes");
            }
        }

        byte[] tiny = TinyModel.Json();
        for (int length = 0; length < tiny.Length; length++)
        {
            Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(tiny[..length], "tiny"), $"{length} bytes");
        }
    }

    private static (int Read, int Refused) Fuzz(byte[] original, int count)
    {
        var bits = new Bits(Seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = Mutate(original, bits);
            try
            {
                TreeEnsemble ensemble = ModelImporter.Parse(mutant, "mutant", bits.Below(4) == 0 ? RoundSelection.First(1 + bits.Below(3)) : default);
                AssertSound(ensemble);
                ScoreSomething(ensemble, bits);
                read++;
            }
            catch (EdgeRouterException e) when (e.Id.StartsWith("ER40", StringComparison.Ordinal))
            {
                Assert.That(e.ToUserLine(), Does.Not.Contain('\n').And.Length.LessThan(400));
                refused++;
            }
        }

        return (read, refused);
    }

    private static byte[] Mutate(byte[] original, Bits bits)
    {
        byte[] mutant = [.. original];
        for (int edits = 1 + bits.Below(4); edits > 0; edits--)
        {
            int at = bits.Below(mutant.Length);
            switch (bits.Below(5))
            {
                case 0:
                    mutant[at] = (byte)bits.Next();
                    break;
                case 1:
                    mutant[at] ^= (byte)(1 << bits.Below(8));
                    break;
                case 2:
                    mutant[at] = "{}[],:\"-0123456789.EeNLldDUiSTFZ$#\\"u8[bits.Below(35)];
                    break;
                case 3:
                    int from = bits.Below(mutant.Length);
                    int length = Math.Min(1 + bits.Below(16), mutant.Length - Math.Max(from, at));
                    Array.Copy(mutant, from, mutant, at, length);
                    break;
                default:
                    mutant = [.. mutant[..at], .. mutant[Math.Min(mutant.Length, at + 1 + bits.Below(3))..], (byte)'}'];
                    break;
            }
        }

        return mutant;
    }

    // Stated here anew: what an evaluator may rely on.
    private static void AssertSound(TreeEnsemble ensemble)
    {
        bool sound = ensemble.OutputCount >= 1 && ensemble.TreeStarts[^1] == ensemble.Nodes.Length && ensemble.TreeOutputs.Length == ensemble.TreeCount;
        for (int t = 0; t < ensemble.TreeCount; t++)
        {
            int end = ensemble.TreeStarts[t + 1];
            bool isVector = ensemble.TreeOutputs[t] == TreeEnsemble.AllOutputs;
            sound &= isVector || (uint)ensemble.TreeOutputs[t] < (uint)ensemble.OutputCount;
            for (int i = ensemble.TreeStarts[t]; i < end; i++)
            {
                TreeNode node = ensemble.Nodes[i];
                sound &= node.IsLeaf
                    ? double.IsFinite(node.Value) && (!isVector || (node.Left + 1) * ensemble.OutputCount <= ensemble.VectorLeaves.Length)
                    : (uint)node.Feature < (uint)ensemble.FeatureCount && node.Left > i && node.Right < end
                        && (node.IsCategorical ? node.CategorySet < ensemble.CategorySets.Length : !double.IsNaN(node.Value));
            }
        }

        Assert.That(sound, Is.True);
    }

    private static void ScoreSomething(TreeEnsemble ensemble, Bits bits)
    {
        var row = new float[ensemble.FeatureCount];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = bits.Below(8) == 0 ? float.NaN : (bits.Unit() - 0.5f) * 8f;
        }

        var margins = new double[ensemble.OutputCount];
        var outputs = new double[ensemble.OutputColumnCount];
        var exact = new ExactEvaluator(ensemble);
        exact.Margins(row, margins);
        exact.LeafNodes(ExactScores.Widen(row), new int[ensemble.TreeCount]);
        ExactOutputs.Apply(ensemble, margins, outputs);
        ScoreCompiled(ensemble, row);
    }

    private static IEnumerable<TestCaseData> HandMadeModels()
    {
        const string Two = "\"num_feature\":\"2\",\"num_target\":\"2\"";
        string Text(byte[] json) => System.Text.Encoding.UTF8.GetString(json);
        string vector = """
            {"leaf_weights":[1,2,3,4],"left_children":[1,-1,-1],"right_children":[2,1,0],"split_indices":[0,0,0],"split_conditions":[1.5,0,0],
            "default_left":[0,0,0],"tree_param":{"size_leaf_vector":"2"}}
            """;
        yield return new TestCaseData(Text(TinyModel.Json(extra: "\"iteration_indptr\":[0,1,2],"))).SetArgDisplayNames("plain");
        yield return new TestCaseData(Text(TinyModel.Json(booster: "dart", boosterExtra: "\"weight_drop\":[1,5E-1],"))).SetArgDisplayNames("dart");
        yield return new TestCaseData(Text(TinyModel.Json(parameters: Two, baseScore: "[1,2]", trees: vector, treeInfo: "0"))).SetArgDisplayNames("vector");
        yield return new TestCaseData(Text(TinyModel.Json(booster: "gblinear", parameters: Two, extra: "\"weights\":[1,2,3,4,5,6],"))).SetArgDisplayNames("linear");
        yield return new TestCaseData(Text(TinyModel.Json(trees: XgboostCategoryTests.Tree.Replace("\"NaN\"", "0", StringComparison.Ordinal), treeInfo: "0"))).SetArgDisplayNames("categories");
    }

    private static void ScoreCompiled(TreeEnsemble ensemble, float[] row)
    {
        CompiledForest forest = ForestCompiler.Compile(ensemble);
        var raw = new long[ensemble.OutputCount];
        new ForestScorer(forest).Score(row, 1, raw);
        Assert.That(raw, Has.All.InRange(-9007199254740992L, 9007199254740992L));
    }
}
