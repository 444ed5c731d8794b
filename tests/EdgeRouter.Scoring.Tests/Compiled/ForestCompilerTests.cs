using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

[TestFixture]
public sealed class ForestCompilerTests
{
    [Test]
    public void ShouldRefuseToCompileNothing() => Assert.Throws<ArgumentException>(() => ForestCompiler.Compile());

    [Test]
    public void ShouldRefuseToFuseModelsOfDifferentLibraries() =>
        AssertRefused([HandMade.Constants(0.0, [1.0]), HandMade.Constants(0.0, [1.0], ModelLibrary.LightGbm)], "LightGBM");

    [Test]
    public void ShouldRefuseToFuseModelsOfDifferentFeatures()
    {
        AssertRefused([HandMade.Constants(0.0, [1.0], names: ["a", "b"]), HandMade.Constants(0.0, [1.0], names: ["b", "a"])], "features");
        AssertRefused([HandMade.Constants(0.0, [1.0], names: ["a", "b"]), HandMade.Constants(0.0, [1.0], names: ["a"])], "features");
    }

    // 65,536 splits, each on a category set of its own.
    [TestCase(65_535, false)]
    [TestCase(65_536, true)]
    public void ShouldRefuseMoreLanesThanSixteenBitsName(int sets, bool isRefused)
    {
        TreeEnsemble model = Tree(sets, static i => new CategorySet([(uint)i + 1], membersGoRight: true));
        if (isRefused)
        {
            AssertRefused([model], "65536");
        }
        else
        {
            Assert.That(new LanePlan([model]).LaneCount, Is.EqualTo(sets));
        }
    }

    // 8,192 sets of one category each: 8,193 classes of 8,192 codes are more than 64 MiB.
    [Test]
    public void ShouldRefuseCategoryTablesThatAreTooLarge() => AssertRefused(
        [Tree(8192, static i =>
        {
            var words = new uint[(i / 32) + 1];
            words[^1] = 1u << (i % 32);
            return new CategorySet(words, membersGoRight: true);
        })],
        "categor");

    [Test]
    public void ShouldPutConstantTreesInTheBase()
    {
        CompiledForest forest = ForestCompiler.Compile(HandMade.Constants(0.5, [0.25, -2.0]));
        Assert.That(forest.Shape, Is.EqualTo(new ForestShape(0, 0, 0, 0, 0)));
        Assert.That(forest.LaneCount, Is.Zero);
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest).Append(EvaluatorKind.Auto))
        {
            var raw = new long[100];
            new ForestScorer(forest, kind).Score(new float[100], 100, raw);
            Assert.That(raw.Select(r => forest.ToMargin(0, r)), Is.All.EqualTo(-1.25));
        }
    }

    // Complete up to six levels, compact up to 64 leaves, deep beyond.
    [TestCase("depth 6", 40, 0, 0, 0)]
    [TestCase("600 features", -1, 0, 0, -1)]
    public void ShouldGiveTreesTheirForms(string name, int complete, int compact, int deep, int walkOnly)
    {
        ForestShape shape = ForestCases.Get(name).Forest.Shape;
        Assert.That((shape.Compact, shape.Deep), Is.EqualTo((compact, deep)));
        Assert.That(shape.Complete, complete < 0 ? Is.Positive : Is.EqualTo(complete));
        Assert.That(shape.WalkOnly, walkOnly < 0 ? Is.Positive : Is.EqualTo(walkOnly));
    }

    [Test]
    public void ShouldGiveTheSameBytesForTheSameModels()
    {
        ForestCase c = ForestCases.Get("fused 3");
        CompiledForest again = ForestCompiler.Compile(c.Models);
        Assert.That(again.Image.Bytes.SequenceEqual(c.Forest.Image.Bytes), Is.True);
        CompiledForest turned = ForestCompiler.Compile([.. Enumerable.Reverse(c.Models)]);
        Assert.That(turned.ForestId, Is.Not.EqualTo(c.Forest.ForestId));
    }

    [Test]
    public void ShouldNumberOutputsModelByModel()
    {
        CompiledForest forest = ForestCases.Get("fused 4").Forest;
        Assert.That(forest.Outputs.ToArray().Select(static o => (o.Model, o.Output)), Is.EqualTo(((int, int)[])[(0, 0), (1, 0), (1, 1), (2, 0), (3, 0)]));
    }

    private static void AssertRefused(TreeEnsemble[] models, string word)
    {
        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => ForestCompiler.Compile(models))!;
        Assert.That(refusal.Id, Is.EqualTo("ER4010"));
        Assert.That(refusal.Message, Does.Contain(word));
        Assert.That(refusal.Message, Does.Not.Contain('\n'));
    }

    // One tree, filled level by level: one split a set.
    private static TreeEnsemble Tree(int sets, Func<int, CategorySet> set)
    {
        var nodes = new List<TreeNode>();
        var queue = new Queue<int>([0]);
        int next = 1;
        for (int i = 0; queue.Count > 0; i++)
        {
            queue.Dequeue();
            if (i >= sets)
            {
                nodes.Add(TreeNode.LeafNode(i, i));
                continue;
            }

            nodes.Add(TreeNode.CategoricalSplit(0, i, next, missingGoesRight: false, i));
            queue.Enqueue(next++);
            queue.Enqueue(next++);
        }

        return HandMade.Tree([.. nodes], [.. Enumerable.Range(0, sets).Select(set)]);
    }
}
