using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

/// <summary>Codes say of every input exactly what the thresholds say.</summary>
[TestFixture]
public sealed class LanePlanTests
{
    private static readonly double[] Always =
    [
        double.NaN, 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, float.MaxValue, double.MaxValue, -double.MaxValue,
        1.0000000180025095e-35, -1.0000000180025095e-35, 1.0000000180025097e-35, -1.0000000180025097e-35, 0.5, 1.0, 31.0, 40.0, 41.0, -1.0, 16777216.0, 2147483648.0,
    ];

    // Every split, asked with numbers at its threshold and beside it: what its lane and code say is what the reference says.
    [TestCaseSource(typeof(ForestCases), nameof(ForestCases.AllNames))]
    public void ShouldDecideEverySplitAtItsEdges(string name)
    {
        ForestCase c = ForestCases.Get(name);
        var plan = new LanePlan(c.Models);
        foreach (Question[] ofOneRow in Questions(c).GroupBy(static q => q.Turn).Select(static g => g.ToArray()))
        {
            var row = new double[c.FeatureCount];
            foreach (Question q in ofOneRow)
            {
                row[q.Node.Feature] = q.X;
            }

            float[] singles = [.. row.Select(static x => (float)x)];
            byte[] codes = CodeWalk.Code(c.Forest, singles);
            byte[] doubleCodes = c.Models[0].Library == ModelLibrary.LightGbm ? CodeWalk.Code(c.Forest, row) : codes;
            foreach (Question q in ofOneRow)
            {
                Check(plan, q, codes, c.References[q.Model].Clean([singles[q.Node.Feature]])[0]);
                Check(plan, q, doubleCodes, c.References[q.Model].Clean([q.X])[0]);
            }
        }
    }

    [TestCase("thousands of cuts")]
    [TestCase("depth 6, dense cuts")]
    [TestCase("depth 6")]
    [TestCase("special cuts")]
    public void ShouldCountTheCutsThatAnInputIsNotBelow(string name)
    {
        ForestCase c = ForestCases.Get(name);
        TreeNode[] splits = [.. c.Models[0].Nodes.ToArray().Where(static node => !node.IsLeaf)];
        for (int f = 0; f < c.FeatureCount; f++)
        {
            double[] thresholds = [.. splits.Where(node => node.Feature == f && !double.IsNaN(node.Value)).Select(static node => node.Value + 0.0).Distinct()];
            ColumnRecord[] columns = [.. c.Forest.View.Columns.Span.ToArray().Where(column => column.Feature == f)];
            foreach (float x in thresholds.SelectMany(static t => (float[])[(float)t, MathF.BitIncrement((float)t), MathF.BitDecrement((float)t)]).Where(static x => !float.IsNaN(x)))
            {
                var row = new float[c.FeatureCount];
                row[f] = x;
                byte[] codes = CodeWalk.Code(c.Forest, row);
                int rank = columns.Sum(column => codes[LaneOf(column)]);
                Assert.That(rank, Is.EqualTo(thresholds.Count(t => x >= t)), $"feature {f}, {x:R}");
            }
        }
    }

    [Test]
    public void ShouldShareColumnsOf255Cuts()
    {
        ForestCase c = ForestCases.Get("thousands of cuts");
        foreach (IGrouping<int, ColumnRecord> columns in c.Forest.View.Columns.Span.ToArray().GroupBy(static column => column.Feature))
        {
            int distinct = c.Models[0].Nodes.ToArray().Where(node => node.Feature == columns.Key).Select(static node => node.Value).Distinct().Count();
            Assert.That(columns.Sum(static column => column.CutCount), Is.EqualTo(distinct));
            Assert.That(columns.Select(static column => column.CutCount).OrderDescending().SkipLast(1), Is.All.EqualTo(255));
        }
    }

