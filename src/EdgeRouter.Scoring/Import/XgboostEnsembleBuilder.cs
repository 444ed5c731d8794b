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
        context.Field = "gradient_booster.name";
        return document.Booster switch
        {
            "gbtree" or "dart" => BuildTrees(document, rounds, context),
            "gblinear" => BuildLinear(document, context),
            "" => throw context.Invalid("not a complete XGBoost model: the field is missing"),
            _ => throw context.NotSupported($"booster {ImportContext.Quote(document.Booster)}"),
        };
    }

    private static TreeEnsemble BuildTrees(ModelDocument document, RoundSelection rounds, ImportContext context)
    {
        context.Field = "gradient_booster.model.trees";
        List<TreeDocument> trees = document.Trees ?? throw context.Invalid("not a complete XGBoost model: the field is missing");
        XgboostParameters parameters = XgboostParameters.Read(document, context);
        CheckTreeOutputs(document, parameters.OutputCount, context);
        CheckTreeWeights(document, context);
        int treeCount = XgboostRounds.TreesUsed(document, parameters.OutputCount, rounds, context);
        var forest = new XgboostForest(trees, treeCount, parameters, context);
        var starts = new int[treeCount + 1];
        var outputs = new int[treeCount];
        for (int t = 0; t < treeCount; t++)
        {
            context.Tree = t;
            bool isVector = forest.Append(trees[t], document.TreeWeights is { Length: > 0 } weights ? weights[t] : 1f);
            outputs[t] = isVector ? TreeEnsemble.AllOutputs : document.TreeOutputs[t];
            starts[t + 1] = forest.NodeCount;
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = ModelLibrary.Xgboost,
            Objective = document.Objective,
            FeatureNames = parameters.FeatureNames,
            BaseMargins = parameters.BaseMargins,
            Link = parameters.Link,
            TreeStarts = starts,
            TreeOutputs = outputs,
            Nodes = forest.TakeNodes(),
            CategorySets = forest.TakeCategorySets(),
            VectorLeaves = forest.TakeVectorLeaves(),
        });
    }

    // out = bias + base, then += x * w over the features in order: the weights are feature-major with the bias as last row.
    private static TreeEnsemble BuildLinear(ModelDocument document, ImportContext context)
    {
        context.Field = "gradient_booster.model.weights";
        float[] weights = document.LinearWeights ?? throw context.Invalid("not a complete XGBoost model: the field is missing");
        XgboostParameters parameters = XgboostParameters.Read(document, context);
        context.Field = "gradient_booster.model.weights";
        int outputs = parameters.OutputCount;
        int features = parameters.FeatureNames.Length;
        if (weights.Length != (features + 1L) * outputs)
        {
            throw context.Invalid($"{weights.Length} weights for {features} features, the bias and {outputs} outputs");
        }

        int bad = Array.FindIndex(weights, static w => !float.IsFinite(w));
        if (bad >= 0)
        {
            throw context.Invalid($"weight {bad} is not a finite number");
        }

        return new TreeEnsemble(new EnsembleContent
        {
            Library = ModelLibrary.Xgboost,
            Objective = document.Objective,
            FeatureNames = parameters.FeatureNames,
            BaseMargins = parameters.BaseMargins,
            Link = parameters.Link,
            Linear = new LinearBooster(weights[..(features * outputs)], weights[(features * outputs)..]),
        });
    }

    private static void CheckTreeOutputs(ModelDocument document, int outputCount, ImportContext context)
    {
        context.Field = "tree_info";
        int[] outputs = document.TreeOutputs;
        if (outputs.Length != document.Trees!.Count)
        {
            throw context.Invalid($"{outputs.Length} entries for {document.Trees.Count} trees");
        }

        for (int t = 0; t < outputs.Length; t++)
        {
            if ((uint)outputs[t] >= (uint)outputCount)
            {
                context.Tree = t;
                throw context.Invalid($"output {outputs[t]} of {outputCount}");
            }
        }
    }

    private static void CheckTreeWeights(ModelDocument document, ImportContext context)
    {
        context.Field = "weight_drop";
        float[] weights = document.TreeWeights ?? [];
        bool isDart = document.Booster == "dart" || weights.Length > 0;
        if (isDart && weights.Length != document.Trees!.Count)
        {
            throw context.Invalid($"{weights.Length} weights for {document.Trees.Count} trees");
        }

        int bad = Array.FindIndex(weights, static w => !float.IsFinite(w));
        if (bad >= 0)
        {
            context.Tree = bad;
            throw context.Invalid("a weight that is not a finite number");
        }
    }
}
