using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Tools.Score;

/// <summary>Fixed-point scores and deterministic link functions.</summary>
internal sealed class FixedPointRowScorer : RowScorer
{
    // Small blocks, because the scorer tells of its last rows which evaluator scored them.
    private const int BlockRows = 64;

    private readonly ForestScorer _scorer;
    private readonly long[] _raw;
    private readonly double[] _margins;
    private readonly SortedSet<string> _evaluators = new(StringComparer.Ordinal);
    private EvaluatorKind _last;

    /// <summary>Prepares to score.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="isRaw">Margins instead of outputs.</param>
    /// <param name="kind">Evaluator to use.</param>
    /// <exception cref="EdgeRouterException">ER4055: this machine or forest does not allow the evaluator.</exception>
    public FixedPointRowScorer(CompiledForest forest, bool isRaw, EvaluatorKind kind)
        : base(forest, isRaw)
    {
        _scorer = ScorerOf(forest, kind);
        _raw = new long[BlockRows * forest.Outputs.Length];
        _margins = new double[forest.Outputs.Length];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Evaluators => [.. _evaluators];

    /// <summary>A scorer, or the user's failure if there is none.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="kind">Evaluator to use.</param>
    /// <param name="costs">What decides among them; estimated if null.</param>
    /// <exception cref="EdgeRouterException">ER4055.</exception>
    public static ForestScorer ScorerOf(CompiledForest forest, EvaluatorKind kind, EvaluatorCosts? costs = null)
    {
        try
        {
            return new ForestScorer(forest, kind, costs);
        }
        catch (PlatformNotSupportedException e)
        {
            string possible = string.Join(", ", EvaluatorSupport.For(forest).Select(EvaluatorSupport.NameOf));
            throw EdgeRouterException.Environment(ScoreErrors.NoEvaluator, $"evaluator {EvaluatorSupport.NameOf(kind)} cannot score this model on this machine; take auto, or one of: {possible}", e);
        }
    }

    /// <inheritdoc/>
    public override void Score(ReadOnlySpan<double> rows, int rowCount, Span<double> scores)
    {
        for (int done = 0; done < rowCount; done += BlockRows)
        {
            int count = Math.Min(BlockRows, rowCount - done);
            _scorer.Score(rows.Slice(done * Forest.FeatureCount, count * Forest.FeatureCount), count, _raw);
            NoteEvaluator();
            for (int r = 0; r < count; r++)
            {
                Write(r, count, scores.Slice((done + r) * ColumnCount, ColumnCount));
            }
        }
    }

    private void NoteEvaluator()
    {
        if (_scorer.LastEvaluator != _last)
        {
            _last = _scorer.LastEvaluator;
            _evaluators.Add(EvaluatorSupport.NameOf(_last));
        }
    }

    private void Write(int row, int rowCount, Span<double> scores)
    {
        for (int o = 0; o < _margins.Length; o++)
        {
            _margins[o] = Forest.ToMargin(o, _raw[(o * rowCount) + row]);
        }

        if (IsRaw)
        {
            _margins.CopyTo(scores);
            return;
        }

        ReadOnlySpan<double> margins = _margins;
        foreach (TreeEnsemble model in Forest.Models)
        {
            Links.Apply(model, margins[..model.OutputCount], scores[..model.OutputColumnCount]);
            margins = margins[model.OutputCount..];
            scores = scores[model.OutputColumnCount..];
        }
    }
}
