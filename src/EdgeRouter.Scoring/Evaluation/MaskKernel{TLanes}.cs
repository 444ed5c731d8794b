using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>All splits of a tree at once: one permutation gathers the codes that 64 splits of a tree read from a row, one comparison gives
/// 64 decisions as the bits of a mask, and the mask leads to the leaf.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
/// <remarks>In a complete tree (<see cref="CompleteTree.BitOf"/>) byte j of the mask is block j of the lower three levels, and the top bits of the eight
/// bytes are the upper three: two look-ups of seven bits lead from the root to the leaf. 16 masks are resolved side by side: of 16 rows for
/// one tree, or of 16 trees for one row.</remarks>
internal static unsafe class MaskKernel<TLanes>
    where TLanes : ILaneReader
{
    private const int Side = 16;

    /// <summary>Adds the leaves of complete trees for 16 rows.</summary>
    /// <param name="masks">The trees' lanes and codes.</param>
    /// <param name="leaves">The trees' leaves.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes of 16 rows.</param>
    /// <param name="stride">Bytes of a row's codes.</param>
    /// <param name="sums">16 sums.</param>
    public static void AddComplete16(byte* masks, int* leaves, int treeCount, byte* codes, nint stride, long* sums)
    {
        ulong* decisions = stackalloc ulong[(FixedPoint.TreesPerInt32Sum * Side) + 8];
        decisions = (ulong*)(((nuint)decisions + 63) & ~(nuint)63);
        Vector512<long> low = Vector512.Load(sums);
        Vector512<long> high = Vector512.Load(sums + 8);
        for (int done = 0; done < treeCount;)
        {
            int count = Math.Min(FixedPoint.TreesPerInt32Sum, treeCount - done);
            Decide16(masks, count, codes, stride, decisions);
            Vector512<int> sum = Resolve16(leaves, count, decisions);
            low += Avx512F.ConvertToVector512Int64(sum.GetLower());
            high += Avx512F.ConvertToVector512Int64(sum.GetUpper());
            masks += count * CompleteTree.MaskBytes;
            leaves += count * CompleteTree.Leaves;
            done += count;
        }

        low.Store(sums);
        high.Store(sums + 8);
    }

    /// <summary>Adds the leaves of complete trees for 8 rows.</summary>
    /// <inheritdoc cref="AddComplete16"/>
    public static void AddComplete8(byte* masks, int* leaves, int treeCount, byte* codes, nint stride, long* sums)
    {
        ulong* decisions = stackalloc ulong[Side + 8];
        decisions = (ulong*)(((nuint)decisions + 63) & ~(nuint)63);
        Vector512<long> total = Vector512.Load(sums);
        for (int t = 0; t < treeCount; t += 2)
        {
            // Two trees fill the 16 places; an odd last tree stands alone beside old masks, whose sums are dropped.
            bool pair = t + 1 < treeCount;
            Decide8(masks, codes, stride, decisions);
            if (pair)
            {
                Decide8(masks + CompleteTree.MaskBytes, codes, stride, decisions + 8);
            }

            Vector128<byte> exits = MaskExits.Find(decisions);
            total += Avx512F.ConvertToVector512Int64(MaskExits.Leaves8(exits, leaves));
            if (pair)
            {
                total += Avx512F.ConvertToVector512Int64(MaskExits.Leaves8(Vector128.Create(exits.GetUpper(), exits.GetUpper()), leaves + CompleteTree.Leaves));
            }

            masks += 2 * CompleteTree.MaskBytes;
            leaves += 2 * CompleteTree.Leaves;
        }

        total.Store(sums);
    }

    /// <summary>Sum of the leaves of complete trees for one row.</summary>
    /// <inheritdoc cref="AddComplete16"/>
    public static long SumComplete(byte* masks, int* leaves, int treeCount, byte* codes)
    {
        ulong* decisions = stackalloc ulong[Side + 8];
        decisions = (ulong*)(((nuint)decisions + 63) & ~(nuint)63);
        long sum = 0;
        for (int done = 0; done < treeCount; done += Side)
        {
            int count = Math.Min(Side, treeCount - done);
            for (int t = 0; t < count; t++)
            {
                decisions[t] = Decide(masks + (t * CompleteTree.MaskBytes), codes);
            }

            Vector128<byte> exits = MaskExits.Find(decisions);
            sum += MaskExits.SumOfTrees((byte*)&exits, leaves, count);
            masks += Side * CompleteTree.MaskBytes;
            leaves += Side * CompleteTree.Leaves;
        }

        return sum;
    }

    /// <summary>Decisions of one row at all splits of a tree.</summary>
    /// <param name="mask">The tree's lanes and codes.</param>
    /// <param name="row">The row's codes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Decide(byte* mask, byte* row) => Decide(row, Vector512.LoadAligned(mask), Vector512.LoadAligned(mask + CompleteTree.Leaves));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Decide(byte* row, Vector512<byte> lanes, Vector512<byte> codes) =>
        Vector512.GreaterThanOrEqual(TLanes.Read(row, lanes), codes).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide16(byte* masks, int treeCount, byte* row, nint stride, ulong* decisions)
    {
        for (int t = 0; t < treeCount; t++, masks += CompleteTree.MaskBytes, decisions += Side)
        {
            Decide8(masks, row, stride, decisions);
            Decide8(masks, row + (8 * stride), stride, decisions + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide8(byte* mask, byte* row, nint stride, ulong* decisions)
    {
        Vector512<byte> lanes = Vector512.LoadAligned(mask);
        Vector512<byte> codes = Vector512.LoadAligned(mask + CompleteTree.Leaves);
        decisions[0] = Decide(row, lanes, codes);
        decisions[1] = Decide(row + stride, lanes, codes);
        decisions[2] = Decide(row + (2 * stride), lanes, codes);
        decisions[3] = Decide(row + (3 * stride), lanes, codes);
        decisions[4] = Decide(row + (4 * stride), lanes, codes);
        decisions[5] = Decide(row + (5 * stride), lanes, codes);
        decisions[6] = Decide(row + (6 * stride), lanes, codes);
        decisions[7] = Decide(row + (7 * stride), lanes, codes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Resolve16(int* leaves, int treeCount, ulong* decisions)
    {
        Vector512<int> sum = Vector512<int>.Zero;
        for (int t = 0; t < treeCount; t++, decisions += Side, leaves += CompleteTree.Leaves)
        {
            sum += MaskExits.Leaves16(MaskExits.Find(decisions), leaves);
        }

        return sum;
    }
}
