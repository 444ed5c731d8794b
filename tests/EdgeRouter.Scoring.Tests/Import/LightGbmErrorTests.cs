using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

[TestFixture]
public sealed class LightGbmErrorTests
{
    private const string Linear = "is_linear=1\nleaf_const=1 2 3\nnum_features=1 0 1\nleaf_features=0  1\nleaf_coeff=2  3";

    [TestCase("num_leaves=3\n", "", "ER4003", "field num_leaves", "missing")]
    [TestCase("num_leaves=3", "num_leaves=4", "ER4003", "field leaf_value", "3 entries; 4 were expected")]
    [TestCase("num_leaves=3", "num_leaves=2", "ER4003", "line 21", "field leaf_value", "more than the 2")]
    [TestCase("num_leaves=3", "num_leaves=0", "ER4003", "field num_leaves")]
    [TestCase("num_leaves=3", "num_leaves=-2147483648", "ER4003", "field num_leaves")]
    [TestCase("num_leaves=3", "num_leaves=2147483647", "ER4005", "field num_leaves")]
    [TestCase("num_leaves=3", "num_leaves=4294967299", "ER4002", "line 13", "\"4294967299\"")]
    [TestCase("num_leaves=3", "num_leaves=500000", "ER4003", "field leaf_value", "3 entries; 500000")]
    [TestCase("num_leaves=3", "num_leaves=3 4", "ER4003", "field num_leaves", "more than the 1")]
    [TestCase("num_leaves=3", "num_leaves=3\nnum_leaves=3", "ER4003", "field num_leaves", "line 13")]
    [TestCase("num_leaves=3", "num_leaves", "ER4002", "line 13", "key=value")]
    [TestCase("num_leaves=3", "=3", "ER4002", "line 13", "key=value")]
    [TestCase("num_cat=0\n", "", "ER4003", "field num_cat", "missing")]
    [TestCase("num_cat=0", "num_cat=-1", "ER4003", "field num_cat")]
    [TestCase("num_cat=0", "num_cat=2147483647", "ER4003", "field num_cat")]
    [TestCase("num_cat=0", "num_cat=1", "ER4003", "field cat_boundaries", "missing")]
    [TestCase("split_feature=0 1", "split_feature=0 2", "ER4003", "line 15", "node 1", "field split_feature", "feature 2 of 2")]
    [TestCase("split_feature=0 1", "split_feature=-1 1", "ER4003", "node 0", "field split_feature")]
    [TestCase("split_feature=0 1", "split_feature=0", "ER4003", "field split_feature", "1 entries; 2")]
    [TestCase("split_feature=0 1", "split_feature=", "ER4003", "field split_feature", "0 entries; 2")]
    [TestCase("split_feature=0 1", "split_feature=0 1.5", "ER4002", "field split_feature", "\"1.5\"")]
    [TestCase("threshold=1.5 0", "threshold=1.5 nan", "ER4003", "node 1", "field threshold", "not a number")]
    [TestCase("threshold=1.5 0", "threshold=1.5 -NaN", "ER4003", "node 1", "field threshold")]
    [TestCase("threshold=1.5 0", "threshold=1.5 1,5", "ER4002", "field threshold", "\"1,5\"")]
    [TestCase("threshold=1.5 0", "threshold=1.5 -", "ER4002", "field threshold", "\"-\"")]
    [TestCase("threshold=1.5 0\n", "", "ER4003", "field threshold", "missing")]
    [TestCase("decision_type=8 10", "decision_type=8 12", "ER4003", "node 1", "field decision_type", "12")]
    [TestCase("decision_type=8 10", "decision_type=8 -1", "ER4003", "node 1", "field decision_type", "-1")]
    [TestCase("decision_type=8 10", "decision_type=8 266", "ER4003", "node 1", "field decision_type", "266")]
    [TestCase("decision_type=8 10", "decision_type=8 1", "ER4003", "node 1", "field threshold", "category set of 0")]
    [TestCase("left_child=1 -1", "left_child=0 -1", "ER4003", "node 0", "field left_child", "split 0 is reached twice")]
    [TestCase("left_child=1 -1", "left_child=2 -1", "ER4003", "node 0", "field left_child", "split 2 of 2")]
    [TestCase("left_child=1 -1", "left_child=1 1", "ER4003", "node 1", "field left_child", "split 1 is reached twice")]
    [TestCase("left_child=1 -1", "left_child=1 -4", "ER4003", "node 1", "field left_child", "leaf 3 of 3")]
    [TestCase("left_child=1 -1", "left_child=1 -2147483648", "ER4003", "node 1", "leaf 2147483647 of 3")]
    [TestCase("left_child=1 -1", "left_child=1 -2", "ER4003", "node 1", "field left_child", "leaf 1 is reached twice")]
    [TestCase("left_child=1 -1", "left_child=-1 -1", "ER4003", "tree 0", "field left_child", "leaf 2 is not reached")]
    [TestCase("right_child=-2 -3", "right_child=-2 -2", "ER4003", "node 1", "field right_child", "leaf 1 is reached twice")]
    [TestCase("right_child=-2 -3", "right_child=0 -3", "ER4003", "node 0", "field right_child", "split 0")]
    [TestCase("leaf_value=0.25 2 -0.5", "leaf_value=0.25 inf -0.5", "ER4003", "field leaf_value", "leaf 1 is not a finite")]
    [TestCase("leaf_value=0.25 2 -0.5", "leaf_value=0.25 2 1e999", "ER4003", "field leaf_value", "leaf 2 is not a finite")]
    [TestCase("leaf_value=0.25 2 -0.5", "leaf_value=0.25 2 x", "ER4002", "field leaf_value", "\"x\"")]
    [TestCase("is_linear=0", "is_linear=2", "ER4003", "field is_linear")]
    [TestCase("is_linear=0", "is_linear=1", "ER4003", "field leaf_const", "missing")]
    public void ShouldNamePlaceInTree(string from, string to, string id, params string[] parts) =>
        AssertRefused(Replaced(LightGbmText.ThreeLeaves, from, to), id, [.. parts, "tree 0"]);

