namespace EdgeRouter.Learning.Xgboost;

/// <summary>What the library measured after one boosting round.</summary>
/// <param name="Round">0-based round.</param>
/// <param name="Values">Value by <c>dataset-metric</c>, for example <c>valid-logloss</c>.</param>
public sealed record RoundMetrics(int Round, IReadOnlyDictionary<string, double> Values);
