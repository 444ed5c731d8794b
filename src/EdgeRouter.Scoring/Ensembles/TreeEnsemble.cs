using System.Globalization;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>A checked, immutable sum of decision trees, whatever library it came from. Each tree is stored in breadth-first order with siblings
/// side by side, so children always stand after their parent and every walk ends.</summary>
/// <remarks>Only importers and the forest file reader create it, so an evaluator may trust every index: <c>0 ≤ Feature &lt; FeatureCount</c>,
/// <c>Left + 1 &lt; Nodes.Length</c>, no cycle, every set and leaf entry exists.</remarks>
public sealed class TreeEnsemble
{
    /// <summary>Entry of <see cref="TreeOutputs"/> of a tree whose leaves hold one number per output.</summary>
    public const int AllOutputs = -1;

    private readonly EnsembleContent _content;

    internal TreeEnsemble(EnsembleContent content)
    {
        _content = content;
        ContentHash = EnsembleBytes.Hash(this);
    }

    /// <summary>Library that trained it.</summary>
    public ModelLibrary Library => _content.Library;

    /// <summary>Objective as the file names it, for example <c>binary:logistic</c>.</summary>
    public string Objective => _content.Objective;

    /// <summary>Features of a row.</summary>
    public int FeatureCount => _content.FeatureNames.Length;

    /// <summary>Names of the features in row order; <c>f0</c>, <c>f1</c>, … (XGBoost) or <c>Column_0</c>, … (LightGBM) if the file named none.</summary>
    public ReadOnlySpan<string> FeatureNames => _content.FeatureNames;

    /// <summary>Margins per row, 1 or more.</summary>
    public int OutputCount => _content.BaseMargins.Length;

    /// <summary>Output columns per row: <see cref="OutputCount"/>, but 1 for <see cref="LinkKind.ArgMax"/>.</summary>
    public int OutputColumnCount => Link == LinkKind.ArgMax ? 1 : OutputCount;

    /// <summary>Margin of each output before the first tree; of XGBoost, float32 numbers.</summary>
    public ReadOnlySpan<double> BaseMargins => _content.BaseMargins;

    /// <summary>How margins become outputs.</summary>
    public LinkKind Link => _content.Link;

    /// <summary>Factor of <see cref="LinkKind.Logistic"/>.</summary>
    public double LinkScale => _content.LinkScale;

    /// <summary>Outputs are taken of the margin divided by this: the iterations of a LightGBM random forest, 1 otherwise.</summary>
    public int AverageOver => _content.AverageOver;

    /// <summary>Number of trees.</summary>
    public int TreeCount => _content.TreeStarts.Length - 1;

    /// <summary>First node of each tree in summation order, and behind the last the number of nodes: <see cref="TreeCount"/> + 1 entries.</summary>
    public ReadOnlySpan<int> TreeStarts => _content.TreeStarts;

    /// <summary>Output that each tree adds to, or <see cref="AllOutputs"/>.</summary>
    public ReadOnlySpan<int> TreeOutputs => _content.TreeOutputs;

    /// <summary>The nodes of all trees.</summary>
    public ReadOnlySpan<TreeNode> Nodes => _content.Nodes;

    /// <summary>The sets of the categorical splits.</summary>
    public ReadOnlySpan<CategorySet> CategorySets => _content.CategorySets;

    /// <summary>Entry e of output k is <c>VectorLeaves[e * OutputCount + k]</c>; empty without vector leaves.</summary>
    public ReadOnlySpan<double> VectorLeaves => _content.VectorLeaves;

    /// <summary>Entries of linear leaves; empty without such, else every leaf has one.</summary>
    public ReadOnlySpan<LinearLeaf> LinearLeaves => _content.LinearLeaves;

    /// <summary>The weights of a gblinear model, which has no trees; null otherwise.</summary>
    public LinearBooster? Linear => _content.Linear;

    /// <summary>Whether margins depend on products with inputs (gblinear, linear leaves), not on sums of constants alone.</summary>
    public bool IsLinear => Linear is not null || _content.LinearLeaves.Length > 0;

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
        int start = TreeStarts[tree];
        ReadOnlySpan<TreeNode> nodes = Nodes[start..TreeStarts[tree + 1]];
        var depths = new int[nodes.Length];
        int deepest = 0;
        for (int i = 0; i < depths.Length; i++)
        {
            deepest = Math.Max(deepest, depths[i]);
            if (!nodes[i].IsLeaf)
            {
                depths[nodes[i].Left - start] = depths[i] + 1;
                depths[nodes[i].Right - start] = depths[i] + 1;
            }
        }

        return deepest;
    }

    /// <summary>The leaf that a row reaches, by the comparisons of the source library.</summary>
    /// <param name="tree">Index of the tree.</param>
    /// <param name="row">At least <see cref="FeatureCount"/> values from <see cref="InputRules.Canonical"/>; NaN = missing.</param>
    public TreeNode FindLeaf(int tree, ReadOnlySpan<double> row)
    {
        ReadOnlySpan<TreeNode> nodes = Nodes;
        TreeNode node = nodes[TreeStarts[tree]];
        while (!node.IsLeaf)
        {
            node = nodes[GoesRight(node, row[node.Feature]) ? node.Right : node.Left];
        }

        return node;
    }

    private bool GoesRight(in TreeNode node, double x)
    {
        bool isNaN = double.IsNaN(x);
        bool missing = node.Missing switch
        {
            MissingRule.NaN => isNaN,
            MissingRule.Zero => isNaN || x == 0.0,
            _ => false,
        };
        if (missing)
        {
            return node.MissingGoesRight;
        }

        return node.IsCategorical
            ? CategorySets[node.CategorySet].GoesRight(InputRules.CategoryOf(Library, x))
            : (isNaN ? 0.0 : x) >= node.Value;
    }
}
