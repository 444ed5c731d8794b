namespace EdgeRouter.Scoring.Ensembles;

/// <summary>What a model is made of, before anything is pruned.</summary>
public sealed class EnsembleStatistics
{
    private readonly long[] _splitsOfFeature;
    private readonly int[] _treesOfDepth;

    private EnsembleStatistics(TreeEnsemble ensemble)
    {
        _splitsOfFeature = new long[ensemble.FeatureCount];
        var depths = new int[ensemble.TreeCount];
        var leaves = new int[ensemble.TreeCount];
        for (int t = 0; t < depths.Length; t++)
        {
            depths[t] = ensemble.DepthOf(t);
            foreach (TreeNode node in ensemble.Nodes[ensemble.TreeStarts[t]..ensemble.TreeStarts[t + 1]])
            {
                leaves[t] += Take(node);
            }
        }

        Depths = Spread.Of(depths);
        Leaves = Spread.Of(leaves);
        LeafCount = leaves.Sum(static count => (long)count);
        _treesOfDepth = new int[Depths.Largest + 1];
        foreach (int depth in depths)
        {
            _treesOfDepth[depth]++;
        }

        FeaturesUsed = UsedFeatures(ensemble);
    }

    /// <summary>Splits on each feature.</summary>
    public ReadOnlySpan<long> SplitsOfFeature => _splitsOfFeature;

    /// <summary>Whether a split or a linear term reads each feature.</summary>
    public IReadOnlyList<bool> FeaturesUsed { get; }

    /// <summary>Splits in all.</summary>
    public long SplitCount { get; private set; }

    /// <summary>Categorical ones among them.</summary>
    public long CategoricalSplitCount { get; private set; }

    /// <summary>Leaves in all.</summary>
    public long LeafCount { get; }

    /// <summary>Splits on the longest way of a tree.</summary>
    public Spread Depths { get; }

    /// <summary>Leaves of a tree.</summary>
    public Spread Leaves { get; }

    /// <summary>How many trees have depth 0, 1, and so on.</summary>
    public ReadOnlySpan<int> TreesOfDepth => _treesOfDepth;

    /// <summary>Counts.</summary>
    /// <param name="ensemble">Any model.</param>
    public static EnsembleStatistics Of(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        return new EnsembleStatistics(ensemble);
    }

    // Leaves among the node: 0 or 1.
    private int Take(in TreeNode node)
    {
        if (node.IsLeaf)
        {
            return 1;
        }

        _splitsOfFeature[node.Feature]++;
        SplitCount++;
        CategoricalSplitCount += node.IsCategorical ? 1 : 0;
        return 0;
    }

    private bool[] UsedFeatures(TreeEnsemble ensemble)
    {
        bool[] used = [.. _splitsOfFeature.Select(static splits => splits > 0)];
        foreach (LinearLeaf leaf in ensemble.LinearLeaves)
        {
            foreach (int feature in leaf.Features)
            {
                used[feature] = true;
            }
        }

        if (ensemble.Linear is { } linear)
        {
            for (int f = 0; f < used.Length; f++)
            {
                used[f] = linear.Weights.Slice(f * ensemble.OutputCount, ensemble.OutputCount).ContainsAnyExcept(0f);
            }
        }

        return used;
    }
}
