using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Checks one tree and appends it in canonical order. Only nodes that the root reaches count: pruned ones stay behind in the file.</summary>
internal sealed class XgboostTreeBuilder
{
    private const int NoChild = -1;
    private readonly TreeDocument _tree;
    private readonly int _featureCount;
    private readonly ImportContext _context;
    private readonly int _nodeCount;

    /// <summary>Prepares to read one tree.</summary>
    /// <param name="tree">Unchecked.</param>
    /// <param name="featureCount">Features of the model.</param>
    /// <param name="context">Names the place in errors; its tree is set.</param>
    public XgboostTreeBuilder(TreeDocument tree, int featureCount, ImportContext context)
    {
        _tree = tree;
        _featureCount = featureCount;
        _context = context;
        _nodeCount = tree.LeftChildren.Length;
    }

    /// <summary>Walks from the root, breadth first, and appends every node reached; siblings stand side by side.</summary>
    /// <param name="nodes">All nodes so far.</param>
    public void AppendTo(List<TreeNode> nodes)
    {
        CheckArrays();
        var reached = new bool[_nodeCount];
        var queue = new List<(int Source, int Depth)> { (0, 0) };
        reached[0] = true;
        int start = nodes.Count;
        for (int i = 0; i < queue.Count; i++)
        {
            (int source, int depth) = queue[i];
            _context.Node = source;
            if (_tree.LeftChildren[source] == NoChild)
            {
                nodes.Add(ReadLeaf(source));
                continue;
            }

            if (depth == ImportLimits.MaxTreeDepth)
            {
                throw _context.TooLarge($"deeper than {ImportLimits.MaxTreeDepth} splits");
            }

            nodes.Add(ReadSplit(source, start + queue.Count));
            queue.Add((TakeChild(_tree.LeftChildren[source], "left_children", reached), depth + 1));
            queue.Add((TakeChild(_tree.RightChildren[source], "right_children", reached), depth + 1));
        }

        _context.Node = -1;
        _context.Field = string.Empty;
    }

    private void CheckArrays()
    {
        _context.Field = "size_leaf_vector";
        if (_tree.SizeLeafVector is not ("0" or "1"))
        {
            throw _context.NotSupported($"vector leaves (size_leaf_vector {ImportContext.Quote(_tree.SizeLeafVector)})");
        }

        _context.Field = "left_children";
        if (_nodeCount == 0)
        {
            throw _context.Invalid("a tree without nodes");
        }

        CheckLength("right_children", _tree.RightChildren.Length);
        CheckLength("split_indices", _tree.SplitIndices.Length);
        CheckLength("split_conditions", _tree.SplitConditions.Length);
        CheckLength("default_left", _tree.DefaultLeft.Length);
        if (_tree.SplitTypes.Length > 0)
        {
            CheckLength("split_type", _tree.SplitTypes.Length);
        }
    }

    private void CheckLength(string field, int length)
    {
        _context.Field = field;
        if (length != _nodeCount)
        {
            throw _context.Invalid($"{length} entries for {_nodeCount} nodes");
        }
    }

    private TreeNode ReadLeaf(int source)
    {
        _context.Field = "split_conditions";
        float value = _tree.SplitConditions[source];
        return float.IsFinite(value)
            ? TreeNode.LeafNode(value, source)
            : throw _context.Invalid("a leaf value that is not a finite number");
    }

    private TreeNode ReadSplit(int source, int left)
    {
        _context.Field = "split_type";
        int type = _tree.SplitTypes.Length > 0 ? _tree.SplitTypes[source] : 0;
        if (type != 0)
        {
            throw type == 1 ? _context.NotSupported("categorical splits") : _context.Invalid($"unknown split type {type}");
        }

        _context.Field = "split_indices";
        int feature = _tree.SplitIndices[source];
        if ((uint)feature >= (uint)_featureCount)
        {
            throw _context.Invalid($"feature {feature} of {_featureCount}");
        }

        _context.Field = "split_conditions";
        float threshold = _tree.SplitConditions[source];
        if (float.IsNaN(threshold))
        {
            throw _context.Invalid("a threshold that is not a number");
        }

        _context.Field = "default_left";
        int defaultLeft = _tree.DefaultLeft[source];
        return defaultLeft is 0 or 1
            ? TreeNode.NumericSplit(feature, threshold, left, MissingRule.NaN, defaultLeft == 0, source)
            : throw _context.Invalid($"{defaultLeft} is not 0 or 1");
    }

    private int TakeChild(int child, string field, bool[] reached)
    {
        _context.Field = field;
        if ((uint)child >= (uint)_nodeCount)
        {
            throw _context.Invalid($"child {child} of {_nodeCount} nodes");
        }

        if (reached[child])
        {
            throw _context.Invalid($"node {child} is reached twice: a cycle, or a child of two parents");
        }

        reached[child] = true;
        return child;
    }
}
