using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Tools.Score;

/// <summary>Scores blocks of rows to output columns. One instance serves one thread.</summary>
public abstract class RowScorer
{
    /// <summary>What <see cref="Evaluators"/> says of the source library's own arithmetic.</summary>
    public const string Exact = "exact";

    private protected RowScorer(CompiledForest forest, bool isRaw)
    {
        Forest = forest;
        IsRaw = isRaw;
        ColumnNames = NamesOf(forest, isRaw);
    }

    /// <summary>The models.</summary>
    public CompiledForest Forest { get; }

    /// <summary>Whether margins are written instead of outputs: of an averaged forest the plain sum.</summary>
    public bool IsRaw { get; }

    /// <summary>Names of the output columns: <c>score</c>, or <c>score_0</c>, … where there are more, or <c>score_M_0</c>, … of model M where the
    /// forest has several.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Numbers that a row is scored to.</summary>
    public int ColumnCount => ColumnNames.Count;

    /// <summary>Whether every number written is a float32.</summary>
    public virtual bool GivesSingles => false;

    /// <summary>What has scored the last rows of the blocks so far: names of <see cref="EvaluatorSupport.NameOf"/>, or <see cref="Exact"/>.</summary>
    public abstract IReadOnlyList<string> Evaluators { get; }

    /// <summary>Scores in fixed point: the same bits on every machine.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="isRaw">Margins instead of outputs.</param>
    /// <param name="kind">Evaluator to use.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">ER4055: this machine or forest does not allow the evaluator.</exception>
    public static RowScorer InFixedPoint(CompiledForest forest, bool isRaw, EvaluatorKind kind) => new FixedPointRowScorer(forest, isRaw, kind);

    /// <summary>Scores as the library does that trained the models, bit for bit.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="isRaw">Margins instead of outputs.</param>
    public static RowScorer AsTheLibrary(CompiledForest forest, bool isRaw) => new ExactRowScorer(forest, isRaw);

    /// <summary>Scores rows.</summary>
    /// <param name="rows">Row-major, exactly <paramref name="rowCount"/> × features; NaN = missing.</param>
    /// <param name="rowCount">0 or more.</param>
    /// <param name="scores">Out: row-major, <paramref name="rowCount"/> × <see cref="ColumnCount"/>.</param>
    public abstract void Score(ReadOnlySpan<double> rows, int rowCount, Span<double> scores);

    /// <summary>Numbers that one model gives per row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="isRaw">Margins instead of outputs.</param>
    private protected static int ColumnsOf(TreeEnsemble model, bool isRaw) => isRaw ? model.OutputCount : model.OutputColumnCount;

    private static string[] NamesOf(CompiledForest forest, bool isRaw)
    {
        var names = new List<string>();
        for (int m = 0; m < forest.Models.Length; m++)
        {
            string stem = forest.Models.Length == 1 ? "score" : FormattableString.Invariant($"score_{m}");
            int columns = ColumnsOf(forest.Models[m], isRaw);
            names.AddRange(columns == 1 ? [stem] : Enumerable.Range(0, columns).Select(k => FormattableString.Invariant($"{stem}_{k}")));
        }

        return [.. names];
    }
}
