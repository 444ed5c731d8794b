using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Walks trees split by split over row-major codes. Several walks go side by side, because one walk only waits for its own loads.</summary>
internal static unsafe class WalkKernel
{
    private const int SideBySide = 4;

    /// <summary>Adds each row's leaves of some trees.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="firstTree">First walk tree.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="sums">One sum per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ForestView view, int firstTree, int treeCount, byte* codes, int rowCount, long* sums)
    {
        if (rowCount < SideBySide)
        {
            for (int r = 0; r < rowCount; r++)
            {
                sums[r] += SumOfRow(view, firstTree, treeCount, codes + (r * view.RowBytes));
            }

            return;
        }

        WalkTree* tree = view.WalkTrees.Pointer + firstTree;
        for (WalkTree* end = tree + treeCount; tree < end; tree++)
        {
            AddTree(view, tree, codes, rowCount, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree(ForestView view, WalkTree* tree, byte* codes, int rowCount, long* sums)
    {
        WalkNode* nodes = view.WalkNodes.Pointer;
        int* leaves = view.WalkLeaves.Pointer;
        int stride = view.RowBytes;
        for (int r = 0; r < rowCount; r += SideBySide)
        {
            // The last rows are walked again where fewer than four are left; their sums are added once.
            int fresh = Math.Min(SideBySide, rowCount - r);
            byte* row = codes + ((long)(r + fresh - SideBySide) * stride);
            int a = tree->Root;
            int b = a;
            int c = a;
            int d = a;
            for (int step = tree->Steps; step > 0; step--)
            {
                a = Next(nodes, a, row);
                b = Next(nodes, b, row + stride);
                c = Next(nodes, c, row + (2 * stride));
                d = Next(nodes, d, row + (3 * stride));
            }

            long* last = sums + r + fresh - SideBySide;
            last[0] += fresh > 3 ? leaves[a] : 0;
            last[1] += fresh > 2 ? leaves[b] : 0;
            last[2] += fresh > 1 ? leaves[c] : 0;
            last[3] += leaves[d];
        }
    }

    // One row: four trees side by side. They are sorted by depth, and a walk that is over stays at its leaf.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long SumOfRow(ForestView view, int firstTree, int treeCount, byte* row)
    {
        WalkNode* nodes = view.WalkNodes.Pointer;
        int* leaves = view.WalkLeaves.Pointer;
        WalkTree* tree = view.WalkTrees.Pointer + firstTree;
        WalkTree* end = tree + treeCount;
        long sum = 0;
        for (; tree + SideBySide <= end; tree += SideBySide)
        {
            int a = tree[0].Root;
            int b = tree[1].Root;
            int c = tree[2].Root;
            int d = tree[3].Root;
            int steps = Math.Max(Math.Max(tree[0].Steps, tree[1].Steps), Math.Max(tree[2].Steps, tree[3].Steps));
            for (int step = steps; step > 0; step--)
            {
                a = Next(nodes, a, row);
                b = Next(nodes, b, row);
                c = Next(nodes, c, row);
                d = Next(nodes, d, row);
            }

            sum += (long)leaves[a] + leaves[b] + leaves[c] + leaves[d];
        }

        for (; tree < end; tree++)
        {
            sum += leaves[Descend(nodes, tree->Root, tree->Steps, row)];
        }

        return sum;
    }

    /// <summary>Goes on with one walk.</summary>
    /// <param name="nodes">All walk nodes.</param>
    /// <param name="node">Where it stands.</param>
    /// <param name="steps">At least as many as the leaf is away.</param>
    /// <param name="row">The row's codes.</param>
    /// <returns>The leaf's node.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Descend(WalkNode* nodes, int node, int steps, byte* row)
    {
        for (; steps > 0; steps--)
        {
            node = Next(nodes, node, row);
        }

        return node;
    }

    /// <summary>One step without a branch to mispredict; a leaf holds the walk at itself.</summary>
    /// <param name="nodes">All walk nodes.</param>
    /// <param name="node">Where the walk stands.</param>
    /// <param name="row">The row's codes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(WalkNode* nodes, int node, byte* row)
    {
        WalkNode* here = nodes + node;
        return here->Left + Branchless.ToInt(row[here->Lane] >= here->Code);
    }
}
