using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Training;

/// <summary>How the three models are trained. The defaults are small on purpose: a model must score a decision in microseconds.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of row and column sampling.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Boosting rounds of each model.</summary>
    public int RoundCount { get; init; } = 120;

    /// <summary>Depth of each tree, at most: up to 32 leaves, which the fast evaluators hold in one register.</summary>
    public int MaxDepth { get; init; } = 5;

    /// <summary>Learning rate.</summary>
    public double LearningRate { get; init; } = 0.08;

    /// <summary>Least weight of a leaf: keeps a leaf from being a handful of lucky fills.</summary>
    public double MinChildWeight { get; init; } = 25;

    /// <summary>Fraction of examples, the last in time, that metrics are measured on with models trained on the rest.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Costs beyond this are cut to it before training, bps: one lost parent must not bend a model. Metrics use the cut labels too.</summary>
    public double CostLimitBps { get; init; } = 60;

    /// <summary>Threads of libxgboost; models are promised to be the same bytes for the same number only, so it does not follow the machine. One is also
    /// the quickest where cores are shared: libgomp's threads spin at the many barriers of a boosting round.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>Checks every range.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7012: a value is out of range; the message names it.</exception>
    public TrainingOptions Validated()
    {
        Require(RoundCount is >= 1 and <= 100_000, nameof(RoundCount), "1 to 100000");
        Require(MaxDepth is >= 1 and <= 16, nameof(MaxDepth), "1 to 16");
        Require(LearningRate is > 0 and <= 1, nameof(LearningRate), "above 0 to 1");
        Require(MinChildWeight is >= 0 and < double.PositiveInfinity, nameof(MinChildWeight), "0 or more");
        Require(ValidationFraction is >= 0 and <= 0.9, nameof(ValidationFraction), "0 to 0.9");
        Require(CostLimitBps > 0, nameof(CostLimitBps), "above 0");
        Require(ThreadCount is >= 1 and <= 256, nameof(ThreadCount), "1 to 256");
        return this;
    }

    private static void Require(bool condition, string key, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7012", $"training option {key} is outside its range, {range}");
        }
    }
}
