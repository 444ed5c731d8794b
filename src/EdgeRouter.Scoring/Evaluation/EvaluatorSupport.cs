using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Which evaluators a processor and a forest allow.</summary>
public static class EvaluatorSupport
{
    private static readonly EvaluatorKind[] All = [EvaluatorKind.Scalar, EvaluatorKind.Avx2, EvaluatorKind.Avx512Mask, EvaluatorKind.Avx512Blend];

    /// <summary>The evaluators that can score a forest here, plain code first.</summary>
    /// <param name="forest">The forest.</param>
    public static IReadOnlyList<EvaluatorKind> For(CompiledForest forest) => [.. All.Where(kind => IsSupported(kind, forest.View.Limits))];

    /// <summary>Stable name of an evaluator, as it is journaled and printed.</summary>
    /// <param name="kind">The evaluator.</param>
    public static string NameOf(EvaluatorKind kind) => kind switch
    {
        EvaluatorKind.Scalar => "scalar",
        EvaluatorKind.Avx2 => "avx2",
        EvaluatorKind.Avx512Mask => "avx512-mask",
        EvaluatorKind.Avx512Blend => "avx512-blend64",
        _ => "auto",
    };

    /// <summary>Creates an evaluator.</summary>
    /// <param name="kind">Any but <see cref="EvaluatorKind.Auto"/>.</param>
    /// <param name="view">The forest.</param>
    /// <exception cref="PlatformNotSupportedException">The processor or the forest does not allow it.</exception>
    internal static ForestEvaluator Create(EvaluatorKind kind, ForestView view)
    {
        if (!IsSupported(kind, view.Limits))
        {
            throw new PlatformNotSupportedException($"Evaluator {NameOf(kind)} needs other processor instructions or a forest of fewer lanes than {view.LaneCount}.");
        }

        return kind switch
        {
            EvaluatorKind.Avx512Mask when view.RowBytes <= 64 => new MaskEvaluator<Lanes64>(view),
            EvaluatorKind.Avx512Mask when view.RowBytes <= 128 => new MaskEvaluator<Lanes128>(view),
            EvaluatorKind.Avx512Mask => new MaskEvaluator<Lanes256>(view),
            EvaluatorKind.Avx512Blend => new BlendEvaluator(view),
            EvaluatorKind.Avx2 => new Avx2Evaluator(view),
            _ => new ScalarEvaluator(view),
        };
    }

    /// <summary>Whether an evaluator can be used.</summary>
    /// <param name="kind">The evaluator.</param>
    /// <param name="limits">Lanes of the forest.</param>
    internal static bool IsSupported(EvaluatorKind kind, LaneLimits limits) => kind switch
    {
        EvaluatorKind.Scalar => true,
        EvaluatorKind.Avx2 => Avx2.IsSupported && limits.HasHeaps,
        EvaluatorKind.Avx512Mask => HasAvx512 && limits.HasMasks,
        EvaluatorKind.Avx512Blend => HasAvx512 && limits.HasHeaps,
        _ => false,
    };

    private static bool HasAvx512 => Avx512Vbmi.IsSupported && Avx512Vbmi.VL.IsSupported && Avx512BW.IsSupported;
}
