namespace EdgeRouter.Scoring.Import;

/// <summary>Which trees of a file belong to the rounds asked for: always the first ones.</summary>
internal static class XgboostRounds
{
    /// <summary>Number of trees to use.</summary>
    /// <param name="document">With trees.</param>
    /// <param name="outputCount">Outputs of the model.</param>
    /// <param name="rounds">Rounds to use.</param>
    /// <param name="context">Names the place in errors.</param>
    public static int TreesUsed(ModelDocument document, int outputCount, RoundSelection rounds, ImportContext context)
    {
        int treeCount = document.Trees!.Count;
        CheckRoundStarts(document.RoundStarts, treeCount, context);
        long wanted = rounds.Count;
        if (rounds.IsBest && document.BestIteration.Length > 0)
        {
            wanted = XgboostParameters.ReadCount(document.BestIteration, "best_iteration", context) + 1L;
        }

        if (wanted == 0)
        {
            return treeCount;
        }

        if (document.RoundStarts.Length > 0)
        {
            return document.RoundStarts[(int)Math.Min(wanted, document.RoundStarts.Length - 1)];
        }

        return (int)Math.Min(treeCount, wanted * TreesPerRound(document, outputCount, context));
    }

    // A tree with vector leaves serves all outputs.
    private static long TreesPerRound(ModelDocument document, int outputCount, ImportContext context)
    {
        int parallel = Math.Max(1, XgboostParameters.ReadCount(document.ParallelTreeCount, "num_parallel_tree", context));
        bool isVector = document.Trees!.Count > 0 && document.Trees[0].SizeLeafVector is not ("0" or "1");
        return isVector ? parallel : (long)parallel * outputCount;
    }

    private static void CheckRoundStarts(int[] starts, int treeCount, ImportContext context)
    {
        context.Field = "iteration_indptr";
        if (starts.Length > 0 && (starts[0] != 0 || starts[^1] != treeCount))
        {
            throw context.Invalid($"rounds from tree {starts[0]} to {starts[^1]} of {treeCount} trees");
        }

        for (int i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1])
            {
                throw context.Invalid($"round {i} begins at tree {starts[i]}, the one before it at {starts[i - 1]}");
            }
        }

        context.Field = string.Empty;
    }
}
