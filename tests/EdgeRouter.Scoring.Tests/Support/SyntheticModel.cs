using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Seeded models of any shape, made without a library.</summary>
internal sealed class SyntheticModel(ulong seed)
{
    private readonly Bits _bits = new(seed);
    private readonly List<TreeNode> _nodes = [];
    private readonly List<double> _vectors = [];

    public ModelLibrary Library { get; init; } = ModelLibrary.Xgboost;

    public int Features { get; init; } = 5;

    public int Trees { get; init; } = 8;

    public int Depth { get; init; } = 4;

    /// <summary>Of eight nodes above the last level so many are split.</summary>
    public int SplitsOfEight { get; init; } = 7;

    public int Outputs { get; init; } = 1;

    public int CategorySets { get; init; }

    public bool IsVector { get; init; }

    public TreeEnsemble Build()
    {
        CategorySet[] sets = [.. Enumerable.Range(0, CategorySets).Select(_ => new CategorySet([(uint)_bits.Next(), (uint)_bits.Below(64)], Library == ModelLibrary.Xgboost))];
        var starts = new List<int> { 0 };
        for (int t = 0; t < Trees; t++)
        {
            AddTree();
            starts.Add(_nodes.Count);
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = Library,
            Objective = "synthetic",
            FeatureNames = [.. Enumerable.Range(0, Features).Select(static f => $"x{f}")],
            BaseMargins = [.. Enumerable.Range(0, Outputs).Select(static k => 0.25 * k)],
            Link = LinkKind.Identity,
            TreeStarts = [.. starts],
            TreeOutputs = [.. Enumerable.Range(0, Trees).Select(t => IsVector ? TreeEnsemble.AllOutputs : t % Outputs)],
            Nodes = [.. _nodes],
            CategorySets = sets,
            VectorLeaves = [.. _vectors],
        });
    }

    private void AddTree()
    {
        var depths = new Queue<int>([0]);
        int next = _nodes.Count + 1;
        for (int source = 0; depths.TryDequeue(out int depth); source++)
        {
            if (depth == Depth || (depth > 0 && _bits.Below(8) >= SplitsOfEight))
            {
                _nodes.Add(TreeNode.LeafNode(IsVector ? 0.0 : Number(), source, IsVector ? AddVector() : 0));
                continue;
            }

            _nodes.Add(Split(next, source));
            next += 2;
            depths.Enqueue(depth + 1);
            depths.Enqueue(depth + 1);
        }
    }

    private TreeNode Split(int left, int source)
    {
        int feature = _bits.Below(Features);
        if (CategorySets > 0 && feature == 0)
        {
            return TreeNode.CategoricalSplit(feature, _bits.Below(CategorySets), left, missingGoesRight: true, source);
        }

        MissingRule missing = Library == ModelLibrary.Xgboost ? MissingRule.NaN : (MissingRule)_bits.Below(3);
        return TreeNode.NumericSplit(feature, Number(), left, missing, _bits.Below(2) == 1, source);
    }

    private int AddVector()
    {
        for (int k = 0; k < Outputs; k++)
        {
            _vectors.Add(Number());
        }

        return (_vectors.Count / Outputs) - 1;
    }

    private float Number() => (_bits.Unit() - 0.5f) * 4f;
}
