using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Turns a tree of one output into codes and prunes it: a split whose answer an earlier split on the same lane has given is skipped,
/// and one whose sides end in the same number becomes a leaf. Neither can change a score.</summary>
internal sealed class TreeCoder
{
    private readonly LanePlan _plan;
    private readonly TreeEnsemble _model;
    private readonly int _output;
    private readonly int _scaleBits;
    private readonly byte[] _lowest;
    private readonly byte[] _highest;

    /// <summary>Codes the trees of one output.</summary>
    /// <param name="plan">Lanes of the forest.</param>
    /// <param name="model">The model.</param>
    /// <param name="output">Its output.</param>
    /// <param name="scaleBits">Scale of the output's leaves.</param>
    public TreeCoder(LanePlan plan, TreeEnsemble model, int output, int scaleBits)
    {
        _plan = plan;
        _model = model;
        _output = output;
        _scaleBits = scaleBits;
        _lowest = new byte[plan.LaneCount];
        _highest = new byte[plan.LaneCount];
        Array.Fill(_highest, ColumnRecord.HighestCode);
    }

    /// <summary>Codes one tree.</summary>
    /// <param name="tree">Index in the model.</param>
    public CodedNode Code(int tree) => Code(_model.Nodes[_model.TreeStarts[tree]]);

    /// <summary>Value of a leaf for the output, in the model's own arithmetic.</summary>
    /// <param name="model">The model.</param>
    /// <param name="leaf">A leaf.</param>
    /// <param name="output">Output of the model.</param>
    public static double ValueOf(TreeEnsemble model, in TreeNode leaf, int output) =>
        model.VectorLeaves.IsEmpty ? leaf.Value : model.VectorLeaves[(leaf.Left * model.OutputCount) + output];

    // A model is compiled once: there is no second call that a better tier would serve.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CodedNode Code(in TreeNode node)
    {
        if (node.IsLeaf)
        {
            return CodedNode.OfLeaf((int)FixedPoint.Quantise(ValueOf(_model, node, _output), _scaleBits));
        }

        (int lane, int code) = _plan.Find(_model, node);
        byte lowest = _lowest[lane];
        byte highest = _highest[lane];
        if (lowest >= code)
        {
            return Code(_model.Nodes[node.Right]);
        }

        if (highest < code)
        {
            return Code(_model.Nodes[node.Left]);
        }

        _highest[lane] = (byte)(code - 1);
        CodedNode left = Code(_model.Nodes[node.Left]);
        _highest[lane] = highest;
        _lowest[lane] = (byte)code;
        CodedNode right = Code(_model.Nodes[node.Right]);
        _lowest[lane] = lowest;
        return left.IsLeaf && right.IsLeaf && left.Leaf == right.Leaf ? left : CodedNode.OfSplit(lane, code, left, right);
    }
}
