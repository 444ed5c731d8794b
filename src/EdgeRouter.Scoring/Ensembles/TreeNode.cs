namespace EdgeRouter.Scoring.Ensembles;

/// <summary>One node in canonical form. A row goes RIGHT when <c>x &gt;= Value</c>, LEFT when not; a missing (NaN) x goes the default way.</summary>
/// <param name="Feature">Feature tested, or <see cref="Leaf"/>.</param>
/// <param name="Value">Threshold of a split, never NaN; value of a leaf, always finite.</param>
/// <param name="Left">Index, in the ensemble's nodes, of the left child; the right child follows it directly. 0 at a leaf.</param>
/// <param name="MissingGoesRight">Where NaN goes.</param>
/// <param name="SourceNode">Number of the node in its tree of the source file, as the source library reports leaves.</param>
public readonly record struct TreeNode(int Feature, float Value, int Left, bool MissingGoesRight, int SourceNode)
{
    /// <summary><see cref="Feature"/> of a leaf.</summary>
    public const int Leaf = -1;

    /// <summary>Whether the node holds a value instead of a split.</summary>
    public bool IsLeaf => Feature == Leaf;

    /// <summary>Index of the right child.</summary>
    public int Right => Left + 1;
}
