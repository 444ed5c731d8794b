using System.Globalization;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Checks an XGBoost document from end to end and turns it into a <see cref="TreeEnsemble"/>.</summary>
internal static class XgboostEnsembleBuilder
{
    /// <summary>Builds the ensemble or throws a one-line error that names file, tree, node and field.</summary>
    /// <param name="document">Unchecked.</param>
    /// <param name="rounds">Rounds to use.</param>
    /// <param name="context">Names the place in errors.</param>
    public static TreeEnsemble Build(ModelDocument document, RoundSelection rounds, ImportContext context)
    {
        context.Field = string.Empty;
        CheckShape(document, context);
        LinkKind link = XgboostObjective.LinkOf(document.Objective, context);
        float baseMargin = XgboostObjective.BaseMargin(document.BaseScore, link, context);
        string[] names = FeatureNames(document, context);
        List<TreeDocument> trees = document.Trees ?? throw Missing(context, "gradient_booster.model.trees");
        CheckOutputs(document, trees.Count, context);
        int treeCount = TreesUsed(document, trees.Count, rounds, context);
        var nodes = new List<TreeNode>();
        var starts = new int[treeCount + 1];
        for (int t = 0; t < treeCount; t++)
        {
            context.Tree = t;
            new XgboostTreeBuilder(trees[t], names.Length, context).AppendTo(nodes);
            starts[t + 1] = nodes.Count;
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = ModelLibrary.Xgboost,
            Objective = document.Objective,
            FeatureNames = names,
            BaseMargins = [baseMargin],
            Link = link,
            TreeStarts = starts,
            TreeOutputs = new int[treeCount],
            Nodes = nodes.ToArray(),
        });
    }

    private static void CheckShape(ModelDocument document, ImportContext context)
    {
        if (document.Booster.Length == 0)
        {
            throw Missing(context, "gradient_booster.name");
        }

        context.Field = "gradient_booster.name";
        if (document.Booster != "gbtree" || document.HasTreeWeights)
        {
            throw context.NotSupported(document.HasTreeWeights ? "booster \"dart\" (weighted trees)" : $"booster {ImportContext.Quote(document.Booster)}");
        }

        if (ParseCount(document.ClassCount, "num_class", context) > 1)
        {
            context.Field = "num_class";
            throw context.NotSupported($"multi-class models ({document.ClassCount} classes)");
        }

        if (ParseCount(document.TargetCount, "num_target", context) > 1)
        {
            context.Field = "num_target";
            throw context.NotSupported($"multi-target models ({document.TargetCount} targets)");
        }
    }

    private static string[] FeatureNames(ModelDocument document, ImportContext context)
    {
        int count = ParseCount(document.FeatureCount, "num_feature", context);
        if (count is 0 or > ImportLimits.MaxFeatures)
        {
            throw context.TooLarge($"{count} features; 1 to {ImportLimits.MaxFeatures} can be read");
        }

        context.Field = "feature_names";
        if (document.FeatureNames.Length == 0)
        {
            return [.. Enumerable.Range(0, count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"f{i}"))];
        }

        return document.FeatureNames.Length == count
            ? document.FeatureNames
            : throw context.Invalid($"{document.FeatureNames.Length} names for {count} features");
    }

    private static void CheckOutputs(ModelDocument document, int treeCount, ImportContext context)
    {
        context.Field = "tree_info";
        if (document.TreeOutputs.Length != treeCount)
        {
            throw context.Invalid($"{document.TreeOutputs.Length} entries for {treeCount} trees");
        }

        int other = document.TreeOutputs.AsSpan().IndexOfAnyExcept(0);
        if (other >= 0)
        {
            context.Tree = other;
            throw context.NotSupported($"trees of output {document.TreeOutputs[other]}");
        }

        context.Field = string.Empty;
    }

    private static int TreesUsed(ModelDocument document, int treeCount, RoundSelection rounds, ImportContext context)
    {
        int perRound = ParseCount(document.ParallelTreeCount, "num_parallel_tree", context);
        long wanted = rounds.Count;
        if (rounds.IsBest && document.BestIteration.Length > 0)
        {
            wanted = ParseCount(document.BestIteration, "best_iteration", context) + 1L;
        }

        return wanted == 0 ? treeCount : (int)Math.Min(treeCount, wanted * Math.Max(1, perRound));
    }

    private static int ParseCount(string text, string field, ImportContext context)
    {
        context.Field = field;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            throw context.Invalid(text.Length == 0 ? "the field is missing" : $"{ImportContext.Quote(text)} is not a count");
        }

        context.Field = string.Empty;
        return value;
    }

    private static Exception Missing(ImportContext context, string field)
    {
        context.Field = field;
        return context.Invalid("not a complete XGBoost model: the field is missing");
    }
}
