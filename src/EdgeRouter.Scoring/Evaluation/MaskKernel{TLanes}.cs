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

    /// <summary>Numbers of scratch memory that a call needs.</summary>
    public const int ScratchCount = Ring * Side;

    // Decisions run ahead of the look-ups by some trees: a register is loaded over eight stores of a mask each, which must have left the
    // store buffer by then, and the two halves of the work keep different execution units busy.
    private const int Ahead = 8;
    private const int Ring = 16;

    /// <summary>Adds the leaves of complete trees for 16 rows.</summary>
    /// <param name="masks">The trees' lanes and codes.</param>
    /// <param name="leaves">The trees' leaves.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Row-major codes of 16 rows.</param>
    /// <param name="stride">Bytes of a row's codes.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> numbers, 64-byte aligned.</param>
    /// <param name="sums">16 sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddComplete16(byte* masks, int* leaves, int treeCount, byte* codes, nint stride, ulong* scratch, long* sums)
    {
        Vector512<long> low = Vector512.Load(sums);
        Vector512<long> high = Vector512.Load(sums + 8);
        Vector512<int> sum = Vector512<int>.Zero;
        int ahead = Math.Min(Ahead, treeCount);
        for (int t = 0; t < ahead; t++, masks += CompleteTree.MaskBytes)
        {
            Decide16(masks, codes, stride, scratch + (t * Side));
        }

        for (int t = 0; t < treeCount; t++, leaves += CompleteTree.Leaves)
        {
            if (t + ahead < treeCount)
            {
                Decide16(masks, codes, stride, scratch + (((t + ahead) % Ring) * Side));
                masks += CompleteTree.MaskBytes;
            }

            sum += MaskExits.Leaves16(MaskExits.Find(scratch + ((t % Ring) * Side)), leaves);
            if (t % FixedPoint.TreesPerInt32Sum == FixedPoint.TreesPerInt32Sum - 1)
            {
                low += Avx512F.ConvertToVector512Int64(sum.GetLower());
                high += Avx512F.ConvertToVector512Int64(sum.GetUpper());
                sum = Vector512<int>.Zero;
            }
        }

        (low + Avx512F.ConvertToVector512Int64(sum.GetLower())).Store(sums);
        (high + Avx512F.ConvertToVector512Int64(sum.GetUpper())).Store(sums + 8);
    }

    /// <summary>Adds the leaves of complete trees for 8 rows: two trees side by side.</summary>
    /// <inheritdoc cref="AddComplete16"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddComplete8(byte* masks, int* leaves, int treeCount, byte* codes, nint stride, ulong* scratch, long* sums)
    {
        Vector512<long> total = Vector512.Load(sums);
        Vector512<int> sum = Vector512<int>.Zero;
        int pairs = (treeCount + 1) / 2;
        int ahead = Math.Min(Ahead, pairs);
        for (int p = 0; p < ahead; p++)
        {
            DecidePair(masks, treeCount, p, codes, stride, scratch);
        }

        for (int p = 0; p < pairs; p++, leaves += 2 * CompleteTree.Leaves)
        {
            if (p + ahead < pairs)
            {
                DecidePair(masks, treeCount, p + ahead, codes, stride, scratch);
            }

            Vector128<byte> exits = MaskExits.Find(scratch + ((p % Ring) * Side));
            Vector256<int> second = (2 * p) + 1 < treeCount ? MaskExits.Leaves16(exits, leaves + CompleteTree.Leaves).GetUpper() : Vector256<int>.Zero;
            sum += Vector512.Create(MaskExits.Leaves16(exits, leaves).GetLower(), second);
            if (p % FixedPoint.TreesPerInt32Sum == FixedPoint.TreesPerInt32Sum - 1)
            {
                total += Avx512F.ConvertToVector512Int64(sum.GetLower()) + Avx512F.ConvertToVector512Int64(sum.GetUpper());
                sum = Vector512<int>.Zero;
            }
        }

        (total + Avx512F.ConvertToVector512Int64(sum.GetLower()) + Avx512F.ConvertToVector512Int64(sum.GetUpper())).Store(sums);
    }

    /// <summary>Sum of the leaves of complete trees for one row.</summary>
    /// <param name="masks">The trees' lanes and codes.</param>
    /// <param name="leaves">The trees' leaves.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="row">The row's codes.</param>
    /// <param name="scratch"><see cref="ScratchCount"/> numbers, 64-byte aligned.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long SumComplete(byte* masks, int* leaves, int treeCount, byte* row, ulong* scratch)
    {
        // The same ring, of groups of 16 trees instead of trees of 16 rows.
        const int GroupsAhead = 4;
        int groups = (treeCount + Side - 1) / Side;
        int ahead = Math.Min(GroupsAhead, groups);
        long sum = 0;
        for (int g = 0; g < ahead; g++)
        {
            DecideTrees(masks, treeCount, g, row, scratch);
        }

        for (int g = 0; g < groups; g++)
        {
            if (g + ahead < groups)
            {
                DecideTrees(masks, treeCount, g + ahead, row, scratch);
            }

            Vector128<byte> exits = MaskExits.Find(scratch + ((g % Ring) * Side));
            sum += MaskExits.SumOfTrees((byte*)&exits, leaves + (g * Side * CompleteTree.Leaves), Math.Min(Side, treeCount - (g * Side)));
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
    private static void DecideTrees(byte* masks, int treeCount, int group, byte* row, ulong* scratch)
    {
        int first = group * Side;
        ulong* decisions = scratch + ((group % Ring) * Side);
        masks += (nint)first * CompleteTree.MaskBytes;
        for (int t = Math.Min(Side, treeCount - first); t > 0; t--, masks += CompleteTree.MaskBytes, decisions++)
        {
            *decisions = Decide(masks, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DecidePair(byte* masks, int treeCount, int pair, byte* row, nint stride, ulong* scratch)
    {
        ulong* decisions = scratch + ((pair % Ring) * Side);
        masks += (nint)pair * 2 * CompleteTree.MaskBytes;
        Decide8(Vector512.LoadAligned(masks), Vector512.LoadAligned(masks + CompleteTree.Leaves), row, stride, decisions);
        if ((2 * pair) + 1 < treeCount)
        {
            masks += CompleteTree.MaskBytes;
            Decide8(Vector512.LoadAligned(masks), Vector512.LoadAligned(masks + CompleteTree.Leaves), row, stride, decisions + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide16(byte* mask, byte* row, nint stride, ulong* decisions)
    {
        Vector512<byte> lanes = Vector512.LoadAligned(mask);
        Vector512<byte> codes = Vector512.LoadAligned(mask + CompleteTree.Leaves);
        Decide8(lanes, codes, row, stride, decisions);
        Decide8(lanes, codes, row + (8 * stride), stride, decisions + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Decide8(Vector512<byte> lanes, Vector512<byte> codes, byte* row, nint stride, ulong* decisions)
    {
        decisions[0] = Decide(row, lanes, codes);
        decisions[1] = Decide(row + stride, lanes, codes);
        decisions[2] = Decide(row + (2 * stride), lanes, codes);
        decisions[3] = Decide(row + (3 * stride), lanes, codes);
        decisions[4] = Decide(row + (4 * stride), lanes, codes);
        decisions[5] = Decide(row + (5 * stride), lanes, codes);
        decisions[6] = Decide(row + (6 * stride), lanes, codes);
        decisions[7] = Decide(row + (7 * stride), lanes, codes);
    }
}
