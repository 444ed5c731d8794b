using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Tools.Score;

/// <summary>The source library's own arithmetic and link functions.</summary>
internal sealed class ExactRowScorer : RowScorer
{
    private readonly ExactEvaluator[] _models;
    private readonly double[] _margins;

    /// <summary>Prepares to score.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="isRaw">Margins instead of outputs.</param>
    public ExactRowScorer(CompiledForest forest, bool isRaw)
        : base(forest, isRaw)
    {
        _models = [.. forest.Models.ToArray().Select(static model => new ExactEvaluator(model))];
        _margins = new double[_models.Max(static model => model.Ensemble.OutputCount)];
    }

    /// <inheritdoc/>
    public override bool GivesSingles => _models[0].Ensemble.Library == ModelLibrary.Xgboost;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Evaluators { get; } = [Exact];

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<double> rows, int rowCount, Span<double> scores)
    {
        for (int r = 0; r < rowCount; r++)
        {
            ReadOnlySpan<double> row = rows.Slice(r * Forest.FeatureCount, Forest.FeatureCount);
            ScoreRow(row, scores.Slice(r * ColumnCount, ColumnCount));
        }
    }

    private void ScoreRow(ReadOnlySpan<double> row, Span<double> scores)
    {
        foreach (ExactEvaluator model in _models)
        {
            int columns = ColumnsOf(model.Ensemble, IsRaw);
            if (IsRaw)
            {
                model.Margins(row, scores[..columns]);
            }
            else
            {
                model.Margins(row, _margins);
                ExactOutputs.Apply(model.Ensemble, _margins, scores[..columns]);
            }

            scores = scores[columns..];
        }
    }
}
