using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;
using static EdgeRouter.Scoring.Tests.Import.XgboostFormTests;

namespace EdgeRouter.Scoring.Tests.Import;

/// <summary>Categorical splits on paper. Tree: x0 in {1, 40} → node 2, else node 1; node 2: x1 in {0} → 8, else 4; node 1 is the leaf 2.</summary>
[TestFixture]
public sealed class XgboostCategoryTests
{
    internal const string Tree = """
        {"left_children":[1,-1,3,-1,-1],"right_children":[2,-1,4,-1,-1],"split_indices":[0,0,1,0,0],
        "split_conditions":["NaN",2E0,1E-45,4E0,8E0],"default_left":[0,0,1,0,0],"split_type":[1,0,1,0,0],
        "categories":[1,40,0],"categories_nodes":[0,2],"categories_segments":[0,2],"categories_sizes":[2,1],"tree_param":{"size_leaf_vector":"0"}}
        """;

    [TestCase(1f, 0f, 8f)]
    [TestCase(40.9f, 0.5f, 8f, Description = "categories are truncated")]
    [TestCase(1f, 1f, 4f)]
    [TestCase(1f, -0.5f, 4f, Description = "below 0 is no category: left")]
    [TestCase(1f, 16777216f, 4f, Description = "no category: left")]
    [TestCase(1f, float.PositiveInfinity, 4f)]
    [TestCase(1f, float.NaN, 4f, Description = "missing x1 goes left")]
    [TestCase(float.NaN, 0f, 8f, Description = "missing x0 goes right")]
    [TestCase(0f, 0f, 2f)]
    [TestCase(41f, 0f, 2f)]
    [TestCase(72f, 0f, 2f, Description = "bit 8 of a word that the set has not")]
    public void ShouldSendMembersRight(float x0, float x1, float expected)
    {
        TreeEnsemble model = Read(Of(Tree));
        Assert.That(Margins(model, x0, x1), Is.EqualTo(new[] { expected }));
        Assert.That(model.CategorySets.Length, Is.EqualTo(2));
    }

    [TestCase("\"categories\":[1,40,0]", "\"categories\":[1,-1,0]", "node 0, field categories)", "category -1")]
    [TestCase("\"categories\":[1,40,0]", "\"categories\":[1,16777216,0]", "node 0, field categories)", "category 16777216")]
    [TestCase("\"categories\":[1,40,0]", "\"categories\":[1,40]", "node 2, field categories_segments", "categories 2 to 3 of 2")]
    [TestCase("\"categories_segments\":[0,2]", "\"categories_segments\":[-1,2]", "node 0, field categories_segments", "categories -1 to 1")]
    [TestCase("\"categories_segments\":[0,2]", "\"categories_segments\":[0,4294967296]", "field categories_segments", "32 bits")]
    [TestCase("\"categories_sizes\":[2,1]", "\"categories_sizes\":[2,2147483647]", "node 2, field categories_segments", "categories 2 to 2147483649")]
    [TestCase("\"categories_sizes\":[2,1]", "\"categories_sizes\":[-2,1]", "node 0, field categories_segments", "categories 0 to -2")]
    [TestCase("\"categories_sizes\":[2,1]", "\"categories_sizes\":[3,1]", "node 2, field categories_sizes", "overlap")]
    [TestCase("\"categories_sizes\":[2,1]", "\"categories_sizes\":[2]", "field categories_sizes", "1 entries for 2")]
    [TestCase("\"categories_segments\":[0,2]", "\"categories_segments\":[]", "field categories_segments", "0 entries for 2")]
    [TestCase("\"categories_nodes\":[0,2]", "\"categories_nodes\":[0,5]", "node 5, field categories_nodes", "node 5 of 5")]
    [TestCase("\"categories_nodes\":[0,2]", "\"categories_nodes\":[0,0]", "node 0, field categories_nodes", "two sets")]
    [TestCase("\"categories_nodes\":[0,2]", "\"categories_nodes\":[0,1]", "node 2, field categories_nodes", "without a set")]
    public void ShouldRefuseBadSets(string from, string to, string where, string what)
    {
        string tree = Tree.Replace(from, to, StringComparison.Ordinal);
        Assert.That(tree, Is.Not.EqualTo(Tree));
        Assert.That(Refused(Of(tree)), Does.Contain("tree 0, ").And.Contain(where).And.Contain(what));
    }

    [Test]
    public void ShouldBoundMemoryOfSets()
    {
        // 2 MiB and a word for the two sets of a tree: the 32nd tree comes above 64 MiB.
        string tree = Tree.Replace("[1,40,0]", "[1,16777215,0]", StringComparison.Ordinal);
        string trees = string.Join(',', Enumerable.Repeat(tree, 32));
        byte[] json = TinyModel.Json(trees: trees, treeInfo: string.Join(',', Enumerable.Repeat("0", 32)));
        Assert.That(Refused(json), Does.Contain("tree 31, node 0").And.Contain("category sets of more than"));
    }

    private static byte[] Of(string tree) => TinyModel.Json(trees: tree, treeInfo: "0", baseScore: "0E0");
}
