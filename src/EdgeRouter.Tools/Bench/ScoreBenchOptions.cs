using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Tools.Bench;

/// <summary>What to measure.</summary>
public sealed record ScoreBenchOptions
{
    /// <summary>Most rows of a call.</summary>
    public const int RowsMax = 65_536;

    /// <summary>Most calls of a series.</summary>
    public const int CallsMax = 10_000_000;

    /// <summary>The models, fused.</summary>
    public required CompiledForest Forest { get; init; }

    /// <summary>The rows.</summary>
    public required BenchRows Rows { get; init; }

    /// <summary>Rows of a call, a series each; 1 to <see cref="RowsMax"/>.</summary>
    public required IReadOnlyList<int> RowCounts { get; init; }

    /// <summary>Evaluators, a series each.</summary>
    public required IReadOnlyList<EvaluatorKind> Evaluators { get; init; }

    /// <summary>Whether what each evaluator costs is measured first, and <see cref="EvaluatorKind.Auto"/> goes by that; else by estimates.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Measured calls of a series, 1 to <see cref="CallsMax"/>.</summary>
    public required int Calls { get; init; }
}
