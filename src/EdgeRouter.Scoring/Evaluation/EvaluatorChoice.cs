using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The evaluators that a processor and a forest allow, and which of them scores how many rows.</summary>
internal sealed class EvaluatorChoice
{
    private readonly ForestEvaluator[] _evaluators;

    /// <summary>Prepares the evaluators.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="kind">The only one to use, or <see cref="EvaluatorKind.Auto"/>.</param>
    /// <exception cref="PlatformNotSupportedException">The processor or the forest does not allow this evaluator.</exception>
    public EvaluatorChoice(ForestView view, EvaluatorKind kind)
    {
        _evaluators = [kind == EvaluatorKind.Avx512Mask ? (view.LaneCount <= 64 ? new MaskEvaluator<Lanes64>(view) : view.LaneCount <= 128 ? new MaskEvaluator<Lanes128>(view) : new MaskEvaluator<Lanes256>(view)) : kind == EvaluatorKind.Avx512Blend ? new BlendEvaluator(view) : new ScalarEvaluator(view)];
    }

    public int NextBlock(int rowsLeft) => Math.Min(rowsLeft, RowBlock.MaxRows);

    public ForestEvaluator Select(int rows) => _evaluators[Math.Min(rows, 0)];
}
