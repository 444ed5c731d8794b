using System.Globalization;
using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Checks trees and appends them in canonical order. Only nodes that the root reaches count: pruned ones stay behind in the file.</summary>
internal sealed class XgboostForest
{
    private const int NoChild = -1;
    private readonly int _featureCount;
    private readonly int _outputCount;
    private readonly ImportContext _context;
    private readonly TreeNode[] _nodes;
    private readonly int[] _queue;
    private readonly bool[] _reached;
    private readonly XgboostCategories _categories;
    private readonly XgboostVectorLeaves _vectors;
    private TreeDocument _tree = new();
    private float _weight;
    private int _treeSize;
    private bool _isVector;

    /// <summary>Makes room for the trees that will be appended.</summary>
    /// <param name="trees">Unchecked.</param>
    /// <param name="treeCount">How many of them will be appended.</param>
    /// <param name="parameters">Of the model.</param>
    /// <param name="context">Names the place in errors; its tree is set by the caller.</param>
    public XgboostForest(List<TreeDocument> trees, int treeCount, XgboostParameters parameters, ImportContext context)
    {
        _featureCount = parameters.FeatureNames.Length;
        _outputCount = parameters.OutputCount;
        _context = context;
        int total = 0;
        int largest = 0;
        for (int t = 0; t < treeCount; t++)
        {
            total += trees[t].LeftChildren.Length;
            largest = Math.Max(largest, trees[t].LeftChildren.Length);
        }

        _nodes = new TreeNode[total];
        _queue = new int[largest];
        _reached = new bool[largest];
        _categories = new XgboostCategories(context);
        _vectors = new XgboostVectorLeaves(_outputCount, context);
    }

    /// <summary>Nodes so far.</summary>
    public int NodeCount { get; private set; }

    /// <summary>All nodes; the last call.</summary>
    public TreeNode[] TakeNodes() => NodeCount == _nodes.Length ? _nodes : _nodes[..NodeCount];

    /// <summary>All category sets.</summary>
    public CategorySet[] TakeCategorySets() => _categories.Take();

    /// <summary>All numbers of vector leaves.</summary>
    public double[] TakeVectorLeaves() => _vectors.Take();

    /// <summary>Walks one tree from its root, breadth first, and appends every node reached; siblings stand side by side.</summary>
    /// <param name="tree">Unchecked.</param>
    /// <param name="weight">Factor of its leaves.</param>
    /// <returns>Whether its leaves are vectors.</returns>
    public bool Append(TreeDocument tree, float weight)
    {
        _tree = tree;
        _weight = weight;
        _treeSize = tree.LeftChildren.Length;
        CheckArrays();
        _categories.Begin(tree);
        Walk();
        _context.Node = -1;
        _context.Field = string.Empty;
        return _isVector;
    }

    // Here and below: a model is loaded once, so there is no second call that a better tier of code would serve.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk()
    {
        Array.Clear(_reached, 0, _treeSize);
        _queue[0] = 0;
        _reached[0] = true;
        int start = NodeCount;
        int queued = 1;
        int levelEnd = 1;
        int depth = 0;
        for (int i = 0; i < queued; i++)
        {
            if (i == levelEnd)
            {
                levelEnd = queued;
                depth++;
            }

            int source = _queue[i];
            _context.Node = source;
            if (_tree.LeftChildren[source] == NoChild)
            {
                _nodes[NodeCount++] = ReadLeaf(source);
                continue;
            }

            if (depth == ImportLimits.MaxTreeDepth)
            {
                _context.Field = "left_children";
                throw _context.TooLarge($"deeper than {ImportLimits.MaxTreeDepth} splits");
            }

            _nodes[NodeCount++] = ReadSplit(source, start + queued);
            _queue[queued++] = TakeChild(_tree.LeftChildren[source], "left_children");
            _queue[queued++] = TakeChild(_tree.RightChildren[source], "right_children");
        }
    }

    private void CheckArrays()
    {
        _context.Field = "left_children";
        if (_treeSize == 0)
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

        int size = XgboostParameters.ReadCount(_tree.SizeLeafVector, "size_leaf_vector", _context);
        _isVector = size > 1;
        if (_isVector && size != _outputCount)
        {
            _context.Field = "size_leaf_vector";
            throw _context.Invalid(string.Create(CultureInfo.InvariantCulture, $"{size} numbers in a leaf for {_outputCount} outputs"));
        }
    }

    private void CheckLength(string field, int length)
    {
        if (length != _treeSize)
        {
            _context.Field = field;
            throw _context.Invalid($"{length} entries for {_treeSize} nodes");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TreeNode ReadLeaf(int source)
    {
        if (_isVector)
        {
            return TreeNode.LeafNode(0.0, source, _vectors.Add(_tree, source, _weight));
        }

        float value = _tree.SplitConditions[source] * _weight;
        if (!float.IsFinite(value))
        {
            _context.Field = "split_conditions";
            throw _context.Invalid("a leaf value that is not a finite number");
        }

        return TreeNode.LeafNode(value, source);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TreeNode ReadSplit(int source, int left)
    {
        int feature = _tree.SplitIndices[source];
        if ((uint)feature >= (uint)_featureCount)
        {
            _context.Field = "split_indices";
            throw _context.Invalid($"feature {feature} of {_featureCount}");
        }

        int defaultLeft = _tree.DefaultLeft[source];
        if (defaultLeft is not (0 or 1))
        {
            _context.Field = "default_left";
            throw _context.Invalid($"{defaultLeft} is not 0 or 1");
        }

        int type = _tree.SplitTypes.Length > 0 ? _tree.SplitTypes[source] : 0;
        if (type == 1)
        {
            return TreeNode.CategoricalSplit(feature, _categories.Add(source), left, defaultLeft == 0, source);
        }

        _context.Field = type == 0 ? "split_conditions" : "split_type";
        float threshold = type == 0 ? _tree.SplitConditions[source] : throw _context.Invalid($"unknown split type {type}");
        return float.IsNaN(threshold)
            ? throw _context.Invalid("a threshold that is not a number")
            : TreeNode.NumericSplit(feature, threshold, left, MissingRule.NaN, defaultLeft == 0, source);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int TakeChild(int child, string field)
    {
        if ((uint)child >= (uint)_treeSize || _reached[child])
        {
            _context.Field = field;
            throw _context.Invalid((uint)child >= (uint)_treeSize
                ? $"child {child} of {_treeSize} nodes"
                : $"node {child} is reached twice: a cycle, or a child of two parents");
        }

        _reached[child] = true;
        return child;
    }
}
