using EdgeRouter.Core.Scoring;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The <see cref="IRowScorer"/> of a model set on this thread: its three models fused in one forest.</summary>
public sealed class ForestRowScorer : IRowScorer
{
    private readonly ForestScorer _scorer;
    private readonly long[] _raw;

    /// <summary>Scores with a model set.</summary>
    /// <param name="models">The models.</param>
    /// <param name="maxRows">Most rows of a call.</param>
    /// <param name="kind">Evaluator to use; by default the fastest for each batch.</param>
    /// <param name="costs">Costs that decide the fastest one; estimated if null.</param>
    public ForestRowScorer(ModelSet models, int maxRows = 1024, EvaluatorKind kind = EvaluatorKind.Auto, EvaluatorCosts? costs = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        _scorer = new ForestScorer(models.Forest, kind, costs);
        _raw = new long[ModelSet.ModelCount * maxRows];
        Name = kind == EvaluatorKind.Auto ? "cpu" : EvaluatorSupport.NameOf(kind);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Evaluator that scored the last rows.</summary>
    public EvaluatorKind LastEvaluator => _scorer.LastEvaluator;

    /// <inheritdoc/>
    public void Score(
        ReadOnlySpan<float> rows,
        int rowCount,
        int featureCount,
        Span<long> fillRaw,
        Span<long> costRaw,
        Span<long> completionRaw)
    {
        if (featureCount != _scorer.Forest.FeatureCount)
        {
            throw new ArgumentException($"Rows have {featureCount} features, the models {_scorer.Forest.FeatureCount}.", nameof(featureCount));
        }

        if (rowCount < 0 || rowCount * ModelSet.ModelCount > _raw.Length)
        {
            throw new ArgumentException($"{rowCount} rows; this scorer was made for at most {_raw.Length / ModelSet.ModelCount}.", nameof(rowCount));
        }

        _scorer.Score(rows, rowCount, _raw);
        _raw.AsSpan(0, rowCount).CopyTo(fillRaw);
        _raw.AsSpan(rowCount, rowCount).CopyTo(costRaw);
        _raw.AsSpan(2 * rowCount, rowCount).CopyTo(completionRaw);
    }
}
