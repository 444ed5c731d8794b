namespace EdgeRouter.Scoring.Import;

/// <summary>Collects the leaves of trees that hold one number per output.</summary>
internal sealed class XgboostVectorLeaves
{
    private readonly int _outputCount;
    private readonly ImportContext _context;
    private readonly List<double> _values = [];

    /// <summary>Starts without any.</summary>
    /// <param name="outputCount">Numbers of a leaf.</param>
    /// <param name="context">Names the place in errors.</param>
    public XgboostVectorLeaves(int outputCount, ImportContext context)
    {
        _outputCount = outputCount;
        _context = context;
    }

    /// <summary>All numbers, leaf after leaf.</summary>
    public double[] Take() => _values.ToArray();

    /// <summary>Appends a leaf and answers its entry. From 3.1 on the leaf's right child is its index among the leaves; before, the numbers
    /// stand by node.</summary>
    /// <param name="tree">Unchecked but for the lengths of its arrays by node.</param>
    /// <param name="node">The leaf.</param>
    /// <param name="weight">Factor.</param>
    public int Add(TreeDocument tree, int node, float weight)
    {
        bool byLeaf = tree.LeafWeights.Length > 0 || tree.BaseWeights.Length == 0;
        ReadOnlySpan<float> all = byLeaf ? tree.LeafWeights : tree.BaseWeights;
        int index = byLeaf ? tree.RightChildren[node] : node;
        if (index < 0 || (index + 1L) * _outputCount > all.Length)
        {
            _context.Field = byLeaf ? "right_children" : "base_weights";
            throw _context.Invalid($"leaf {index} of {all.Length} numbers, {_outputCount} each");
        }

        _context.Field = byLeaf ? "leaf_weights" : "base_weights";
        if (_values.Count > ImportLimits.MaxLeafNumbers - _outputCount)
        {
            throw _context.TooLarge($"more than {ImportLimits.MaxLeafNumbers} numbers in vector leaves");
        }

        int entry = _values.Count / _outputCount;
        foreach (float leaf in all.Slice(index * _outputCount, _outputCount))
        {
            float value = leaf * weight;
            _values.Add(float.IsFinite(value) ? value : throw _context.Invalid("a leaf value that is not a finite number"));
        }

        return entry;
    }
}
