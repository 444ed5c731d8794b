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
    private const double WalkStepNs = 1.1;

    /// <summary>Nanoseconds of a batch.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="kind">The evaluator.</param>
    /// <param name="rows">1 to 64.</param>
    public static double Nanoseconds(ForestView view, EvaluatorKind kind, int rows)
    {
        int columns = view.Columns.Length;
        int complete = view.CompleteLeaves.Length / CompleteTree.Leaves;
        double tallWalk = WalkNs(view, complete);
        double walk = tallWalk + (complete * CompleteTree.Levels * WalkStepNs);
        int groups = (rows + Group - 1) / Group;
        double wide = view.RowBytes <= 64 ? 1.0 : view.RowBytes <= 128 ? 1.3 : 2.2;
        double tallMask = view.Limits.HasMasks ? tallWalk * 0.5 : tallWalk;
        return kind switch
        {
            EvaluatorKind.Avx512Mask => (rows == 1 ? columns * CodeRowNs : columns * CodeTileNs * groups) + (complete * MaskNs(rows) * wide) + (tallMask * rows),
            EvaluatorKind.Avx512Blend => (columns * CodeTileNs * groups) + (complete * (rows <= 32 ? 16.0 : 24.0)) + (tallMask * rows),
            EvaluatorKind.Avx2 when rows >= 4 => (columns * CodeEightNs * ((rows + 7) / 8)) + (complete * 22.0 * ((rows + 31) / 32)) + (tallWalk * rows),
            _ => rows * ((columns * CodePortableNs) + walk),
        };
    }

    private static double MaskNs(int rows)
    {
        int rest = rows % Group;
        double last = rest switch
        {
            0 => 0.0,
            1 => 2.6,
            <= 8 => 7.0,
            _ => 11.5,
        };
        return (rows / Group * 11.5) + last;
    }

    private static double WalkNs(ForestView view, int completeTrees)
    {
        long steps = 0;
        foreach (WalkTree tree in view.WalkTrees.Span)
        {
            steps += tree.Steps > CompleteTree.Levels ? tree.Steps : 0;
        }

        return completeTrees == view.WalkTrees.Length ? 0.0 : steps * WalkStepNs;
    }
}
