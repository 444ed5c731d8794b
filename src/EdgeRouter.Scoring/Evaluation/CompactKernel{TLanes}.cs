using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Compact trees: one mask per row holds all decisions, and a table of children, held in two registers, leads from the root to the
/// leaf, for eight rows side by side.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal static unsafe class CompactKernel<TLanes>
    where TLanes : ILaneReader
{
    private const int Side = 16;
    private const int FewestToWalkTogether = 4;

    /// <summary>Adds the leaves of compact trees for up to 16 rows.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="firstTree">First compact tree.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes.</param>
    /// <param name="rowCount">Rows, at most 16.</param>
    /// <param name="scratch">32 numbers, 64-byte aligned.</param>
    /// <param name="sums">One sum per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ForestView view, int firstTree, int treeCount, byte* codes, int rowCount, ulong* scratch, long* sums)
    {
        if (rowCount < FewestToWalkTogether)
        {
            for (int r = 0; r < rowCount; r++)
            {
                sums[r] += SumOfRow(view, firstTree, treeCount, codes + (r * view.RowBytes));
            }

            return;
        }

        // Two trees side by side fill the gaps of each other's steps; they are sorted by depth. An odd last one stands beside itself.
        for (int done = 0; done < treeCount; done += 2)
        {
            int first = firstTree + done;
            int second = done + 1 < treeCount ? first + 1 : first;
            Decide(view, first, codes, rowCount, scratch);
            Decide(view, second, codes, rowCount, scratch + Side);
            Walk(Children(view, first), Children(view, second), scratch, view.CompactSteps.Pointer[second]);
            AddLeaves(view, first, scratch, rowCount, sums);
            if (second != first)
            {
                AddLeaves(view, second, scratch + Side, rowCount, sums);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Children(ForestView view, int tree) =>
        view.CompactMasks.Pointer + ((nint)tree * CompactTree.MaskBytes) + CompactTree.ChildrenStart;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide(ForestView view, int tree, byte* codes, int rowCount, ulong* decisions)
    {
        byte* mask = view.CompactMasks.Pointer + ((nint)tree * CompactTree.MaskBytes);
        nint stride = view.RowBytes;
        for (int r = 0; r < rowCount; r++)
        {
            decisions[r] = MaskKernel<TLanes>.Decide(mask, codes + (r * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeaves(ForestView view, int tree, ulong* exits, int rowCount, long* sums)
    {
        int* leaves = view.CompactLeaves.Pointer + ((nint)tree * CompactTree.MaxLeaves);
        for (int r = 0; r < rowCount; r++)
        {
            sums[r] += leaves[exits[r] & (CompactTree.MaxLeaves - 1)];
        }
    }

    // Replaces each decision mask by the entry of the leaf that it leads to.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Walk(byte* children, byte* otherChildren, ulong* decisions, int steps)
    {
        Vector512<byte> low = Vector512.LoadAligned(children);
        Vector512<byte> high = Vector512.LoadAligned(children + 64);
        Vector512<byte> otherLow = Vector512.LoadAligned(otherChildren);
        Vector512<byte> otherHigh = Vector512.LoadAligned(otherChildren + 64);
        Vector512<ulong> first = Vector512.LoadAligned(decisions);
        Vector512<ulong> second = Vector512.LoadAligned(decisions + 8);
        Vector512<ulong> third = Vector512.LoadAligned(decisions + 16);
        Vector512<ulong> fourth = Vector512.LoadAligned(decisions + 24);
        Vector512<ulong> a = Vector512<ulong>.Zero;
        Vector512<ulong> b = a;
        Vector512<ulong> c = a;
        Vector512<ulong> d = a;
        for (; steps > 0; steps--)
        {
            a = Step(a, first, low, high);
            b = Step(b, second, low, high);
            c = Step(c, third, otherLow, otherHigh);
            d = Step(d, fourth, otherLow, otherHigh);
        }

        a.StoreAligned(decisions);
        b.StoreAligned(decisions + 8);
        c.StoreAligned(decisions + 16);
        d.StoreAligned(decisions + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Step(Vector512<ulong> node, Vector512<ulong> decisions, Vector512<byte> low, Vector512<byte> high)
    {
        Vector512<ulong> bit = Avx512F.ShiftRightLogicalVariable(decisions, node) & Vector512<ulong>.One;
        Vector512<ulong> child = Avx512Vbmi.PermuteVar64x8x2(low, ((node + node) | bit).AsByte(), high).AsUInt64() & Vector512.Create(0xFFUL);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(node, Vector512.Create(CompactTree.LeafFlag - 1UL)), node, child);
    }

    private static long SumOfRow(ForestView view, int firstTree, int treeCount, byte* row)
    {
        byte* mask = view.CompactMasks.Pointer + ((long)firstTree * CompactTree.MaskBytes);
        int* leaves = view.CompactLeaves.Pointer + ((long)firstTree * CompactTree.MaxLeaves);
        long sum = 0;
        for (int t = 0; t < treeCount; t++, mask += CompactTree.MaskBytes, leaves += CompactTree.MaxLeaves)
        {
            ulong decisions = MaskKernel<TLanes>.Decide(mask, row);
            nuint node = 0;
            do
            {
                node = mask[CompactTree.ChildrenStart + (2 * node) + (nuint)((decisions >> (int)node) & 1)];
            }
            while (node < CompactTree.LeafFlag);

            sum += leaves[node & (CompactTree.MaxLeaves - 1)];
        }

        return sum;
    }
}
