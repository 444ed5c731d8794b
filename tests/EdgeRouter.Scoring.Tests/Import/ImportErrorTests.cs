using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

[TestFixture]
public sealed class ImportErrorTests
{
    [TestCase("", "ER4002", "empty")]
    [TestCase("hello", "ER4002", "neither XGBoost")]
    [TestCase("{\"a\":1}", "ER4003", "learner")]
    [TestCase("{\"learner\":{}}", "ER4003", "gradient_booster.name")]
    [TestCase("{\"learner\":[]}", "ER4003", "an object was expected")]
    [TestCase("{\"learner\":{\"feature_names\":[1]}}", "ER4003", "feature_names")]
    [TestCase("{\"learner\":{", "ER4002", "ends too early")]
    [TestCase("{\"learner\" {}}", "ER4002", "':'")]
    [TestCase("{\"learner\":{} \"x\":1}", "ER4002", "','")]
    [TestCase("{\"learner\":nul}", "ER4002", "a value was expected")]
    [TestCase("{\"learner\":{}}x", "ER4002", "after the end")]
    [TestCase("{\"\\q\":1}", "ER4002", "escape")]
    [TestCase("{L", "ER4002", "ends too early")]
    [TestCase("{Li", "ER4002", "ends too early")]
    public void ShouldRefuseWhatIsNoModel(string text, string id, string expected) => AssertRefused(Encoding.Latin1.GetBytes(text), id, expected);

