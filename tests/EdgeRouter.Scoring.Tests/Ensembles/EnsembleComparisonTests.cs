using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Ensembles;

/// <summary>Models that differ in one known place.</summary>
[TestFixture]
public sealed class EnsembleComparisonTests
{
    private static readonly TreeEnsemble Tiny = Parse(TinyModel.Json());

    [Test]
    public void ShouldFindNothingInTheSameModel()
    {
        EnsembleComparison comparison = Compare(Parse(TinyModel.Json()));
        Assert.That(comparison.AreSame, Is.True);
        Assert.That((comparison.HeaderCount, comparison.FeatureCount, comparison.TreeCount, comparison.SplitCount, comparison.LeafCount), Is.EqualTo((0, 0, 0, 0L, 0L)));
    }

    [Test]
    public void ShouldNameAThreshold()
    {
        EnsembleComparison comparison = Compare(Parse(TinyModel.Json(tree0: TinyModel.Tree0.Replace("1.5E0", "1.75E0", StringComparison.Ordinal))));
        Assert.That((comparison.TreeCount, comparison.SplitCount, comparison.LeafCount), Is.EqualTo((1, 1L, 0L)));
        Assert.That(comparison.First.Single(), Is.EqualTo(new EnsembleDifference(
            "model 0 tree 0 node 0",
            "size >= 1.5, missing right (NaN), children at 1 [0]",
            "size >= 1.75, missing right (NaN), children at 1 [0]")));
    }

    [Test]
    public void ShouldNameALeafAndTheSignOfZero()
    {
        EnsembleComparison comparison = Compare(Parse(TinyModel.Json(tree1: TinyModel.Leaf("-0.5"))));
        Assert.That((comparison.TreeCount, comparison.SplitCount, comparison.LeafCount), Is.EqualTo((1, 0L, 1L)));
        Assert.That(comparison.First.Single(), Is.EqualTo(new EnsembleDifference("model 0 tree 1 node 0", "leaf 0.125 [0]", "leaf -0.5 [0]")));
        Assert.That(
            EnsembleComparison.Of([Parse(TinyModel.Json(tree1: TinyModel.Leaf("0")))], [Parse(TinyModel.Json(tree1: TinyModel.Leaf("-0.0")))], 5).LeafCount,
            Is.EqualTo(1));
    }

    [Test]
    public void ShouldNameWhatIsOfTheWholeModel()
    {
        EnsembleComparison comparison = Compare(Parse(TinyModel.Json("count:poisson", "1E0", names: "\"spread\",\"size\"")));
        Assert.That(comparison.First.Select(static one => one.Place), Is.EqualTo(new[]
        {
            "model 0 objective", "model 0 link", "model 0 base margins", "model 0 feature 0", "model 0 feature 1",
        }));
        Assert.That((comparison.HeaderCount, comparison.FeatureCount), Is.EqualTo((3, 2)));
        Assert.That(comparison.TreeCount, Is.Zero, "the trees read the same places of a row");
    }

    [Test]
    public void ShouldCountWhatItDoesNotList()
    {
        EnsembleComparison comparison = EnsembleComparison.Of([new SyntheticModel(1) { Trees = 6 }.Build()], [new SyntheticModel(2) { Trees = 9 }.Build(), Tiny], 2);
        Assert.That(comparison.AreSame, Is.False);
        Assert.That(comparison.First, Has.Count.EqualTo(2));
        Assert.That(comparison.First[0], Is.EqualTo(new EnsembleDifference("models", "1", "2")));
        Assert.That(comparison.TreeCount, Is.EqualTo(9));
    }

    [Test]
    public void ShouldCompareSetsVectorsAndLinearTermsByContent()
    {
        TreeEnsemble first = Categorical(3u, 5u);
        TreeEnsemble second = Categorical(3u, 4u);
        Assert.That(EnsembleComparison.Of([first], [second], 5).First.Single().Second, Does.StartWith("a in { 2 }, missing left"));
        Assert.That(EnsembleComparison.Of([first], [first], 5).AreSame, Is.True);
        EnsembleDifference vector = EnsembleComparison.Of([Vector(1.0, 2.0)], [Vector(1.0, 3.0)], 5).First.Single();
        Assert.That((vector.First, vector.Second), Is.EqualTo(("leaf 0 1 2 [0]", "leaf 0 1 3 [0]")));
        Assert.That(EnsembleComparison.Of([Linear(2f)], [Linear(3f)], 5).First.Single(), Is.EqualTo(new EnsembleDifference("model 0 weights", "2", "3")));
    }

    [Test]
    public void ShouldCountWhatAModelIsMadeOf()
    {
        var statistics = EnsembleStatistics.Of(Tiny);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((statistics.SplitCount, statistics.CategoricalSplitCount, statistics.LeafCount), Is.EqualTo((2L, 0L, 4L)));
            Assert.That(statistics.Depths, Is.EqualTo(new Spread(0, 0, 2)));
            Assert.That(statistics.Leaves, Is.EqualTo(new Spread(1, 1, 3)));
            Assert.That(statistics.TreesOfDepth.ToArray(), Is.EqualTo(new[] { 1, 0, 1 }));
            Assert.That(statistics.FeaturesUsed, Is.EqualTo(new[] { true, true }));
            Assert.That(EnsembleStatistics.Of(Linear(0f)).FeaturesUsed, Is.EqualTo(new[] { false }));
            Assert.That(EnsembleStatistics.Of(Linear(1f)).FeaturesUsed, Is.EqualTo(new[] { true }));
            Assert.That(EnsembleStatistics.Of(Categorical(1u, 2u)).CategoricalSplitCount, Is.EqualTo(2));
        }
    }

    private static EnsembleComparison Compare(TreeEnsemble other) => EnsembleComparison.Of([Tiny], [other], 20);

    private static TreeEnsemble Parse(byte[] json) => ModelImporter.Parse(json, "tiny");

    private static TreeEnsemble Categorical(params uint[] sets) => Build(
        [
            TreeNode.CategoricalSplit(0, 0, 1, missingGoesRight: false, 0), TreeNode.LeafNode(1, 1), TreeNode.CategoricalSplit(0, 1, 3, missingGoesRight: false, 2),
            TreeNode.LeafNode(2, 3), TreeNode.LeafNode(3, 4),
        ],
        sets: [.. sets.Select(static words => new CategorySet([words], membersGoRight: true))]);

    private static TreeEnsemble Vector(params double[] values) => Build([TreeNode.LeafNode(0, 0)], vectors: values);

    private static TreeEnsemble Linear(float weight) => Build([], linear: new LinearBooster([weight], [0f]));

    private static TreeEnsemble Build(TreeNode[] nodes, CategorySet[]? sets = null, double[]? vectors = null, LinearBooster? linear = null) => new(new EnsembleContent
    {
        Library = ModelLibrary.Xgboost,
        Objective = "hand-made",
        FeatureNames = ["a"],
        BaseMargins = new double[vectors?.Length ?? 1],
        Link = LinkKind.Identity,
        TreeStarts = nodes.Length > 0 ? [0, nodes.Length] : [0],
        TreeOutputs = nodes.Length > 0 ? [vectors is null ? 0 : TreeEnsemble.AllOutputs] : [],
        Nodes = nodes,
        CategorySets = sets ?? [],
        VectorLeaves = vectors ?? [],
        Linear = linear,
    });
}