    [TestCase("num_features=1 0 1", "num_features=1 0 2", "field leaf_features", "2 entries; 3")]
    [TestCase("num_features=1 0 1", "num_features=1 0 0", "field leaf_features", "more than the 1")]
    [TestCase("num_features=1 0 1", "num_features=1 -1 1", "field num_features", "-1 features in leaf 1")]
    [TestCase("num_features=1 0 1", "num_features=2147483647 2147483647 2147483647", "field num_features", "6442450941 features in all")]
    [TestCase("num_features=1 0 1", "num_features=2147483647 0 0", "field leaf_features", "2 entries; 2147483647")]
    [TestCase("leaf_features=0  1", "leaf_features=0  2", "field leaf_features", "feature 2 of 2")]
    [TestCase("leaf_features=0  1", "leaf_features=-1  1", "field leaf_features", "feature -1")]
    [TestCase("leaf_coeff=2  3", "leaf_coeff=2  inf", "field leaf_coeff", "entry 1 is not")]
    [TestCase("leaf_coeff=2  3", "leaf_coeff=2", "field leaf_coeff", "1 entries; 2")]
    [TestCase("leaf_const=1 2 3", "leaf_const=1 nan 3", "field leaf_const", "entry 1 is not")]
    [TestCase("leaf_const=1 2 3", "leaf_const=1 2", "field leaf_const", "2 entries; 3 were expected")]
    public void ShouldNamePlaceInLinearLeaves(string from, string to, params string[] parts)
    {
        string tree = Replaced(LightGbmText.ThreeLeaves, "is_linear=0", Linear);
        Assert.That(() => LightGbmText.ParseTree(tree), Throws.Nothing);
        AssertRefused(Replaced(tree, from, to), "ER4003", [.. parts, "tree 0"]);
    }

