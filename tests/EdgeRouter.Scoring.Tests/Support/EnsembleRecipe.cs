using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>What kind of random ensemble to make.</summary>
internal sealed record EnsembleRecipe
{
    public ModelLibrary Library { get; init; } = ModelLibrary.Xgboost;

    public ulong Seed { get; init; } = 1;

    public int Features { get; init; } = 8;

    public int Outputs { get; init; } = 1;

    public int Trees { get; init; } = 12;

    public TreeForm Form { get; init; } = TreeForm.Mixed;

    /// <summary>Depth of a complete tree, leaves of a leaf-wise one, splits of a chain.</summary>
    public int Size { get; init; }

    public CutKind Cuts { get; init; } = CutKind.Normal;

    /// <summary>Distinct thresholds of a feature.</summary>
    public int CutsPerFeature { get; init; } = 20;

    /// <summary>Rule of every numeric split; null: a random one of those that the library has.</summary>
    public MissingRule? Missing { get; init; }

    /// <summary>Where missing inputs go; null: either way.</summary>
    public bool? MissingGoesRight { get; init; }

    /// <summary>Part of the splits that ask a category set, in percent.</summary>
    public int CategoricalPercent { get; init; }

    public int LargestCategory { get; init; } = 40;

    public LeafKind Leaves { get; init; } = LeafKind.Normal;

    /// <summary>Whether leaves hold one number per output.</summary>
    public bool HasVectorLeaves { get; init; }

    /// <summary>Whether leaves are linear.</summary>
    public bool HasLinearLeaves { get; init; }

    /// <summary>Whether it is a gblinear model.</summary>
    public bool IsLinearBooster { get; init; }
}
