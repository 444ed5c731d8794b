namespace EdgeRouter.Scoring.Import;

/// <summary>The keys of a tree block that decide a score. All others (gains, weights, counts, shrinkage) tell of training.</summary>
internal static class LightGbmKey
{
    public const int LeafCount = 0;
    public const int CategoryCount = 1;
    public const int SplitFeature = 2;
    public const int Threshold = 3;
    public const int DecisionType = 4;
    public const int LeftChild = 5;
    public const int RightChild = 6;
    public const int LeafValue = 7;
    public const int CategoryBoundaries = 8;
    public const int CategoryWords = 9;
    public const int IsLinear = 10;
    public const int LeafConstant = 11;
    public const int LinearCounts = 12;
    public const int LinearFeatures = 13;
    public const int LinearCoefficients = 14;

    /// <summary>The keys as the file spells them, by the numbers above.</summary>
    public static readonly string[] Names =
    [
        "num_leaves", "num_cat", "split_feature", "threshold", "decision_type", "left_child", "right_child", "leaf_value",
        "cat_boundaries", "cat_threshold", "is_linear", "leaf_const", "num_features", "leaf_features", "leaf_coeff",
    ];
}
