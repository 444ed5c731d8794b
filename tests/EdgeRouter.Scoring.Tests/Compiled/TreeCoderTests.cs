using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

/// <summary>Pruned trees give the scores of the trees that they were.</summary>
[TestFixture]
public sealed class TreeCoderTests
{
    [TestCaseSource(typeof(ForestCases), nameof(ForestCases.AllNames))]
    public void ShouldNotChangeTheLeafOfAnyTree(string name)
    {
        ForestCase c = ForestCases.Get(name);
        var plan = new LanePlan(c.Models);
        for (int m = 0; m < c.Models.Length; m++)
        {
            TreeEnsemble model = c.Models[m];
            for (int k = 0; k < model.OutputCount && !model.IsLinear; k++)
            {
                CheckOutput(c, plan, m, k);
            }
        }
    }

    [TestCaseSource(typeof(ForestCases), nameof(ForestCases.RandomNames))]
    public void ShouldLeaveNoSplitThatDecidesNothing(string name)
    {
        ForestCase c = ForestCases.Get(name);
        var plan = new LanePlan(c.Models);
        foreach (TreeEnsemble model in c.Models.Where(static model => !model.IsLinear))
        {
            var coder = new TreeCoder(plan, model, 0, c.Forest.Outputs[0].ScaleBits - 40);
            for (int t = 0; t < model.TreeCount; t++)
            {
                CodedNode root = coder.Code(t);
                CheckSplits(root, []);
                Assert.That((root.Depth, root.LeafCount), Is.EqualTo((Depth(root), Leaves(root))));
            }
        }
    }

    // x0 >= 1 ? (x0 >= 2 ? (x0 >= 0.5 ? 3 : 4) : 5) : (x0 >= 2 ? 6 : 7): 4 and 6 cannot be reached.
    [Test]
    public void ShouldPruneAsOnPaper()
    {
        TreeEnsemble model = HandMade.Tree([
            Split(1.0, 1),
            Split(2.0, 3), Split(2.0, 5),
            TreeNode.LeafNode(7, 0), TreeNode.LeafNode(6, 0), TreeNode.LeafNode(5, 0), Split(0.5, 7),
            TreeNode.LeafNode(4, 0), TreeNode.LeafNode(3, 0)]);
        CodedNode root = new TreeCoder(new LanePlan([model]), model, 0, 0).Code(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((root.Depth, root.LeafCount), Is.EqualTo((2, 3)));
            Assert.That((root.Lane, root.Code), Is.EqualTo((0, 2)), "1 is the second of the cuts 0.5, 1, 2");
            Assert.That(root.Left!.Leaf, Is.EqualTo(7));
            Assert.That((root.Right!.Code, root.Right.Left!.Leaf, root.Right.Right!.Leaf), Is.EqualTo((3, 5, 3)));
        }
    }

    [Test]
    public void ShouldMergeLeavesThatAreTheSameNumberAfterRounding()
    {
        TreeEnsemble model = HandMade.Tree([Split(1.0, 1), TreeNode.LeafNode(2.25, 0), TreeNode.LeafNode(2.0, 0)]);
        Assert.That(new TreeCoder(new LanePlan([model]), model, 0, 0).Code(0).IsLeaf, Is.True);
        Assert.That(new TreeCoder(new LanePlan([model]), model, 0, 2).Code(0).IsLeaf, Is.False);
    }

    private static void CheckOutput(ForestCase c, LanePlan plan, int m, int output)
    {
        TreeEnsemble model = c.Models[m];
        ReferenceModel reference = c.References[m];
        var coder = new TreeCoder(plan, model, output, reference.ScaleBits[output]);
        int[] trees = [.. Enumerable.Range(0, model.TreeCount).Where(t => model.TreeOutputs[t] == output || model.TreeOutputs[t] == TreeEnsemble.AllOutputs)];
        CodedNode[] roots = [.. trees.Select(coder.Code)];
        for (int r = 0; r < ForestCase.RowCount; r += 3)
        {
            ReadOnlySpan<float> row = c.Singles.AsSpan(r * c.FeatureCount, c.FeatureCount);
            double[] clean = reference.Clean(ExactScores.Widen(row));
            byte[] codes = CodeWalk.Code(c.Forest, row);
            for (int i = 0; i < trees.Length; i++)
            {
                long expected = reference.LeafRaw(output, reference.Leaf(trees[i], clean));
                if (CodeWalk.Leaf(roots[i], codes).Leaf != expected)
                {
                    Assert.Fail($"{c.Name}, output {output}, tree {trees[i]}, row {r}");
                }
            }
        }
    }

    // Each split must be open both ways: codes that reach it are on both sides.
    private static void CheckSplits(CodedNode node, Dictionary<int, (int Lowest, int Highest)> reach)
    {
        if (node.IsLeaf)
        {
            return;
        }

        (int lowest, int highest) = reach.GetValueOrDefault(node.Lane, (0, 255));
        Assert.That(node.Code, Is.GreaterThan(lowest).And.LessThanOrEqualTo(highest));
        Assert.That(node.Left!.IsLeaf && node.Right!.IsLeaf && node.Left.Leaf == node.Right.Leaf, Is.False);
        CheckSplits(node.Left, new Dictionary<int, (int Lowest, int Highest)>(reach) { [node.Lane] = (lowest, node.Code - 1) });
        CheckSplits(node.Right!, new Dictionary<int, (int Lowest, int Highest)>(reach) { [node.Lane] = (node.Code, highest) });
    }

    private static int Depth(CodedNode node) => node.IsLeaf ? 0 : 1 + Math.Max(Depth(node.Left!), Depth(node.Right!));

    private static int Leaves(CodedNode node) => node.IsLeaf ? 1 : Leaves(node.Left!) + Leaves(node.Right!);

    private static TreeNode Split(double threshold, int left) => TreeNode.NumericSplit(0, threshold, left, MissingRule.NaN, missingGoesRight: false, 0);
}
