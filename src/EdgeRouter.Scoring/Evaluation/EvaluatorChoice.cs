using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The evaluators of a scorer, and which of them scores how many rows.</summary>
internal sealed class EvaluatorChoice
{
    private readonly ForestEvaluator _few;
    private readonly ForestEvaluator _many;

    /// <summary>Fewest rows for which the evaluator of many rows is the faster one.</summary>
    private readonly int _manyFrom;

    /// <summary>Prepares the evaluators.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="kind">The only one to use, or <see cref="EvaluatorKind.Auto"/>.</param>
    /// <exception cref="PlatformNotSupportedException">The processor or the forest does not allow this evaluator.</exception>
    public EvaluatorChoice(CompiledForest forest, EvaluatorKind kind)
    {
        if (kind != EvaluatorKind.Auto)
        {
            _few = EvaluatorSupport.Create(kind, forest.View);
            _many = _few;
            return;
        }

        IReadOnlyList<EvaluatorKind> supported = EvaluatorSupport.For(forest);
        bool hasMask = supported.Contains(EvaluatorKind.Avx512Mask);
        bool hasBlend = supported.Contains(EvaluatorKind.Avx512Blend);
        _few = EvaluatorSupport.Create(hasMask ? EvaluatorKind.Avx512Mask : EvaluatorKind.Scalar, forest.View);
        _many = hasBlend ? EvaluatorSupport.Create(EvaluatorKind.Avx512Blend, forest.View) : _few;
        _manyFrom = 40;
    }

    /// <summary>Rows of the next block.</summary>
    /// <param name="rowsLeft">Rows still to score.</param>
    public static int NextBlock(int rowsLeft) => Math.Min(rowsLeft, RowBlock.MaxRows);

    /// <summary>Evaluator of a block.</summary>
    /// <param name="rows">Its rows.</param>
    public ForestEvaluator Select(int rows) => rows >= _manyFrom ? _many : _few;
}
