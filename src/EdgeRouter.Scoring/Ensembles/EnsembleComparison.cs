using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>In what two lists of models differ, in canonical form: a model saved as JSON and as UBJSON does not differ from itself.</summary>
public sealed class EnsembleComparison
{
    private readonly List<EnsembleDifference> _first = [];
    private readonly int _limit;
    private string _place = string.Empty;

    private EnsembleComparison(int limit)
    {
        _limit = limit;
    }

    /// <summary>Whether nothing differs: their content hashes are the same.</summary>
    public bool AreSame => _first.Count == 0;

    /// <summary>Differences of a whole model: library, objective, link, base margins, number of models, trees or features, linear terms.</summary>
    public int HeaderCount { get; private set; }

    /// <summary>Features of other names at the same place.</summary>
    public int FeatureCount { get; private set; }

    /// <summary>Trees that differ, also those that only one has.</summary>
    public int TreeCount { get; private set; }

    /// <summary>Splits that differ, in trees of the same number of nodes.</summary>
    public long SplitCount { get; private set; }

    /// <summary>Leaves that differ, in trees of the same number of nodes.</summary>
    public long LeafCount { get; private set; }

    /// <summary>The first differences.</summary>
    public IReadOnlyList<EnsembleDifference> First => _first;

    /// <summary>Compares.</summary>
    /// <param name="first">Models of one file.</param>
    /// <param name="second">Models of the other.</param>
    /// <param name="limit">Differences to list at most, 1 or more; all are counted.</param>
    public static EnsembleComparison Of(IReadOnlyList<TreeEnsemble> first, IReadOnlyList<TreeEnsemble> second, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var comparison = new EnsembleComparison(limit);
        comparison.Header("models", first.Count, second.Count);
        for (int m = 0; m < Math.Min(first.Count, second.Count); m++)
        {
            comparison._place = $"model {m} ";
            comparison.Compare(first[m], second[m]);
        }

        return comparison;
    }

    private void Compare(TreeEnsemble a, TreeEnsemble b)
    {
        if (a.ContentHash == b.ContentHash)
        {
            return;
        }

        bool wasSame = AreSame;
        Header("library", a.Library, b.Library);
        Header("objective", a.Objective, b.Objective);
        Header("link", $"{a.Link} {Text(a.LinkScale)}", $"{b.Link} {Text(b.LinkScale)}");
        Header("average over", a.AverageOver, b.AverageOver);
        Header("base margins", Text(a.BaseMargins), Text(b.BaseMargins));
        Header("features", a.FeatureCount, b.FeatureCount);
        Header("trees", a.TreeCount, b.TreeCount);
        CompareFeatures(a, b);
        CompareTrees(a, b);
        CompareLinear(a, b);
        if (wasSame && AreSame)
        {
            Header("numbering of sets or entries", a.ModelId, b.ModelId);
        }
    }

    private void CompareFeatures(TreeEnsemble a, TreeEnsemble b)
    {
        for (int f = 0; f < Math.Min(a.FeatureCount, b.FeatureCount); f++)
        {
            if (a.FeatureNames[f] != b.FeatureNames[f])
            {
                FeatureCount++;
                Add($"feature {f}", a.FeatureNames[f], b.FeatureNames[f]);
            }
        }
    }

    private void CompareTrees(TreeEnsemble a, TreeEnsemble b)
    {
        int common = Math.Min(a.TreeCount, b.TreeCount);
        TreeCount += Math.Abs(a.TreeCount - b.TreeCount);
        for (int t = 0; t < common; t++)
        {
            TreeCount += IsSameTree(a, b, t) ? 0 : 1;
        }
    }

    private bool IsSameTree(TreeEnsemble a, TreeEnsemble b, int tree)
    {
        int startA = a.TreeStarts[tree];
        int startB = b.TreeStarts[tree];
        int nodes = a.TreeStarts[tree + 1] - startA;
        int nodesB = b.TreeStarts[tree + 1] - startB;
        bool isSame = Same($"tree {tree} output", a.TreeOutputs[tree], b.TreeOutputs[tree]) & Same($"tree {tree} nodes", nodes, nodesB);
        for (int i = 0; i < nodes && nodes == nodesB; i++)
        {
            TreeNode one = a.Nodes[startA + i];
            TreeNode other = b.Nodes[startB + i];
            if (IsSameNode(a, one, startA, b, other, startB))
            {
                continue;
            }

            isSame = false;
            SplitCount += one.IsLeaf && other.IsLeaf ? 0 : 1;
            LeafCount += one.IsLeaf && other.IsLeaf ? 1 : 0;
            Add($"tree {tree} node {i}", a, one, startA, b, other, startB);
        }

        return isSame;
    }

