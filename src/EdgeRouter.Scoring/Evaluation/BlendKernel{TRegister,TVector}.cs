using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Many rows at once: a register holds one lane's codes of all rows, and level by level a tree of selections picks for every row the
/// code that its split reads.</summary>
/// <typeparam name="TRegister">Operations of the register.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <remarks>Of the 2^L splits of level L a row needs the one that its path leads to. The splits' lanes are loaded and halved L times, oldest
/// decision first, so that the newest one, known last, takes part in a single selection.</remarks>
internal static unsafe class BlendKernel<TRegister, TVector>
    where TRegister : IBlendRegister<TVector>
    where TVector : struct
{
    /// <summary>Adds the leaves of complete trees for a register of rows.</summary>
    /// <param name="heaps">The trees' lanes and codes in heap order.</param>
    /// <param name="planes">The trees' leaves, byte by byte.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Lane-major codes, 64 bytes per lane.</param>
    /// <param name="sums">Scratch: one zeroed 32-bit sum per row, aligned to the register.</param>
    /// <param name="rowCount">Rows that count.</param>
    /// <param name="totals">One total per row that counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(byte* heaps, byte* planes, int treeCount, byte* codes, int* sums, int rowCount, long* totals)
    {
        for (int done = 0; done < treeCount;)
        {
            int end = Math.Min(done + FixedPoint.TreesPerInt32Sum, treeCount);
            for (; done < end; done++)
            {
                TVector heap = Exit(codes, (ushort*)heaps, heaps + (2 * CompleteTree.Leaves));
                TRegister.AddLeaves(planes, heap, sums);
                heaps += CompleteTree.HeapBytes;
                planes += CompleteTree.PlaneBytes;
            }

            TRegister.Widen(sums, rowCount, totals);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exit(byte* x, ushort* lanes, byte* splits)
    {
        TVector m0 = TRegister.Reaches(TRegister.Load(x + lanes[1]), TRegister.All(splits[1]));
        TVector heap = TRegister.Descend(TRegister.All(1), m0);
        TVector m1 = TRegister.Reaches(Pick1(x, lanes + 2, 1, m0), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m1);
        TVector m2 = TRegister.Reaches(Pick2(x, lanes + 4, 2, m0, m1), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m2);
        TVector m3 = TRegister.Reaches(Pick3(x, lanes + 8, 4, m0, m1, m2), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m3);
        TVector m4 = TRegister.Reaches(Pick4(x, lanes + 16, 8, m0, m1, m2, m3), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m4);
        TVector left = Pick4(x, lanes + 32, 16, m0, m1, m2, m3);
        TVector right = Pick4(x, lanes + 33, 16, m0, m1, m2, m3);
        TVector m5 = TRegister.Reaches(TRegister.Select(m4, left, right), TRegister.Lower(splits, heap));
        return TRegister.Descend(heap, m5);
    }

    // Of two splits that the root's decision tells apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick1(byte* x, ushort* lanes, int half, TVector m0) =>
        TRegister.Select(m0, TRegister.Load(x + lanes[0]), TRegister.Load(x + lanes[half]));

    // Of four: the newer decision tells apart splits that stand closer together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick2(byte* x, ushort* lanes, int half, TVector m0, TVector m1) =>
        TRegister.Select(m1, Pick1(x, lanes, half, m0), Pick1(x, lanes + (half >> 1), half, m0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick3(byte* x, ushort* lanes, int half, TVector m0, TVector m1, TVector m2) =>
        TRegister.Select(m2, Pick2(x, lanes, half, m0, m1), Pick2(x, lanes + (half >> 2), half, m0, m1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick4(byte* x, ushort* lanes, int half, TVector m0, TVector m1, TVector m2, TVector m3) =>
        TRegister.Select(m3, Pick3(x, lanes, half, m0, m1, m2), Pick3(x, lanes + (half >> 3), half, m0, m1, m2));
}
