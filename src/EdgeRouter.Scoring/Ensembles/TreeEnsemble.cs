using System.Globalization;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>A checked, immutable sum of decision trees, whatever library it came from. Each tree is stored in breadth-first order with siblings
/// side by side, so children always stand after their parent and every walk ends.</summary>
/// <remarks>Only the importers create it, so an evaluator may trust every index: <c>0 ≤ Feature &lt; FeatureCount</c>,
/// <c>Left + 1 &lt; Nodes.Length</c>, no cycle.</remarks>
public sealed class TreeEnsemble
{
    private readonly string[] _featureNames;
    private readonly int[] _treeStarts;
    private readonly TreeNode[] _nodes;

    internal TreeEnsemble(string[] featureNames, float baseMargin, LinkKind link, int[] treeStarts, TreeNode[] nodes)
    {
        _featureNames = featureNames;
        _treeStarts = treeStarts;
        _nodes = nodes;
        BaseMargin = baseMargin;
        Link = link;
        ContentHash = EnsembleHash.Compute(this);
    }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => _featureNames.Length;

    /// <summary>Names of the features in row order; <c>f0</c>, <c>f1</c>, … if the file named none.</summary>
    public ReadOnlySpan<string> FeatureNames => _featureNames;

    /// <summary>Margin before the first tree.</summary>
    public float BaseMargin { get; }

    /// <summary>How the margin becomes the output.</summary>
    public LinkKind Link { get; }

    /// <summary>Number of trees.</summary>
    public int TreeCount => _treeStarts.Length - 1;

    /// <summary>First node of each tree in summation order, and behind the last the number of nodes: <see cref="TreeCount"/> + 1 entries.</summary>
    public ReadOnlySpan<int> TreeStarts => _treeStarts;

    /// <summary>The nodes of all trees.</summary>
    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    /// <summary>64-bit hash of everything that decides a score, and of the feature names; the same for JSON and UBJSON of one model, on every machine.</summary>
    public ulong ContentHash { get; }

    /// <summary><see cref="ContentHash"/> as 16 hexadecimal digits.</summary>
    public string ModelId => ContentHash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Splits on the longest way from the root of <paramref name="tree"/> to a leaf.</summary>
    /// <param name="tree">Index of the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tree.</exception>
    public int DepthOf(int tree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tree);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tree, TreeCount);
        int start = _treeStarts[tree];
        var depths = new int[_treeStarts[tree + 1] - start];
        int deepest = 0;
        for (int i = 0; i < depths.Length; i++)
        {
            deepest = Math.Max(deepest, depths[i]);
            TreeNode node = _nodes[start + i];
            if (!node.IsLeaf)
            {
                depths[node.Left - start] = depths[i] + 1;
                depths[node.Right - start] = depths[i] + 1;
            }
        }

        return deepest;
    }
}
