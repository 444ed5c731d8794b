namespace EdgeRouter.Scoring.Evaluation;

/// <summary>How often a feature's codes changed.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="RowCount">Rows in which at least one of its lanes has another code than in the reference.</param>
public readonly record struct FeatureChange(string Feature, long RowCount);
