namespace EdgeRouter.Scoring.Ensembles;

/// <summary>What an importer hands over to <see cref="TreeEnsemble"/>: checked, in canonical form, and not changed afterwards.</summary>
internal sealed class EnsembleContent
{
    /// <summary>Library that trained it.</summary>
    public required ModelLibrary Library { get; init; }

    /// <summary>Objective as the file names it.</summary>
    public required string Objective { get; init; }

    /// <summary>Feature names in row order.</summary>
    public required string[] FeatureNames { get; init; }

    /// <summary>Margin of each output before the first tree.</summary>
    public required double[] BaseMargins { get; init; }

    /// <summary>Margins to outputs.</summary>
    public required LinkKind Link { get; init; }

    /// <summary>Factor of the logistic link.</summary>
    public double LinkScale { get; init; } = 1.0;

    /// <summary>Outputs are taken of the margin divided by this (LightGBM random forests: iterations); 1 otherwise.</summary>
    public int AverageOver { get; init; } = 1;

    /// <summary>First node of each tree, and behind the last the number of nodes.</summary>
    public int[] TreeStarts { get; init; } = [0];

    /// <summary>Output of each tree, or <see cref="TreeEnsemble.AllOutputs"/> where its leaves are vectors.</summary>
    public int[] TreeOutputs { get; init; } = [];

    /// <summary>All nodes.</summary>
    public TreeNode[] Nodes { get; init; } = [];

    /// <summary>Category sets that nodes refer to.</summary>
    public CategorySet[] CategorySets { get; init; } = [];

    /// <summary>Entries of vector leaves, one number per output each.</summary>
    public double[] VectorLeaves { get; init; } = [];

    /// <summary>Entries of linear leaves.</summary>
    public LinearLeaf[] LinearLeaves { get; init; } = [];

    /// <summary>A gblinear model, or null.</summary>
    public LinearBooster? Linear { get; init; }
}
