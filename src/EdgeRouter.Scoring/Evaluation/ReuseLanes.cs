using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Which lanes each tree of a forest reads, and which feature each lane is of.</summary>
internal sealed class ReuseLanes
{
    private const int WordBits = 64;
    private readonly int[] _featureOfLane;
    private readonly ulong[] _treeMasks;

    /// <summary>Looks at every node.</summary>
    /// <param name="view">The forest.</param>
    public ReuseLanes(ForestView view)
    {
        WordCount = (view.LaneCount + WordBits - 1) / WordBits;
        TreeCount = view.WalkTrees.Length;
        _featureOfLane = FeaturesOfLanes(view);
        _treeMasks = new ulong[TreeCount * WordCount];
        for (int t = 0; t < TreeCount; t++)
        {
            AddLanes(view, view.WalkTrees.Span[t].Root, _treeMasks.AsSpan(t * WordCount, WordCount));
        }
    }

    /// <summary>Trees.</summary>
    public int TreeCount { get; }

    /// <summary>64-bit words of a set of lanes.</summary>
    public int WordCount { get; }

    /// <summary>Feature that a lane codes.</summary>
    /// <param name="lane">0 to lane count − 1.</param>
    public int FeatureOf(int lane) => _featureOfLane[lane];

    /// <summary>Puts a lane into a set.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="lanes">The set.</param>
    public static void Add(int lane, Span<ulong> lanes) => lanes[lane / WordBits] |= 1ul << (lane % WordBits);

    /// <summary>Number of trees that read at least one of some lanes.</summary>
    /// <param name="lanes">The set.</param>
    public int TreesThatRead(ReadOnlySpan<ulong> lanes)
    {
        int count = 0;
        for (int t = 0; t < TreeCount; t++)
        {
            ulong common = 0;
            for (int w = 0; w < lanes.Length; w++)
            {
                common |= lanes[w] & _treeMasks[(t * WordCount) + w];
            }

            count += common != 0 ? 1 : 0;
        }

        return count;
    }

    private static void AddLanes(ForestView view, int root, Span<ulong> lanes)
    {
        var open = new Stack<int>();
        open.Push(root);
        while (open.TryPop(out int index))
        {
            WalkNode node = view.WalkNodes.Span[index];
            if (node.Code == WalkNode.LeafCode)
            {
                continue;
            }

            Add(node.Lane, lanes);
            open.Push(node.Left);
            open.Push(node.Left + 1);
        }
    }

    private static int[] FeaturesOfLanes(ForestView view)
    {
        int[] features = new int[view.LaneCount];
        foreach (ColumnRecord column in view.Columns.Span)
        {
            for (int v = 0; v < LaneVariants.Count; v++)
            {
                if (column.Lanes[v] != LanePlan.NoLane)
                {
                    features[column.Lanes[v]] = column.Feature;
                }
            }
        }

        foreach (CategoryRecord category in view.Categories.Span)
        {
            features.AsSpan(category.LaneStart, category.LaneCount).Fill(category.Feature);
        }

        return features;
    }
}