    [Test]
    public void ShouldRefuseDeepNesting()
    {
        AssertRefused(Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 100_000)), "ER4005", "nested deeper");
        AssertRefused(Encoding.ASCII.GetBytes("{i\u0001a" + new string('[', 100_000)), "ER4005", "nested deeper");
    }

    [Test]
    public void ShouldNotBelieveUbjLengths()
    {
        byte[] hugeText = [(byte)'{', (byte)'L', 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        AssertRefused(hugeText, "ER4002", "cannot hold");
        byte[] negative = [(byte)'{', (byte)'L', 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        AssertRefused(negative, "ER4002", "cannot hold");
        byte[] hugeArray = [(byte)'{', (byte)'i', 1, (byte)'a', (byte)'[', (byte)'$', (byte)'d', (byte)'#', (byte)'l', 0x40, 0, 0, 0];
        AssertRefused(hugeArray, "ER4002", "cannot hold");
        byte[] hugeChildren =
        [
            .. "{"u8, .. Key("learner"), .. "{"u8, .. Key("gradient_booster"), .. "{"u8, .. Key("model"), .. "{"u8, .. Key("trees"), .. "[{"u8,
            .. Key("left_children"), .. "[$l#l"u8, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0,
        ];
        AssertRefused(hugeChildren, "ER4002", "tree 0", "left_children", "2147483647", "cannot hold");
        byte[] weightless = [(byte)'{', (byte)'i', 1, (byte)'a', (byte)'[', (byte)'$', (byte)'Z', (byte)'#', (byte)'l', 0x40, 0, 0, 0];
        AssertRefused(weightless, "ER4002", "unknown UBJSON type");
    }

    [TestCase("[1,3,-1,-1,-1,-1]", "[1,3,-1,-1,-1]", "ER4003", "tree 0", "field right_children")]
    [TestCase("\"left_children\":[1,3,", "\"left_children\":[1,0,", "ER4003", "node 1", "cycle")]
    [TestCase("\"left_children\":[1,3,", "\"left_children\":[1,1,", "ER4003", "node 1", "cycle")]
    [TestCase("\"left_children\":[1,3,", "\"left_children\":[1,2,", "ER4003", "node 1", "two parents")]
    [TestCase("\"left_children\":[1,3,", "\"left_children\":[1,6,", "ER4003", "node 1", "child 6 of 6")]
    [TestCase("\"left_children\":[1,3,", "\"left_children\":[1,-2,", "ER4003", "node 1", "child -2")]
    [TestCase("\"right_children\":[2,4,", "\"right_children\":[2,-1,", "ER4003", "node 1", "field right_children")]
    [TestCase("\"right_children\":[2,4,", "\"right_children\":[2,4000000000,", "ER4003", "tree 0", "32 bits")]
    [TestCase("\"right_children\":[2,4,", "\"right_children\":[2,4.5,", "ER4002", "tree 0", "whole number")]
    [TestCase("\"split_indices\":[0,1,", "\"split_indices\":[0,2,", "ER4003", "node 1", "feature 2 of 2")]
    [TestCase("\"split_indices\":[0,1,", "\"split_indices\":[0,-1,", "ER4003", "node 1", "field split_indices")]
    [TestCase("[1.5E0,0,", "[1.5E0,NaN,", "ER4003", "node 1", "threshold")]
    [TestCase("[1.5E0,0,2E0,", "[1.5E0,0,Infinity,", "ER4003", "node 2", "leaf value")]
    [TestCase("[1.5E0,0,2E0,", "[1.5E0,0,1E99,", "ER4003", "node 2", "leaf value")]
    [TestCase("[1.5E0,0,2E0,", "[1.5E0,0,\"x\",", "ER4003", "tree 0", "a number was expected")]
    [TestCase("[1.5E0,0,2E0,", "[1.5E0,0,1-2,", "ER4002", "tree 0", "cannot be read")]
    [TestCase("\"default_left\":[0,1,", "\"default_left\":[0,2,", "ER4003", "node 1", "field default_left")]
    [TestCase("\"split_type\":[0,0,", "\"split_type\":[0,1,", "ER4003", "node 1", "without a set")]
    [TestCase("\"split_type\":[0,0,", "\"split_type\":[0,9,", "ER4003", "node 1", "split type 9")]
    [TestCase("\"size_leaf_vector\":\"0\"", "\"size_leaf_vector\":\"3\"", "ER4003", "tree 0", "3 numbers in a leaf for 1 outputs")]
    [TestCase("\"left_children\":[1,3,-1,-1,-1,-1]", "\"left_children\":[]", "ER4003", "tree 0", "without nodes")]
    public void ShouldNameTreeNodeAndField(string from, string to, string id, string where, string what)
    {
        string tree = TinyModel.Tree0.Replace(from, to, StringComparison.Ordinal);
        Assert.That(tree, Is.Not.EqualTo(TinyModel.Tree0));
        AssertRefused(TinyModel.Json(tree0: tree), id, where, what);
    }

    [Test]
    public void ShouldRefuseInconsistentModels()
    {
        AssertRefused(TinyModel.Json(names: "\"one\""), "ER4003", "1 names for 2 features");
        AssertRefused(TinyModel.Json(treeInfo: "0"), "ER4003", "1 entries for 2 trees");
        AssertRefused(TinyModel.Json(treeInfo: "0,1"), "ER4003", "tree 1", "output 1 of 1", "tree_info");
        AssertRefused(TinyModel.Json(baseScore: "x"), "ER4003", "base_score");
        AssertRefused(TinyModel.Json(baseScore: "[1E0,2E0]"), "ER4003", "2 base scores for 1 outputs", "base_score");
        AssertRefused(TinyModel.Json(objective: "binary:logistic", baseScore: "0"), "ER4003", "outside");
        AssertRefused(TinyModel.Json(objective: "binary:logistic", baseScore: "1.5"), "ER4003", "outside");
        AssertRefused(TinyModel.Json(objective: "my:own\\nline"), "ER4004", "objective \"my:own?line\"");
        AssertRefused(TinyModel.Json(booster: "gbrandom"), "ER4004", "gbrandom");
        AssertRefused(TinyModel.Json(extra: "\"weight_drop\":[0.5],"), "ER4003", "weight_drop", "1 weights for 2 trees");
        AssertRefused(TinyModel.Json(parameters: "\"num_feature\":\"0\""), "ER4005", "0 features");
        AssertRefused(TinyModel.Json(parameters: "\"num_feature\":\"99999999\""), "ER4005", "features");
        AssertRefused(TinyModel.Json(parameters: "\"num_feature\":\"-2\""), "ER4003", "num_feature");
        AssertRefused(TinyModel.Json(booster: "dart"), "ER4003", "weight_drop", "0 weights for 2 trees");
        AssertRefused(TinyModel.Json(booster: "dart", boosterExtra: "\"weight_drop\":[1,NaN],"), "ER4003", "tree 1", "weight_drop");
        AssertRefused(TinyModel.Json(booster: "dart", boosterExtra: "\"weight_drop\":[3E38,1],"), "ER4003", "tree 0", "node 2", "leaf value");
        AssertRefused(TinyModel.Json(booster: "gblinear"), "ER4003", "weights", "missing");
        AssertRefused(TinyModel.Json(booster: "gblinear", extra: "\"weights\":[1,2],"), "ER4003", "2 weights for 2 features");
        AssertRefused(TinyModel.Json(booster: "gblinear", extra: "\"weights\":[1,NaN,3],"), "ER4003", "weight 1 is not");
        AssertRefused(TinyModel.Json(parameters: "\"num_feature\":\"2\",\"num_target\":\"2\",\"num_class\":\"3\""), "ER4003", "3 classes and 2 targets");
        AssertRefused(TinyModel.Json(parameters: "\"num_feature\":\"2\",\"num_class\":\"2000000000\""), "ER4005", "num_class", "2000000000 outputs");
        AssertRefused(TinyModel.Json(extra: "\"iteration_indptr\":[0,1],"), "ER4003", "iteration_indptr", "to 1 of 2");
        AssertRefused(TinyModel.Json(extra: "\"iteration_indptr\":[1,2],"), "ER4003", "iteration_indptr", "from tree 1");
        AssertRefused(TinyModel.Json(extra: "\"iteration_indptr\":[0,2,1,2],"), "ER4003", "iteration_indptr", "round 2 begins at tree 1");
        AssertRefused(TinyModel.Json(parallel: "x"), "ER4003", RoundSelection.First(1), "num_parallel_tree");
    }

    [Test]
    public void ShouldRefuseTreeDeeperThanLimit()
    {
        // A chain: node 2k splits into leaf 2k+1 and split 2k+2.
        const int Splits = 600;
        var left = new StringBuilder();
        var right = new StringBuilder();
        for (int i = 0; i <= 2 * Splits; i++)
        {
            bool split = i % 2 == 0 && i < 2 * Splits;
            left.Append(i > 0 ? "," : string.Empty).Append(split ? i + 1 : -1);
            right.Append(i > 0 ? "," : string.Empty).Append(split ? i + 2 : -1);
        }

        string zeros = string.Join(',', Enumerable.Repeat("0", (2 * Splits) + 1));
        string tree = $$"""{"left_children":[{{left}}],"right_children":[{{right}}],"split_indices":[{{zeros}}],"split_conditions":[{{zeros}}],"default_left":[{{zeros}}]}""";
        AssertRefused(TinyModel.Json(tree0: tree), "ER4005", "deeper than 512");
    }

    [Test]
    public void ShouldNameMissingFileAndFolder()
    {
        string missing = Path.Combine(TestContext.CurrentContext.WorkDirectory, "no-such-model.json");
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => ModelImporter.Load(missing))!;
        Assert.That(error.Id, Is.EqualTo("ER4001"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(error.Message, Does.Contain(missing));
        Assert.That(Assert.Throws<EdgeRouterException>(() => ModelImporter.Load(TestContext.CurrentContext.WorkDirectory))!.Id, Is.EqualTo("ER4001"));
    }

    [TestCase("[[1,2]", "the wrong closing bracket")]
    [TestCase("{\"b\":[}", "the wrong closing bracket")]
    [TestCase("[\"a", "ends too early")]
    [TestCase("[\"a\\", "ends too early")]
    public void ShouldCheckBracketsOfSkippedFields(string value, string expected) =>
        AssertRefused(Encoding.ASCII.GetBytes("{\"unknown\":" + value + "}"), "ER4002", expected);

    private static byte[] Key(string name) => [(byte)'i', (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];

    private static void AssertRefused(byte[] content, string id, params string[] parts) => AssertRefused(content, id, RoundSelection.All, parts);

    private static void AssertRefused(byte[] content, string id, RoundSelection rounds, params string[] parts)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(content, "folder/bad.model", rounds))!;
        Assert.That(error.Message, Does.StartWith("folder/bad.model: "));
        Assert.That(error.Id, Is.EqualTo(id), error.Message);
        foreach (string part in parts)
        {
            Assert.That(error.Message, Does.Contain(part));
        }

        Assert.That(error.ToUserLine(), Does.Not.Contain('\n'));
    }
}
