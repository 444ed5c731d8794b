namespace EdgeRouter.Learning.Datasets;

/// <summary>One child order as a training example: what the decision saw of its row, and what came of it. Costs are basis points of the decision midpoint,
/// fees included, positive = worse (<c>src/docs/LEARNING.md</c>).</summary>
public readonly record struct TrainingRow
{
    /// <summary>Index of the row's features in <see cref="TrainingSet"/>.</summary>
    public int Index { get; init; }

    /// <summary>Engine time of the decision.</summary>
    public long TimeNs { get; init; }

    /// <summary>Share of the child that filled, 0 to 1.</summary>
    public double FillShare { get; init; }

    /// <summary>Cost of what filled; NaN where nothing did.</summary>
    public double CostBps { get; init; }

    /// <summary>What the rest of the parent then cost; NaN where nothing was left or it cannot be priced.</summary>
    public double CompletionBps { get; init; }

    /// <summary>Probability with which the decision chose its first step.</summary>
    public double SlateProbability { get; init; }

    /// <summary>Whether exploration chose it.</summary>
    public bool Explored { get; init; }
}
