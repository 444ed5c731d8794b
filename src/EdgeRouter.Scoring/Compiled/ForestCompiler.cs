using System.Runtime.CompilerServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Compiles models that read the same row into one forest: their inputs are coded once for all of them, trees are pruned, padded and
/// laid out for every evaluator, leaves become fixed-point numbers.</summary>
public static class ForestCompiler
{
    /// <summary>Scale of outputs with linear terms: 2^-30, sums saturate at ±2^53.</summary>
    private const int LinearScaleBits = 30;

    /// <summary>Compiles.</summary>
    /// <param name="models">One or more models of one library with the same feature names in the same order.</param>
    /// <exception cref="EdgeRouterException">ER4010: they cannot be fused, or need more lanes than there are.</exception>
    public static CompiledForest Compile(params IReadOnlyList<TreeEnsemble> models)
    {
        if (models.Count == 0)
        {
            throw new ArgumentException("At least one model is needed.", nameof(models));
        }

        CheckFusable(models);
        var plan = new LanePlan(models);
        var limits = new LaneLimits(plan.LaneCount);
        var tables = new ForestTables();
        tables.AddLanes(plan, models[0].Library == ModelLibrary.LightGbm);
        for (int m = 0; m < models.Count; m++)
        {
            tables.AddModel(models[m]);
            for (int output = 0; output < models[m].OutputCount; output++)
            {
                tables.AddOutput(AddOutput(models[m], m, output, plan, limits, tables.Trees));
            }
        }

        return new CompiledForest(ForestImage.Build(tables, models, limits), [.. models]);
    }

    private static void CheckFusable(IReadOnlyList<TreeEnsemble> models)
    {
        foreach (TreeEnsemble model in models)
        {
            if (model.Library != models[0].Library)
            {
                throw EdgeRouterException.BadInput(ScoringErrors.CannotCompile, "models of XGBoost and LightGBM read inputs differently and cannot be fused; compile them apart");
            }

            if (!model.FeatureNames.SequenceEqual(models[0].FeatureNames))
            {
                throw EdgeRouterException.BadInput(ScoringErrors.CannotCompile, "models with different features cannot be fused; train them on the same columns");
            }
        }
    }

    /// <summary>What the model alone says about an output: scale, base and bounds, without the places of its trees.</summary>
    /// <param name="model">The model.</param>
    /// <param name="modelIndex">Its index in the forest.</param>
    /// <param name="output">Output of the model.</param>
    internal static OutputRecord Describe(TreeEnsemble model, int modelIndex, int output)
    {
        var record = new OutputRecord { Model = modelIndex, OutputOfModel = output };
        if (model.IsLinear)
        {
            record.IsLinear = 1;
            record.ScaleBits = LinearScaleBits;
            record.ErrorBound = FixedPoint.ErrorBound(0, LinearScaleBits);
            return record;
        }

        double[] largest = LargestLeaves(model, output);
        double baseMargin = model.BaseMargins[output];
        record.ScaleBits = FixedPoint.ChooseScaleBits(baseMargin, largest);
        record.BaseRaw = FixedPoint.Quantise(baseMargin, record.ScaleBits);
        record.ErrorBound = FixedPoint.ErrorBound(largest.Length, record.ScaleBits);
        record.LibraryErrorBound = FixedPoint.LibraryErrorBound(model.Library, baseMargin, largest);
        return record;
    }

    private static OutputRecord AddOutput(TreeEnsemble model, int modelIndex, int output, LanePlan plan, LaneLimits limits, TreeTables tables)
    {
        OutputRecord record = Describe(model, modelIndex, output);
        record.CompleteStart = tables.CompleteCount;
        record.CompactStart = tables.CompactCount;
        record.DeepStart = tables.DeepCount;
        record.WalkStart = tables.WalkCount;
        if (!model.IsLinear)
        {
            AddTrees(new TreeCoder(plan, model, output, record.ScaleBits), TreesOf(model, output), limits, tables, ref record);
        }

        record.CompleteCount = tables.CompleteCount - record.CompleteStart;
        record.CompactCount = tables.CompactCount - record.CompactStart;
        record.DeepCount = tables.DeepCount - record.DeepStart;
        record.WalkCount = tables.WalkCount - record.WalkStart;
        return record;
    }

    // Fixed-point sums do not depend on the order, so trees of one form stand together, shallow ones first: rows or trees that are walked
    // side by side then end at nearly the same step. A tree that pruning left as one number joins the base.
    private static void AddTrees(TreeCoder coder, int[] trees, LaneLimits limits, TreeTables tables, ref OutputRecord record)
    {
        var compact = new List<CodedNode>();
        var deep = new List<CodedNode>();
        foreach (int tree in trees)
        {
            CodedNode root = coder.Code(tree);
            if (root.IsLeaf)
            {
                record.BaseRaw += root.Leaf;
            }
            else if (root.Depth <= CompleteTree.Levels)
            {
                tables.AddComplete(root, limits);
            }
            else
            {
                (root.LeafCount <= CompactTree.MaxLeaves ? compact : deep).Add(root);
            }
        }

        void AddTall(CodedNode root, Action<CodedNode> withMask)
        {
            if (limits.HasMasks)
            {
                withMask(root);
            }
            else
            {
                tables.AddWalk(root);
            }
        }

        foreach (CodedNode root in compact.OrderBy(static root => root.Depth))
        {
            AddTall(root, tables.AddCompact);
        }

        foreach (CodedNode root in deep.OrderBy(static root => root.Depth))
        {
            AddTall(root, tables.AddDeep);
        }
    }

    private static int[] TreesOf(TreeEnsemble model, int output)
    {
        var trees = new List<int>();
        for (int t = 0; t < model.TreeCount; t++)
        {
            if (model.TreeOutputs[t] == output || model.TreeOutputs[t] == TreeEnsemble.AllOutputs)
            {
                trees.Add(t);
            }
        }

        return [.. trees];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] LargestLeaves(TreeEnsemble model, int output)
    {
        int[] trees = TreesOf(model, output);
        var largest = new double[trees.Length];
        for (int i = 0; i < trees.Length; i++)
        {
            foreach (TreeNode node in model.Nodes[model.TreeStarts[trees[i]]..model.TreeStarts[trees[i] + 1]])
            {
                largest[i] = node.IsLeaf ? Math.Max(largest[i], Math.Abs(TreeCoder.ValueOf(model, node, output))) : largest[i];
            }
        }

        return largest;
    }
}