    // Sets and entries count by content, children by their place in the tree, features by their place in the row.
    private static bool IsSameNode(TreeEnsemble a, in TreeNode one, int startA, TreeEnsemble b, in TreeNode other, int startB)
    {
        bool isSame = one.Feature == other.Feature
            && BitConverter.DoubleToInt64Bits(one.Value) == BitConverter.DoubleToInt64Bits(other.Value)
            && one.SourceNode == other.SourceNode
            && one.Missing == other.Missing
            && one.MissingGoesRight == other.MissingGoesRight
            && one.IsCategorical == other.IsCategorical;
        return isSame && (one.IsLeaf
            ? IsSameEntry(a, one.Left, b, other.Left)
            : one.Left - startA == other.Left - startB && (!one.IsCategorical || IsSameSet(a.CategorySets[one.CategorySet], b.CategorySets[other.CategorySet])));
    }

    private static bool IsSameSet(CategorySet a, CategorySet b) => a.MembersGoRight == b.MembersGoRight && a.Words.SequenceEqual(b.Words);

    private static bool IsSameEntry(TreeEnsemble a, int entryA, TreeEnsemble b, int entryB)
    {
        ReadOnlySpan<double> vectorA = a.VectorLeaves.IsEmpty ? [] : a.VectorLeaves.Slice(entryA * a.OutputCount, a.OutputCount);
        ReadOnlySpan<double> vectorB = b.VectorLeaves.IsEmpty ? [] : b.VectorLeaves.Slice(entryB * b.OutputCount, b.OutputCount);
        if (!SameBits(vectorA, vectorB) || a.LinearLeaves.IsEmpty || b.LinearLeaves.IsEmpty)
        {
            return SameBits(vectorA, vectorB) && a.LinearLeaves.IsEmpty == b.LinearLeaves.IsEmpty;
        }

        LinearLeaf first = a.LinearLeaves[entryA];
        LinearLeaf second = b.LinearLeaves[entryB];
        return SameBits([first.Constant], [second.Constant]) && first.Features.SequenceEqual(second.Features) && SameBits(first.Coefficients, second.Coefficients);
    }

    private static bool SameBits(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        MemoryMarshal.Cast<double, long>(a).SequenceEqual(MemoryMarshal.Cast<double, long>(b));

    private void CompareLinear(TreeEnsemble a, TreeEnsemble b)
    {
        Header("linear model", a.Linear is null ? "no" : "yes", b.Linear is null ? "no" : "yes");
        if (a.Linear is { } first && b.Linear is { } second)
        {
            Header("weights", Text(first.Weights), Text(second.Weights));
            Header("bias", Text(first.Bias), Text(second.Bias));
        }
    }

    private void Header<T>(string what, T first, T second)
    {
        HeaderCount += Same(what, first, second) ? 0 : 1;
    }

    private bool Same<T>(string what, T first, T second)
    {
        bool isSame = EqualityComparer<T>.Default.Equals(first, second);
        if (!isSame)
        {
            Add(what, Text(first), Text(second));
        }

        return isSame;
    }

    private void Add(string place, TreeEnsemble a, in TreeNode one, int startA, TreeEnsemble b, in TreeNode other, int startB)
    {
        if (_first.Count < _limit)
        {
            Add(place, NodeText.Of(a, one, startA), NodeText.Of(b, other, startB));
        }
    }

    private void Add(string place, string first, string second)
    {
        if (_first.Count < _limit)
        {
            _first.Add(new EnsembleDifference(_place + place, first, second));
        }
    }

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text<T>(ReadOnlySpan<T> values)
        where T : struct, IFormattable => string.Join(' ', values.ToArray().Select(static value => value.ToString("R", CultureInfo.InvariantCulture)));
}
