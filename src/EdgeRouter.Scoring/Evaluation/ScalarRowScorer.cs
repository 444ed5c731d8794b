using EdgeRouter.Core.Scoring;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The reference <see cref="IRowScorer"/>: the three models of a set, one after another, on this thread.</summary>
public sealed class ScalarRowScorer : IRowScorer
{
    private readonly ModelSet _models;

    /// <summary>Scores with a model set.</summary>
    /// <param name="models">The models.</param>
    public ScalarRowScorer(ModelSet models)
    {
        _models = models;
    }

    /// <inheritdoc/>
    public string Name => "scalar";

    /// <inheritdoc/>
    public void Score(
        ReadOnlySpan<float> rows,
        int rowCount,
        int featureCount,
        Span<long> fillRaw,
        Span<long> costRaw,
        Span<long> completionRaw)
    {
        if (featureCount != _models.FeatureCount)
        {
            throw new ArgumentException($"Rows have {featureCount} features, the models {_models.FeatureCount}.", nameof(featureCount));
        }

        _models.Fill.ScoreRaw(rows, rowCount, fillRaw);
        _models.Cost.ScoreRaw(rows, rowCount, costRaw);
        _models.Completion.ScoreRaw(rows, rowCount, completionRaw);
    }
}
