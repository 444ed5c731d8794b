using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Tools.Score;

/// <summary>What rows must look like for a model.</summary>
/// <param name="FeatureNames">Names of the features in row order.</param>
/// <param name="IsSingle">Whether the model reads inputs as float32 (XGBoost).</param>
/// <param name="Missing">A value that means missing, besides NaN; NaN for none.</param>
public sealed record RowLayout(IReadOnlyList<string> FeatureNames, bool IsSingle, double Missing = double.NaN)
{
    /// <summary>Features of a row.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>What a forest's models read.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="missing">A value that means missing, besides NaN; null for none.</param>
    public static RowLayout Of(CompiledForest forest, double? missing = null) =>
        new([.. forest.FeatureNames], forest.Models[0].Library == ModelLibrary.Xgboost, missing ?? double.NaN);
}
