using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Checks one tree after the other and appends it in canonical order: breadth first, siblings side by side.</summary>
/// <remarks>In the file a child of 0 or more is a split, and a negative one is leaf <c>~child</c>. RIGHT ⇔ <c>x &gt; threshold</c> there,
/// which is <c>x &gt;= </c> the next number above it here.</remarks>
internal sealed class LightGbmTreeBuilder
{
    private const int CategoricalBit = 1;
    private const int DefaultLeftBit = 2;
    private const int MissingShift = 2;
    private const int MaxDecisionType = 11;

    private readonly int _featureCount;
    private readonly LightGbmForest _forest;
    private readonly ImportContext _context;
    private readonly LightGbmCategories _categories;
    private readonly LightGbmLinearLeaves _linear;
    private readonly List<(int Child, int Depth)> _queue = [];
    private int _leafCount;
    private int[] _left = [];
    private int[] _right = [];
    private int[] _features = [];
    private int[] _decisions = [];
    private double[] _thresholds = [];
    private double[] _values = [];
    private bool[] _splitReached = [];
    private bool[] _leafReached = [];

    /// <summary>Prepares to read trees.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="featureCount">Features of the model.</param>
    /// <param name="forest">Takes the trees.</param>
    /// <param name="context">Names the place in errors.</param>
    public LightGbmTreeBuilder(LightGbmLines lines, int featureCount, LightGbmForest forest, ImportContext context)
    {
        _featureCount = featureCount;
        _forest = forest;
        _context = context;
        Fields = new LightGbmSection(lines, LightGbmKey.Names, context);
        _categories = new LightGbmCategories(Fields, forest);
        _linear = new LightGbmLinearLeaves(Fields, featureCount);
    }

    /// <summary>Where the values of the current tree stand.</summary>
    public LightGbmSection Fields { get; }

    private int SplitCount => _leafCount - 1;

    /// <summary>Appends the tree of <see cref="Fields"/>.</summary>
    public void Append()
    {
        ReadCounts();
        ReadArrays();
        _categories.Read();
        _linear.Read(_leafCount);
        Walk();
        CheckAllReached();
        _forest.EndTree();
        _context.Node = -1;
        _context.Field = string.Empty;
    }

    private void ReadCounts()
    {
        LightGbmNumbers number = Fields.Open(LightGbmKey.LeafCount);
        _leafCount = number.ReadInt();
        if (_leafCount < 1)
        {
            throw _context.Invalid($"{_leafCount} leaves");
        }

        if (_leafCount > (ImportLimits.MaxNodesPerTree + 1) / 2 || _forest.Nodes.Count + (2L * _leafCount) - 1 > ImportLimits.MaxNodes)
        {
            throw _context.TooLarge($"{_leafCount} leaves; at most {ImportLimits.MaxNodesPerTree} nodes per tree and {ImportLimits.MaxNodes} in all can be read");
        }
    }

    private void ReadArrays()
    {
        ReadDoubles(LightGbmKey.LeafValue, _leafCount, ref _values);
        Reset(ref _leafReached, _leafCount);
        Reset(ref _splitReached, SplitCount);
        if (SplitCount > 0)
        {
            ReadInts(LightGbmKey.SplitFeature, SplitCount, ref _features);
            ReadDoubles(LightGbmKey.Threshold, SplitCount, ref _thresholds);
            ReadInts(LightGbmKey.DecisionType, SplitCount, ref _decisions);
            ReadInts(LightGbmKey.LeftChild, SplitCount, ref _left);
            ReadInts(LightGbmKey.RightChild, SplitCount, ref _right);
        }
    }

    private void ReadInts(int key, int count, ref int[] numbers)
    {
        LightGbmNumbers value = Fields.Open(key);
        value.CheckRoom(count);
        Grow(ref numbers, count);
        value.Fill(numbers.AsSpan(0, count));
    }

    private void ReadDoubles(int key, int count, ref double[] numbers)
    {
        LightGbmNumbers value = Fields.Open(key);
        value.CheckRoom(count);
        Grow(ref numbers, count);
        value.Fill(numbers.AsSpan(0, count));
    }