    [Test]
    public void ShouldGiveAlikeCategorySetsOneLane()
    {
        var narrow = new CategorySet([6u], membersGoRight: true);
        var padded = new CategorySet([6u, 0u, 0u], membersGoRight: true);
        var other = new CategorySet([7u], membersGoRight: true);
        TreeEnsemble model = HandMade.Tree([
            TreeNode.CategoricalSplit(0, 0, 1, missingGoesRight: false, 0),
            TreeNode.CategoricalSplit(0, 1, 3, missingGoesRight: false, 1),
            TreeNode.CategoricalSplit(0, 2, 5, missingGoesRight: false, 2),
            TreeNode.CategoricalSplit(0, 1, 7, missingGoesRight: true, 3),
            .. Enumerable.Range(4, 5).Select(static i => TreeNode.LeafNode(i, i)),
        ], [narrow, padded, other]);
        Assert.That(new LanePlan([model]).LaneCount, Is.EqualTo(3), "two sets are one; the same set with missing right is another");
    }

    // Category by category, in and around words that no set has a member in.
    [Test]
    public void ShouldKnowEveryCategoryOfASparseSet()
    {
        TreeEnsemble model = HandMade.Tree(
            [TreeNode.CategoricalSplit(0, 0, 1, missingGoesRight: true, 0), TreeNode.LeafNode(1, 1), TreeNode.LeafNode(2, 2)],
            [new CategorySet([0u, 1u, 0u, 0x8000_0000u, 0u], membersGoRight: true)]);
        CompiledForest forest = ForestCompiler.Compile(model);
        int lane = new LanePlan([model]).Find(model, model.Nodes[0]).Lane;
        int[] members = [.. Enumerable.Range(0, 200).Where(c => CodeWalk.Code(forest, [(float)c])[lane] != 0)];
        Assert.That(members, Is.EqualTo((int[])[32, 127]));
        Assert.That(CodeWalk.Code(forest, [float.NaN])[lane], Is.EqualTo(1));
    }

    [Test]
    public void ShouldCompileTheLargestCategoryOfXgboost()
    {
        var words = new uint[1 << 19];
        words[^1] = 1u << 31;
        TreeEnsemble model = HandMade.Tree([
            TreeNode.CategoricalSplit(0, 0, 1, missingGoesRight: false, 0), TreeNode.LeafNode(1, 1), TreeNode.LeafNode(2, 2)], [new CategorySet(words, membersGoRight: true)]);
        CompiledForest forest = ForestCompiler.Compile(model);
        var plan = new LanePlan([model]);
        int lane = plan.Find(model, model.Nodes[0]).Lane;
        Assert.That(((float[])[16777214f, 16777215f, 16777216f, 0f, float.NaN]).Select(x => CodeWalk.Code(forest, [x])[lane]), Is.EqualTo((byte[])[0, 1, 0, 0, 0]));
    }

    private static int LaneOf(ColumnRecord column) =>
        column.Lanes[(int)LaneVariant.NaNLeft] >= 0 ? column.Lanes[(int)LaneVariant.NaNLeft] : column.Lanes[(int)LaneVariant.NaNRight];

    private static void Check(LanePlan plan, in Question q, byte[] codes, double clean)
    {
        (int lane, int code) = plan.Find(q.Owner, q.Node);
        if (codes[lane] >= code != q.Reference.GoesRight(q.Node, clean))
        {
            Assert.Fail($"{q.Node}: x {q.X:R}, code {codes[lane]} in lane {lane}, wanted {code}");
        }
    }

    // Splits of different features can be asked with one row: the n-th question about each feature has turn n.
    private static IEnumerable<Question> Questions(ForestCase c)
    {
        var turns = new int[c.FeatureCount];
        for (int m = 0; m < c.Models.Length; m++)
        {
            TreeEnsemble model = c.Models[m];
            foreach (TreeNode node in model.Nodes.ToArray().Where(static node => !node.IsLeaf).DistinctBy(static node => (node.Feature, BitConverter.DoubleToInt64Bits(node.Value), node.CategorySet, node.Missing, node.MissingGoesRight)).Take(3000))
            {
                float single = (float)node.Value;
                double[] edges = [node.Value, Math.BitIncrement(node.Value), Math.BitDecrement(node.Value), single, MathF.BitIncrement(single), MathF.BitDecrement(single)];
                foreach (double x in node.IsCategorical ? Always : [.. edges, .. turns[node.Feature] < 200 ? Always : []])
                {
                    yield return new Question(m, model, c.References[m], node, x, turns[node.Feature]++);
                }
            }
        }
    }

    private readonly record struct Question(int Model, TreeEnsemble Owner, ReferenceModel Reference, TreeNode Node, double X, int Turn);
}