    [TestCase("threshold=1", "threshold=2", "node 0", "field threshold", "category set of 2")]
    [TestCase("threshold=1", "threshold=-1", "node 0", "field threshold")]
    [TestCase("threshold=1", "threshold=0.5", "node 0", "field threshold")]
    [TestCase("threshold=1", "threshold=nan", "node 0", "field threshold")]
    [TestCase("threshold=1", "threshold=inf", "node 0", "field threshold")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 4 3", "field cat_boundaries", "boundary 3 after 4")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=1 1 3", "field cat_boundaries", "first boundary")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 -1 3", "field cat_boundaries", "boundary -1 after 0")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 1 4", "field cat_threshold", "3 entries; 4 were expected")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 1 2147483647", "field cat_threshold", "3 entries; 2147483647")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 1", "field cat_boundaries", "2 entries; 3 were expected")]
    [TestCase("cat_boundaries=0 1 3", "cat_boundaries=0 1 2", "field cat_threshold", "more than the 2")]
    public void ShouldNamePlaceInCategories(string from, string to, params string[] parts) =>
        AssertRefused(Replaced(LightGbmText.Categorical, from, to), "ER4003", [.. parts, "tree 0"]);

    [TestCase("version=v4", "version=v5", "ER4004", "field version", "\"v5\"")]
    [TestCase("version=v4\n", "", "ER4003", "field version", "missing")]
    [TestCase("num_class=1\n", "", "ER4003", "field num_class", "missing")]
    [TestCase("num_class=1", "num_class=2", "ER4003", "1 trees per iteration for 2 classes")]
    [TestCase("num_class=1\nnum_tree_per_iteration=1", "num_class=0\nnum_tree_per_iteration=0", "ER4005", "field num_tree_per_iteration")]
    [TestCase("num_class=1\nnum_tree_per_iteration=1", "num_class=2000000000\nnum_tree_per_iteration=2000000000", "ER4005", "2000000000 trees per iteration")]
    [TestCase("num_class=1\nnum_tree_per_iteration=1\nlabel_index=0\nmax_feature_idx=1\nobjective=regression", "num_class=2\nmax_feature_idx=1", "ER4003", "1 trees; a positive multiple of 2")]
    [TestCase("max_feature_idx=1", "max_feature_idx=-1", "ER4005", "0 features")]
    [TestCase("max_feature_idx=1", "max_feature_idx=2147483647", "ER4005", "2147483648 features")]
    [TestCase("max_feature_idx=1", "max_feature_idx=2", "ER4003", "field feature_names", "2 names for 3 features")]
    [TestCase("max_feature_idx=1\n", "", "ER4003", "field max_feature_idx", "missing")]
    [TestCase("tree_sizes=1", "tree_sizes=9 9", "ER4003", "field tree_sizes", "2 trees are listed; the file holds 1")]
    [TestCase("label_index=0", "label_index", "ER4002", "line 5", "key=value")]
    [TestCase("objective=regression", "objective=regression\nobjective=binary", "ER4003", "line 8", "field objective", "line 7")]
    public void ShouldNamePlaceInHeader(string from, string to, string id, params string[] parts) =>
        AssertRefused(LightGbmText.File(Replaced(LightGbmText.Header, from, to), LightGbmText.Constant("1")), id, parts);

    [Test]
    public void ShouldRefuseBrokenFrames()
    {
        string whole = LightGbmText.File(LightGbmText.Header, LightGbmText.Constant("1"), LightGbmText.Constant("2"));
        AssertRefused(Replaced(whole, "Tree=1", "Tree=2"), "ER4003", "tree 2 stands where tree 1 was expected");
        AssertRefused(Replaced(whole, "Tree=0", "Tree=1"), "ER4003", "tree 1 stands where tree 0 was expected", "line 12");
        AssertRefused(Replaced(whole, "Tree=1", "Tree=one"), "ER4002", "without a number");
        AssertRefused(Replaced(whole, "end of trees\n", string.Empty), "ER4002", "neither a tree nor");
        AssertRefused(Replaced(whole, "leaf_value=2\n", "leaf_value=2\n\n"), "ER4002", "neither a tree nor");
        AssertRefused(whole[..whole.IndexOf("end of trees", StringComparison.Ordinal)], "ER4002", "ends before");
        AssertRefused(LightGbmText.File(LightGbmText.Header), "ER4003", "0 trees");
        AssertRefused("tree\n", "ER4003", "field version");
        AssertRefused("tree\nversion=v4\n\0\u0001\u0002ÿ", "ER4002", "line 3", "key=value");
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        string whole = LightGbmText.File(LightGbmText.Header, LightGbmText.ThreeLeaves, LightGbmText.Categorical);
        int end = whole.IndexOf("end of trees", StringComparison.Ordinal) + "end of trees".Length;
        for (int length = 0; length < end; length++)
        {
            Assert.Throws<EdgeRouterException>(() => LightGbmText.Parse(whole[..length]), $"{length} characters");
        }

        Assert.That(LightGbmText.Parse(whole[..end]).TreeCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldNotAllocateForClaimedCounts()
    {
        byte[] content = Encoding.UTF8.GetBytes(LightGbmText.File(
            LightGbmText.Header, Replaced(LightGbmText.ThreeLeaves, "num_leaves=3", "num_leaves=524288")));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(content, "claims"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200_000));
    }

    [Test]
    public void ShouldPassOverLongLines()
    {
        string longLine = new('7', 4 << 20);
        TreeEnsembleIs(Replaced(LightGbmText.ThreeLeaves, "split_gain=2 1", "split_gain=" + longLine));
        AssertRefused(Replaced(LightGbmText.ThreeLeaves, "split_feature=0 1", "split_feature=0 " + longLine), "ER4002", "777…\"");
        string header = Replaced(LightGbmText.Header, "objective=regression", "objective=" + longLine);
        AssertRefused(LightGbmText.File(header, LightGbmText.Constant("1")), "ER4005", "field objective");
        header = Replaced(LightGbmText.Header, "feature_names=size", "feature_names=" + longLine);
        AssertRefused(LightGbmText.File(header, LightGbmText.Constant("1")), "ER4005", "field feature_names");
    }

    [Test]
    public void ShouldRefuseTreeDeeperThanLimit()
    {
        const int Splits = 600;
        IEnumerable<int> splits = Enumerable.Range(0, Splits);
        string Every(int value) => string.Join(' ', splits.Select(_ => value));
        string tree = $"num_leaves={Splits + 1}\nnum_cat=0\nsplit_feature={Every(0)}\nthreshold={Every(1)}\ndecision_type={Every(2)}\n"
            + $"left_child={string.Join(' ', splits.Select(static i => i + 1 < Splits ? i + 1 : ~Splits))}\n"
            + $"right_child={string.Join(' ', splits.Select(static i => ~i))}\nleaf_value={Every(1)} 1\n";
        AssertRefused(tree, "ER4005", "deeper than 512", "node 512");
    }

    private static void TreeEnsembleIs(string tree) =>
        Assert.That(LightGbmText.ParseTree(tree).ModelId, Is.EqualTo(LightGbmText.ParseTree(LightGbmText.ThreeLeaves).ModelId));

    private static string Replaced(string text, string from, string to)
    {
        Assert.That(text, Does.Contain(from));
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static void AssertRefused(string treeOrFile, string id, params string[] parts)
    {
        string text = treeOrFile.StartsWith("tree\n", StringComparison.Ordinal) ? treeOrFile : LightGbmText.File(LightGbmText.Header, treeOrFile);
        byte[] content = Encoding.UTF8.GetBytes(text);
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => ModelImporter.Parse(content, "folder/bad.txt"))!;
        Assert.That(error.Id, Is.EqualTo(id), error.Message);
        Assert.That(error.Message, Does.StartWith("folder/bad.txt: "));
        foreach (string part in parts)
        {
            Assert.That(error.Message, Does.Contain(part));
        }

        Assert.That(error.ToUserLine(), Does.Not.Contain('\n'));
    }
}