    private static void Reset(ref bool[] marks, int count)
    {
        Grow(ref marks, count);
        marks.AsSpan(0, count).Clear();
    }

    private static void Grow<T>(ref T[] array, int count) => array = array.Length >= count ? array : new T[count];

    private void Walk()
    {
        _queue.Clear();
        _queue.Add((SplitCount > 0 ? 0 : ~0, 0));
        (SplitCount > 0 ? _splitReached : _leafReached)[0] = true;
        int start = _forest.Nodes.Count;
        for (int i = 0; i < _queue.Count; i++)
        {
            (int child, int depth) = _queue[i];
            if (child < 0)
            {
                AddLeaf(~child);
                continue;
            }

            if (depth == ImportLimits.MaxTreeDepth)
            {
                _context.Node = child;
                throw _context.TooLarge($"deeper than {ImportLimits.MaxTreeDepth} splits");
            }

            _forest.Nodes.Add(ReadSplit(child, start + _queue.Count));
            _queue.Add((TakeChild(_left[child], child, LightGbmKey.LeftChild), depth + 1));
            _queue.Add((TakeChild(_right[child], child, LightGbmKey.RightChild), depth + 1));
        }
    }

    private void AddLeaf(int leaf)
    {
        double value = _values[leaf];
        if (!double.IsFinite(value))
        {
            throw Fields.Refuse(LightGbmKey.LeafValue, $"the value of leaf {leaf} is not a finite number");
        }

        _forest.AddLeaf(value, leaf, _linear.LeafOf(leaf));
    }

    private TreeNode ReadSplit(int split, int left)
    {
        int feature = _features[split];
        if ((uint)feature >= (uint)_featureCount)
        {
            throw Fields.Refuse(LightGbmKey.SplitFeature, $"feature {feature} of {_featureCount}", split);
        }

        int decision = _decisions[split];
        if (decision is < 0 or > MaxDecisionType)
        {
            throw Fields.Refuse(LightGbmKey.DecisionType, $"unknown decision type {decision}", split);
        }

        double threshold = _thresholds[split];
        if ((decision & CategoricalBit) != 0)
        {
            return TreeNode.CategoricalSplit(feature, _categories.SetOf(threshold, split), left, missingGoesRight: true, split);
        }

        return double.IsNaN(threshold)
            ? throw Fields.Refuse(LightGbmKey.Threshold, "a threshold that is not a number", split)
            : TreeNode.NumericSplit(feature, Above(threshold), left, (MissingRule)(decision >> MissingShift), (decision & DefaultLeftBit) == 0, split);
    }

    // Nothing is above +infinity: NaN, the threshold that sends nothing right.
    private static double Above(double threshold) => double.IsPositiveInfinity(threshold) ? double.NaN : Math.BitIncrement(threshold);

    private int TakeChild(int child, int parent, int key)
    {
        bool isSplit = child >= 0;
        int index = isSplit ? child : ~child;
        int count = isSplit ? SplitCount : _leafCount;
        if (index >= count)
        {
            throw Fields.Refuse(key, $"{(isSplit ? "split" : "leaf")} {index} of {count}", parent);
        }

        ref bool reached = ref (isSplit ? _splitReached : _leafReached)[index];
        if (reached)
        {
            throw Fields.Refuse(key, $"{(isSplit ? "split" : "leaf")} {index} is reached twice: a cycle, or a child of two parents", parent);
        }

        reached = true;
        return child;
    }

    // The library writes no pruned nodes: one that the root does not reach is a sign of damage.
    private void CheckAllReached()
    {
        int lost = _leafReached.AsSpan(0, _leafCount).IndexOf(false);
        if (lost >= 0)
        {
            throw Fields.Refuse(SplitCount > 0 ? LightGbmKey.LeftChild : LightGbmKey.LeafCount, $"leaf {lost} is not reached from the root");
        }
    }
}
