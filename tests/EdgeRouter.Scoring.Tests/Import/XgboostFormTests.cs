using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;
using static EdgeRouter.Scoring.Tests.Support.TinyModel;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Forms of the files of XGBoost 1.7 to 3.x in models that are scored on paper, each from JSON and from UBJSON.</summary>
[TestFixture]
public sealed class XgboostFormTests
{
    private const string TwoTargets = "\"num_feature\":\"2\",\"num_target\":\"2\"";
    private const string ThreeClasses = "\"num_feature\":\"2\",\"num_class\":\"3\"";

    [Test]
    public void ShouldGroupTreesByTreeInfo()
    {
        string trees = string.Join(',', Leaf("1E0"), Leaf("2E0"), Leaf("4E0"), Leaf("8E0"), Leaf("1.6E1"));
        TreeEnsemble model = Read(Json(parameters: ThreeClasses, baseScore: "[1E-1,2E-1,3E-1]", treeInfo: "2,2,0,1,0", trees: trees, objective: "multi:softprob"));
        Assert.That(Margins(model, 0f, 0f), Is.EqualTo(new[] { 0.1f + 4f + 16f, 0.2f + 8f, 0.3f + 1f + 2f }));
        Assert.That(model.Link, Is.EqualTo(LinkKind.Softmax));
        Assert.That(model.OutputColumnCount, Is.EqualTo(3));
    }

