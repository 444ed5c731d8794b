using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Costs without measuring: figures of one core at 3.7 GHz (Zen 4) times the shape of a forest.</summary>
internal static class CostEstimate
{
    private const int Group = 16;
    private const double CodeRowNs = 5.0;
    private const double CodeTileNs = 14.0;
    private const double CodePortableNs = 18.0;
    private const double CodeEightNs = 22.0;
    private const double WalkStepNs = 1.6;
    private const double HalfBlendNs = 16.0;
    private const double BlendNs = 24.0;
    private const double PlainBlendNs = 22.0;
    private const double CompactRowNs = 3.3;
    private const double DeepRowNs = 4.5;
    private const double BottomRowNs = 2.2;
    private const double PlainBottomRowNs = 4.5;

    /// <summary>Nanoseconds of a batch.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="kind">The evaluator.</param>
    /// <param name="rows">1 to 64.</param>
    public static double Nanoseconds(ForestView view, EvaluatorKind kind, int rows)
    {
        int columns = view.Columns.Length;
        int complete = view.CompleteLeaves.Length / CompleteTree.Leaves;
        int compact = view.CompactSteps.Length;
        int deep = view.DeepStarts.Length;
        int groups = (rows + Group - 1) / Group;
        double walkOnly = view.Limits.HasMasks ? 0.0 : TallStepsNs(view);
        double wide = view.RowBytes <= 64 ? 1.0 : view.RowBytes <= 128 ? 1.3 : 2.2;
        double blend = rows <= Blend256Vbmi.Rows ? HalfBlendNs : BlendNs;
        int plainBlends = (rows + Blend256.Rows - 1) / Blend256.Rows;
        return kind switch
        {
            EvaluatorKind.Avx512Mask =>
                (rows == 1 ? columns * CodeRowNs : columns * CodeTileNs * groups)
                + (complete * MaskNs(rows) * wide)
                + (((compact * CompactRowNs) + (deep * DeepRowNs)) * wide * Math.Max(rows, 2)),
            EvaluatorKind.Avx512Blend =>
                (columns * CodeTileNs * groups) + ((complete + deep) * blend) + (((compact * CompactRowNs) + (deep * BottomRowNs) + walkOnly) * Math.Max(rows, 2)),
            EvaluatorKind.Avx2 when rows >= Avx2Evaluator.FewestToBlend =>
                (columns * CodeEightNs * ((rows + 7) / 8)) + ((complete + deep) * PlainBlendNs * plainBlends)
                + (((deep * PlainBottomRowNs) + (deep > 0 ? 0.0 : TallStepsNs(view))) * rows),
            _ => rows * ((columns * CodePortableNs) + (complete * CompleteTree.Levels * WalkStepNs) + TallStepsNs(view)),
        };
    }

    private static double MaskNs(int rows)
    {
        double last = (rows % Group) switch
        {
            0 => 0.0,
            1 => 2.6,
            <= 8 => 7.0,
            _ => 11.5,
        };
        return (rows / Group * 11.5) + last;
    }

    private static double TallStepsNs(ForestView view)
    {
        long steps = 0;
        foreach (WalkTree tree in view.WalkTrees.Span)
        {
            steps += tree.Steps > CompleteTree.Levels ? tree.Steps : 0;
        }

        return steps * WalkStepNs;
    }
}
