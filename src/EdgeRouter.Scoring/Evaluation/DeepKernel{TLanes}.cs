using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Deep trees: a mask leads through the top six levels at once, then each cache line through three more.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal static unsafe class DeepKernel<TLanes>
    where TLanes : ILaneReader
{
    private const int Side = 16;

    // As in the mask kernel: decisions run ahead, so that their stores are done when a register is loaded over them.
    private const int Ahead = 4;
    private const int Ring = 8;

    /// <summary>Numbers of scratch memory that a call needs.</summary>
    public const int ScratchCount = Ring * Side;

    /// <summary>Adds the leaves of deep trees for up to 16 rows.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="firstTree">First deep tree.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes.</param>
    /// <param name="rowCount">Rows, at most 16.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> numbers, 64-byte aligned.</param>
    /// <param name="sums">One sum per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ForestView view, int firstTree, int treeCount, byte* codes, int rowCount, ulong* scratch, long* sums)
    {
        if (rowCount == 1)
        {
            sums[0] += SumOfRow(view, firstTree, treeCount, codes, scratch);
            return;
        }

        int ahead = Math.Min(Ahead, treeCount);
        for (int t = 0; t < ahead; t++)
        {
            Decide(view, firstTree + t, codes, rowCount, scratch + (t * Side));
        }

        for (int t = 0; t < treeCount; t++)
        {
            if (t + ahead < treeCount)
            {
                Decide(view, firstTree + t + ahead, codes, rowCount, scratch + ((t + ahead) % Ring * Side));
            }

            Vector128<byte> exits = MaskExits.Find(scratch + (t % Ring * Side));
            DeepBottoms<MaskBottom<TLanes>>.Add(view, firstTree + t, (byte*)&exits, codes, rowCount, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide(ForestView view, int tree, byte* codes, int rowCount, ulong* decisions)
    {
        byte* mask = view.DeepMasks.Pointer + ((nint)tree * CompleteTree.MaskBytes);
        for (int r = 0; r < rowCount; r++)
        {
            decisions[r] = MaskKernel<TLanes>.Decide(mask, codes + ((nint)r * view.RowBytes));
        }
    }

    private static long SumOfRow(ForestView view, int firstTree, int treeCount, byte* row, ulong* scratch)
    {
        long sum = 0;
        for (int done = firstTree; done < firstTree + treeCount; done += Side)
        {
            int count = Math.Min(Side, firstTree + treeCount - done);
            for (int t = 0; t < count; t++)
            {
                scratch[t] = MaskKernel<TLanes>.Decide(view.DeepMasks.Pointer + ((nint)(done + t) * CompleteTree.MaskBytes), row);
            }

            Vector128<byte> exits = MaskExits.Find(scratch);
            for (int t = 0; t < count; t++)
            {
                DeepBottoms<MaskBottom<TLanes>>.Add(view, done + t, (byte*)&exits + t, row, 1, &sum);
            }
        }

        return sum;
    }
}