    [TestCase("1E0", "1E0", "1E0", 0.0, Description = "the first of equals")]
    [TestCase("1E0", "3E0", "3E0", 1.0)]
    [TestCase("1E0", "-3E0", "3E0", 2.0)]
    public void ShouldAnswerLargestClass(string first, string second, string third, double expected)
    {
        string trees = string.Join(',', Leaf(first), Leaf(second), Leaf(third));
        TreeEnsemble model = Read(Json(parameters: ThreeClasses, treeInfo: "0,1,2", trees: trees, objective: "multi:softmax"));
        Assert.That(Outputs(model, 0f, 0f), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void ShouldGiveEqualClassesEqualProbability()
    {
        TreeEnsemble model = Read(Json(parameters: ThreeClasses, trees: string.Empty, treeInfo: string.Empty, objective: "multi:softprob"));
        Assert.That(model.TreeCount, Is.Zero);
        Assert.That(Outputs(model, 0f, 0f), Is.EqualTo(new double[] { 1f / 3f, 1f / 3f, 1f / 3f }));
    }

    [Test]
    public void ShouldTakeOneBaseScorePerOutput()
    {
        TreeEnsemble model = Read(Json(parameters: TwoTargets, treeInfo: "0,1", objective: "binary:logistic", baseScore: "[5E-1, 2.5E-1]"));
        Assert.That(model.BaseMargins.ToArray(), Is.EqualTo(new double[] { 0f, -1.0986123f }), "0 and -ln 3");
        TreeEnsemble one = Read(Json(parameters: TwoTargets, treeInfo: "0,1", baseScore: "[5E-1]"));
        Assert.That(one.BaseMargins.ToArray(), Is.EqualTo(new[] { 0.5, 0.5 }));
        Assert.That(Refused(Json(parameters: TwoTargets, treeInfo: "0,1", baseScore: "[1E0,2E0,3E0]")), Does.Contain("3 base scores for 2 outputs"));
        Assert.That(Refused(Json(parameters: TwoTargets, treeInfo: "0,1", baseScore: "[]")), Does.Contain("base_score"));
        Assert.That(Refused(Json(parameters: TwoTargets, treeInfo: "0,1", baseScore: "[1E0,NaN]")), Does.Contain("base_score"));
    }

    [Test]
    public void ShouldFoldDartWeightsInFloat32()
    {
        string trees = string.Join(',', Leaf("1E-1"), Stump(0, "0E0", "3E0", "-1E0"));
        byte[] from33 = Json(trees: trees, baseScore: "0E0", extra: "\"weight_drop\":[1E-1,5E-1],");
        string inner = Encoding.UTF8.GetString(Json(trees: trees, baseScore: "0E0"));
        string to32 = inner.Replace("\"gradient_booster\":{", "\"gradient_booster\":{\"weight_drop\":[1E-1,5E-1],\"gbtree\":{", StringComparison.Ordinal)
            .Replace("\"name\":\"gbtree\"}", "\"name\":\"gbtree\"},\"name\":\"dart\"}", StringComparison.Ordinal);
        foreach (byte[] json in new[] { from33, Encoding.UTF8.GetBytes(to32) })
        {
            TreeEnsemble model = Read(json);
            Assert.That(model.Nodes[0].Value, Is.EqualTo((double)0.010000001f), "0.1f * 0.1f, rounded to float32 once");
            Assert.That(Margins(model, -1f, 0f), Is.EqualTo(new[] { 0.010000001f + 1.5f }));
            Assert.That(Margins(model, 0f, 0f), Is.EqualTo(new[] { 0.010000001f - 0.5f }));
        }

        Assert.That(Read(from33).ModelId, Is.EqualTo(Read(Encoding.UTF8.GetBytes(to32)).ModelId));
    }

    [Test]
    public void ShouldReadVectorLeaves()
    {
        // The left leaf is the second of the table, the right one the first: right_children says so.
        string tree = VectorStump("[2,1,0]", "\"leaf_weights\":[1E0,2E0,3E0,4E0]");
        TreeEnsemble model = Read(Json(parameters: TwoTargets, trees: tree + "," + tree, treeInfo: "0,0", baseScore: "[1E1,2E1]"));
        Assert.That(model.TreeOutputs.ToArray(), Is.EqualTo(new[] { TreeEnsemble.AllOutputs, TreeEnsemble.AllOutputs }));
        Assert.That(Margins(model, 0f, 0f), Is.EqualTo(new[] { 16f, 28f }));
        Assert.That(Margins(model, 2f, 0f), Is.EqualTo(new[] { 12f, 24f }));
        Assert.That(Read(Json(parameters: TwoTargets, trees: tree + "," + tree, treeInfo: "0,0"), RoundSelection.First(1)).TreeCount, Is.EqualTo(1));
        TreeEnsemble dart = Read(Json(parameters: TwoTargets, trees: tree, treeInfo: "0", baseScore: "0E0", extra: "\"weight_drop\":[5E-1],"));
        Assert.That(Margins(dart, 0f, 0f), Is.EqualTo(new[] { 1.5f, 2f }));
    }

    [Test]
    public void ShouldReadVectorLeavesByNode()
    {
        string tree = VectorStump("[2,-1,-1]", "\"base_weights\":[9E9,9E9,3E0,4E0,1E0,2E0]");
        TreeEnsemble model = Read(Json(parameters: TwoTargets, trees: tree, treeInfo: "0", baseScore: "0E0"));
        Assert.That(Margins(model, 0f, 0f), Is.EqualTo(new[] { 3f, 4f }));
        Assert.That(Margins(model, 2f, 0f), Is.EqualTo(new[] { 1f, 2f }));
    }

    [TestCase("[2,2,0]", "\"leaf_weights\":[1E0,2E0,3E0,4E0]", "node 1, field right_children", "leaf 2 of 4")]
    [TestCase("[2,0,-1]", "\"leaf_weights\":[1E0,2E0,3E0,4E0]", "node 2, field right_children", "leaf -1 of 4")]
    [TestCase("[2,0,1]", "\"leaf_weights\":[1E0,2E0,3E0]", "node 2, field right_children", "leaf 1 of 3")]
    [TestCase("[2,0,1]", "\"leaf_weights\":[1E0,2E0,3E0,\"NaN\"]", "node 2, field leaf_weights", "not a finite number")]
    [TestCase("[2,0,1]", "\"other\":[]", "node 1, field right_children", "leaf 0 of 0")]
    [TestCase("[2,-1,-1]", "\"base_weights\":[9E9,9E9,3E0,4E0,1E0]", "node 2, field base_weights", "leaf 2 of 5")]
    public void ShouldRefuseBadVectorLeaves(string right, string leaves, string where, string what) =>
        Assert.That(Refused(Json(parameters: TwoTargets, trees: VectorStump(right, leaves), treeInfo: "0")), Does.Contain("tree 0, " + where).And.Contain(what));

    [Test]
    public void ShouldLimitRounds()
    {
        string trees = string.Join(',', Enumerable.Repeat(Leaf("1E0"), 8));
        const string Info = "0,0,1,1,0,0,1,1";
        Assert.That(TreesOf(trees, Info, string.Empty, 1), Is.EqualTo(4), "2 outputs of 2 parallel trees");
        Assert.That(TreesOf(trees, Info, string.Empty, 9), Is.EqualTo(8));
        Assert.That(TreesOf(trees, Info, "\"iteration_indptr\":[0,3,3,8],", 1), Is.EqualTo(3), "the file's own rounds count");
        Assert.That(TreesOf(trees, Info, "\"iteration_indptr\":[0,3,3,8],", 2), Is.EqualTo(3));
        Assert.That(TreesOf(trees, Info, "\"iteration_indptr\":[0,3,3,8],", 7), Is.EqualTo(8));
        Assert.That(Read(Json(extra: "\"iteration_indptr\":[0,1,2],"), RoundSelection.Best).TreeCount, Is.EqualTo(1), "best_iteration is 0");
        Assert.That(Read(Json(extra: "\"iteration_indptr\":[0,1,2],")).TreeCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldReadLinearModel()
    {
        // Rows of weights: x0, x1, bias; columns: outputs.
        byte[] json = Json(
            booster: "gblinear", parameters: TwoTargets, baseScore: "5E-1", extra: "\"weights\":[2E0,3E0,5E0,7E0,2.5E-1,-2.5E-1],", trees: string.Empty, treeInfo: string.Empty);
        TreeEnsemble model = Read(json);
        Assert.That(model.Linear, Is.Not.Null);
        Assert.That(Margins(model, 1f, 10f), Is.EqualTo(new[] { 52.75f, 73.25f }));
        Assert.That(Margins(model, float.NaN, 1f), Is.EqualTo(new[] { 5.75f, 7.25f }), "a missing input adds nothing");
        Assert.That(Read(json, RoundSelection.First(1)).ModelId, Is.EqualTo(model.ModelId));
    }

    [TestCase("reg:squarederror", LinkKind.Identity)]
    [TestCase("reg:squaredlogerror", LinkKind.Identity)]
    [TestCase("reg:absoluteerror", LinkKind.Identity)]
    [TestCase("reg:quantileerror", LinkKind.Identity)]
    [TestCase("reg:pseudohubererror", LinkKind.Identity)]
    [TestCase("rank:pairwise", LinkKind.Identity)]
    [TestCase("rank:ndcg", LinkKind.Identity)]
    [TestCase("rank:map", LinkKind.Identity)]
    [TestCase("binary:logitraw", LinkKind.Identity)]
    [TestCase("binary:hinge", LinkKind.Hinge)]
    [TestCase("binary:logistic", LinkKind.Logistic)]
    [TestCase("reg:logistic", LinkKind.Logistic)]
    [TestCase("count:poisson", LinkKind.Exponential)]
    [TestCase("reg:gamma", LinkKind.Exponential)]
    [TestCase("reg:tweedie", LinkKind.Exponential)]
    [TestCase("survival:cox", LinkKind.Exponential)]
    [TestCase("survival:aft", LinkKind.Exponential)]
    public void ShouldKnowEveryObjective(string objective, LinkKind expected)
    {
        TreeEnsemble model = Read(Json(objective: objective, baseScore: "5E-1"));
        Assert.That(model.Link, Is.EqualTo(expected));
        double margin = expected switch
        {
            LinkKind.Logistic => 0.0,
            LinkKind.Exponential => -0.6931472f,
            _ => 0.5,
        };
        Assert.That(model.BaseMargins[0], Is.EqualTo(margin));
    }

    [Test]
    public void ShouldReadSeveralQuantiles()
    {
        TreeEnsemble model = Read(Json(objective: "reg:quantileerror", parameters: TwoTargets, treeInfo: "1,0", baseScore: "[-9.9E-3,2E0]"));
        Assert.That(Outputs(model, 2f, 0f), Is.EqualTo(new double[] { -9.9e-3f + 0.125f, 4f }));
    }

    [Test]
    public void ShouldSkipWhatItDoesNotKnow()
    {
        string longText = new('x', ImportLimits.MaxTextBytes + 1);
        string extra = "\"cats\":{\"enc\":[{\"offsets\":[1,2],\"values\":[\"a\\\"b]\",{\"k\":[[],[{}]]}],\"type\":5}],\"flag\":true,\"none\":null},\"note\":\"" + longText + "\",";
        Assert.That(Read(Json(extra: extra)).ModelId, Is.EqualTo(Read(Json()).ModelId));
    }

    [Test]
    public void ShouldReadFlagsAsTruth()
    {
        string tree = Tree0.Replace("\"default_left\":[0,1,0,0,0,0]", "\"default_left\":[false,true,false,false,false,false]", StringComparison.Ordinal);
        Assert.That(ModelImporter.Parse(Json(tree0: tree), "tiny").ModelId, Is.EqualTo(Read(Json()).ModelId));
    }

    internal static TreeEnsemble Read(byte[] json, RoundSelection rounds = default)
    {
        string text = Encoding.UTF8.GetString(json);
        TreeEnsemble fromUbj = ModelImporter.Parse(UbjWriter.FromJson(text), "tiny.ubj", rounds);
        TreeEnsemble fromJson = ModelImporter.Parse(Encoding.UTF8.GetBytes(Bare(text)), "tiny.json", rounds);
        Assert.That(fromJson.ModelId, Is.EqualTo(fromUbj.ModelId));
        return fromJson;
    }

    internal static string Refused(byte[] json)
    {
        string text = Encoding.UTF8.GetString(json);
        EdgeRouterException fromUbj = Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(UbjWriter.FromJson(text), "tiny"))!;
        EdgeRouterException fromJson = Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(Encoding.UTF8.GetBytes(Bare(text)), "tiny"))!;
        Assert.That(fromJson.Id, Is.AnyOf("ER4003", "ER4005"), fromJson.Message);
        Assert.That(fromJson.ToUserLine(), Is.EqualTo(fromUbj.ToUserLine()));
        return fromJson.Message;
    }

    internal static float[] Margins(TreeEnsemble model, params float[] row)
    {
        var margins = new double[model.OutputCount];
        new ExactEvaluator(model).Margins(row, margins);
        return [.. margins.Select(static m => (float)m)];
    }

    private static double[] Outputs(TreeEnsemble model, params float[] row)
    {
        var outputs = new double[model.OutputColumnCount];
        ExactOutputs.Apply(model, [.. Margins(model, row).Select(static m => (double)m)], outputs);
        return outputs;
    }

    private static int TreesOf(string trees, string info, string extra, int rounds) =>
        Read(Json(parameters: TwoTargets, trees: trees, treeInfo: info, extra: extra, parallel: "2"), RoundSelection.First(rounds)).TreeCount;

    private static string VectorStump(string right, string leaves) => $$"""
        { {{leaves}},"left_children":[1,-1,-1],"right_children":{{right}},"split_indices":[0,0,0],"split_conditions":[1.5E0,"NaN","NaN"],
        "default_left":[0,0,0],"tree_param":{"size_leaf_vector":"2"} }
        """;

    // XGBoost writes NaN without quotes; System.Text.Json, which makes the UBJSON here, wants them.
    private static string Bare(string text) => text.Replace("\"NaN\"", "NaN", StringComparison.Ordinal);
}
