namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The ways of evaluating a compiled forest. All give the same bits.</summary>
public enum EvaluatorKind
{
    /// <summary>Chosen by processor, forest and number of rows.</summary>
    Auto = 0,

    /// <summary>Plain code, no vector instructions: the reference.</summary>
    Scalar = 1,

    /// <summary>AVX2: 32 rows per register.</summary>
    Avx2 = 2,

    /// <summary>AVX-512 VBMI: all splits of a tree at once, row by row.</summary>
    Avx512Mask = 3,

    /// <summary>AVX-512 VBMI: 64 rows per register.</summary>
    Avx512Blend = 4,
}
