namespace EdgeRouter.Learning.Xgboost;

/// <summary>How to train one model.</summary>
public sealed record XgboostTrainingOptions
{
    /// <summary>libxgboost parameters by name, for example <c>objective</c>, <c>max_depth</c>, <c>eta</c>. Seed and threads have their own fields.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Boosting rounds, 1 or more.</summary>
    public required int RoundCount { get; init; }

    /// <summary>Seed of row and column sampling.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads, 1 or more. Models are byte-identical for the same data, parameters, seed and number of threads.</summary>
    public int ThreadCount { get; init; } = 1;
}
