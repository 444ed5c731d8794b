namespace EdgeRouter.Scoring.Import;

/// <summary>One tree as an XGBoost file holds it: parallel arrays by node, root = 0. Nothing in it has been checked.</summary>
internal sealed class TreeDocument
{
    /// <summary>Left child, −1 at a leaf.</summary>
    public int[] LeftChildren { get; set; } = [];

    /// <summary>Right child, −1 at a leaf.</summary>
    public int[] RightChildren { get; set; } = [];

    /// <summary>Feature of a split.</summary>
    public int[] SplitIndices { get; set; } = [];

    /// <summary>Threshold of a split; value of a leaf.</summary>
    public float[] SplitConditions { get; set; } = [];

    /// <summary>1 where a missing value goes left.</summary>
    public int[] DefaultLeft { get; set; } = [];

    /// <summary>0 numeric, 1 categorical; absent in old files.</summary>
    public int[] SplitTypes { get; set; } = [];

    /// <summary>Numbers in a leaf; 0 and 1 both mean a plain leaf.</summary>
    public string SizeLeafVector { get; set; } = "0";

    /// <summary>Numbers of vector leaves; a leaf's right child says which.</summary>
    public float[] LeafWeights { get; set; } = [];

    /// <summary>Weights of all nodes; read only of trees with vector leaves up to 3.0, whose leaves have theirs here.</summary>
    public float[] BaseWeights { get; set; } = [];

    /// <summary>Categories of all categorical nodes.</summary>
    public int[] Categories { get; set; } = [];

    /// <summary>Categorical nodes.</summary>
    public int[] CategoryNodes { get; set; } = [];

    /// <summary>Where in <see cref="Categories"/> the set of each categorical node begins.</summary>
    public int[] CategorySegments { get; set; } = [];

    /// <summary>Categories of each categorical node.</summary>
    public int[] CategorySizes { get; set; } = [];
}
