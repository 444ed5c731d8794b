using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Deep trees: a mask leads through the top six levels at once, a walk from its exit on.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal static unsafe class DeepKernel<TLanes>
    where TLanes : ILaneReader
{
    private const int Side = 16;

    /// <summary>Adds the leaves of deep trees for up to 16 rows.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="firstTree">First deep tree.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes.</param>
    /// <param name="rowCount">Rows, at most 16.</param>
    /// <param name="sums">One sum per row.</param>
    public static void Add(ForestView view, int firstTree, int treeCount, byte* codes, int rowCount, long* sums)
    {
        if (rowCount < 4)
        {
            for (int r = 0; r < rowCount; r++)
            {
                sums[r] += SumOfRow(view, firstTree, treeCount, codes + (r * view.RowBytes));
            }

            return;
        }

        ulong* memory = stackalloc ulong[Side + 8];
        ulong* decisions = (ulong*)(((nuint)memory + 63) & ~(nuint)63);
        int padded = (rowCount + 3) & ~3;
        for (int t = firstTree; t < firstTree + treeCount; t++)
        {
            byte* mask = view.DeepMasks.Pointer + ((long)t * CompleteTree.MaskBytes);
            for (int r = 0; r < rowCount; r++)
            {
                decisions[r] = MaskKernel<TLanes>.Decide(mask, codes + (r * view.RowBytes));
            }

            System.Runtime.Intrinsics.Vector128<byte> exits = MaskExits.Find(decisions);
            AddBelow(view, t, (byte*)&exits, codes, rowCount, padded, sums);
        }
    }

    // Four rows side by side: one walk only waits for its own loads.
    private static void AddBelow(ForestView view, int tree, byte* exits, byte* codes, int rowCount, int padded, long* sums)
    {
        WalkNode* nodes = view.WalkNodes.Pointer;
        int* leaves = view.WalkLeaves.Pointer;
        int* starts = view.DeepExits.Pointer + ((long)tree * CompleteTree.Leaves);
        int steps = view.DeepSteps.Pointer[tree];
        int stride = view.RowBytes;
        int* ends = stackalloc int[Side];
        for (int r = 0; r < padded; r += 4)
        {
            byte* row = codes + ((long)r * stride);
            int a = starts[exits[r]];
            int b = starts[exits[r + 1]];
            int c = starts[exits[r + 2]];
            int d = starts[exits[r + 3]];
            for (int step = steps; step > 0; step--)
            {
                a = WalkKernel.Next(nodes, a, row);
                b = WalkKernel.Next(nodes, b, row + stride);
                c = WalkKernel.Next(nodes, c, row + (2 * stride));
                d = WalkKernel.Next(nodes, d, row + (3 * stride));
            }

            ends[r] = a;
            ends[r + 1] = b;
            ends[r + 2] = c;
            ends[r + 3] = d;
        }

        for (int r = 0; r < rowCount; r++)
        {
            sums[r] += leaves[ends[r]];
        }
    }

    // One row: four trees side by side.
    private static long SumOfRow(ForestView view, int firstTree, int treeCount, byte* row)
    {
        ulong* memory = stackalloc ulong[Side + 8];
        ulong* decisions = (ulong*)(((nuint)memory + 63) & ~(nuint)63);
        long sum = 0;
        for (int done = 0; done < treeCount; done += Side)
        {
            int count = Math.Min(Side, treeCount - done);
            for (int t = 0; t < count; t++)
            {
                decisions[t] = MaskKernel<TLanes>.Decide(view.DeepMasks.Pointer + ((long)(firstTree + done + t) * CompleteTree.MaskBytes), row);
            }

            System.Runtime.Intrinsics.Vector128<byte> exits = MaskExits.Find(decisions);
            sum += SumBelow(view, firstTree + done, count, (byte*)&exits, row);
        }

        return sum;
    }

    private static long SumBelow(ForestView view, int firstTree, int treeCount, byte* exits, byte* row)
    {
        WalkNode* nodes = view.WalkNodes.Pointer;
        int* leaves = view.WalkLeaves.Pointer;
        int* starts = view.DeepExits.Pointer + ((long)firstTree * CompleteTree.Leaves);
        int* steps = view.DeepSteps.Pointer + firstTree;
        long sum = 0;
        int t = 0;
        for (; t + 4 <= treeCount; t += 4, starts += 4 * CompleteTree.Leaves)
        {
            int a = starts[exits[t]];
            int b = starts[CompleteTree.Leaves + exits[t + 1]];
            int c = starts[(2 * CompleteTree.Leaves) + exits[t + 2]];
            int d = starts[(3 * CompleteTree.Leaves) + exits[t + 3]];
            for (int step = steps[t + 3]; step > 0; step--)
            {
                a = WalkKernel.Next(nodes, a, row);
                b = WalkKernel.Next(nodes, b, row);
                c = WalkKernel.Next(nodes, c, row);
                d = WalkKernel.Next(nodes, d, row);
            }

            sum += (long)leaves[a] + leaves[b] + leaves[c] + leaves[d];
        }

        for (; t < treeCount; t++, starts += CompleteTree.Leaves)
        {
            sum += leaves[WalkKernel.Descend(nodes, starts[exits[t]], steps[t], row)];
        }

        return sum;
    }
}
