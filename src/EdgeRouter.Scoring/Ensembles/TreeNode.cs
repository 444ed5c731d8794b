namespace EdgeRouter.Scoring.Ensembles;

/// <summary>One node in canonical form, whichever library it came from.</summary>
/// <remarks>A numeric split sends a row RIGHT when <c>x &gt;= Value</c> and LEFT when not; a missing x (see <see cref="Missing"/>) goes the
/// default way. A categorical split asks its <see cref="Ensembles.CategorySet"/>. Built by the factory methods only.</remarks>
public readonly record struct TreeNode
{
    /// <summary><see cref="Feature"/> of a leaf.</summary>
    public const int Leaf = -1;

    /// <summary><see cref="CategorySet"/> of a node that is no categorical split.</summary>
    public const int NoSet = -1;

    /// <summary>Feature tested, or <see cref="Leaf"/>.</summary>
    public int Feature { get; private init; }

    /// <summary>A split: index, in the ensemble's nodes, of the left child; the right child follows it directly. A leaf of an ensemble with
    /// vector or linear leaves: index of the leaf's entry there. Other leaves: 0.</summary>
    public int Left { get; private init; }

    /// <summary>Numeric split: threshold in double; NaN = nothing goes right except what is missing. Leaf: its value, always finite.</summary>
    public double Value { get; private init; }

    /// <summary>Index in the ensemble's category sets, or <see cref="NoSet"/>.</summary>
    public int CategorySet { get; private init; }

    /// <summary>What counts as missing at this split.</summary>
    public MissingRule Missing { get; private init; }

    /// <summary>Where a missing input goes.</summary>
    public bool MissingGoesRight { get; private init; }

    /// <summary>A leaf's number as the source library reports it for its leaf prediction; a split's number in its tree of the file.</summary>
    public int SourceNode { get; private init; }

    /// <summary>Whether the node holds a value instead of a split.</summary>
    public bool IsLeaf => Feature == Leaf;

    /// <summary>Whether the split asks a category set.</summary>
    public bool IsCategorical => CategorySet != NoSet;

    /// <summary>Index of the right child.</summary>
    public int Right => Left + 1;

    /// <summary>The same split of another feature.</summary>
    /// <param name="feature">The feature.</param>
    internal TreeNode Reading(int feature) => this with { Feature = feature };

    /// <summary>A numeric split.</summary>
    /// <param name="feature">Feature tested.</param>
    /// <param name="threshold">RIGHT ⇔ <c>x &gt;= threshold</c>; NaN = never.</param>
    /// <param name="left">Index of the left child.</param>
    /// <param name="missing">What counts as missing.</param>
    /// <param name="missingGoesRight">Where it goes.</param>
    /// <param name="sourceNode">Number in the file.</param>
    public static TreeNode NumericSplit(int feature, double threshold, int left, MissingRule missing, bool missingGoesRight, int sourceNode) => new()
    {
        Feature = feature,
        Left = left,
        Value = threshold,
        CategorySet = NoSet,
        Missing = missing,
        MissingGoesRight = missingGoesRight,
        SourceNode = sourceNode,
    };

    /// <summary>A categorical split; NaN is missing.</summary>
    /// <param name="feature">Feature tested.</param>
    /// <param name="categorySet">Index in the ensemble's category sets.</param>
    /// <param name="left">Index of the left child.</param>
    /// <param name="missingGoesRight">Where NaN goes.</param>
    /// <param name="sourceNode">Number in the file.</param>
    public static TreeNode CategoricalSplit(int feature, int categorySet, int left, bool missingGoesRight, int sourceNode) => new()
    {
        Feature = feature,
        Left = left,
        CategorySet = categorySet,
        Missing = MissingRule.NaN,
        MissingGoesRight = missingGoesRight,
        SourceNode = sourceNode,
    };

    /// <summary>A leaf.</summary>
    /// <param name="value">Its value; of a linear leaf, the value used where an input is NaN. Finite.</param>
    /// <param name="sourceNode">Number as the library reports it.</param>
    /// <param name="entry">Index of its vector or linear entry; 0 without such.</param>
    public static TreeNode LeafNode(double value, int sourceNode, int entry = 0) => new()
    {
        Feature = Leaf,
        Left = entry,
        Value = value,
        CategorySet = NoSet,
        SourceNode = sourceNode,
    };
}
