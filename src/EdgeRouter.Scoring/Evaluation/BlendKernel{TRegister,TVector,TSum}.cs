using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Many rows at once: a register holds one lane's codes of all rows, and level by level a tree of selections picks for every row the
/// code that its split reads.</summary>
/// <typeparam name="TRegister">Operations of the register.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TSum">The same register as 32-bit numbers.</typeparam>
/// <remarks>Of the 2^L splits of level L a row needs the one that its path leads to. The splits' lanes are loaded and halved L times, oldest
/// decision first, so that the newest one, known last, takes part in a single selection. The table holds the lanes of a level in the order
/// in which they meet (<see cref="CompleteTree.MeetingPlace"/>).</remarks>
internal static unsafe class BlendKernel<TRegister, TVector, TSum>
    where TRegister : IBlendRegister<TVector, TSum>
    where TVector : struct
    where TSum : struct
{
    /// <summary>Adds the leaves of complete trees for a register of rows.</summary>
    /// <param name="heaps">The trees' lanes and codes in heap order.</param>
    /// <param name="planes">The trees' leaves, byte by byte.</param>
    /// <param name="treeCount">Trees.</param>
    /// <param name="codes">Lane-major codes, 64 bytes per lane.</param>
    /// <param name="scratch">64 numbers, aligned to the register.</param>
    /// <param name="rowCount">Rows that count.</param>
    /// <param name="totals">One total per row that counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(byte* heaps, byte* planes, int treeCount, byte* codes, long* scratch, int rowCount, long* totals)
    {
        new Span<long>(scratch, TRegister.Rows).Clear();
        int quarter = TRegister.Rows / 4;
        for (int done = 0; done < treeCount;)
        {
            TSum a = default;
            TSum b = default;
            TSum c = default;
            TSum d = default;
            for (int end = Math.Min(done + FixedPoint.TreesPerInt32Sum, treeCount); done < end; done++)
            {
                TVector heap = Exit(codes, (ushort*)heaps, heaps + (2 * CompleteTree.Leaves));
                TRegister.AddLeaves(planes, heap, ref a, ref b, ref c, ref d);
                heaps += CompleteTree.HeapBytes;
                planes += CompleteTree.PlaneBytes;
            }

            TRegister.Widen(a, scratch);
            TRegister.Widen(b, scratch + quarter);
            TRegister.Widen(c, scratch + (2 * quarter));
            TRegister.Widen(d, scratch + (3 * quarter));
        }

        for (int row = 0; row < rowCount; row++)
        {
            totals[row] += scratch[TRegister.PlaceOf(row)];
        }
    }

    /// <summary>Finds the exits of one tree's six levels.</summary>
    /// <param name="heap">The tree's lanes and codes in heap order.</param>
    /// <param name="codes">Lane-major codes, 64 bytes per lane.</param>
    /// <param name="exits">Out: a byte per row of the register, aligned to it; the low six bits are the exit.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FindExits(byte* heap, byte* codes, byte* exits) =>
        TRegister.Store(Exit(codes, (ushort*)heap, heap + (2 * CompleteTree.Leaves)), exits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exit(byte* x, ushort* lanes, byte* splits)
    {
        TVector m0 = TRegister.Reaches(TRegister.Load(x + lanes[1]), TRegister.All(splits[1]));
        TVector heap = TRegister.Descend(TRegister.All(1), m0);
        TVector m1 = TRegister.Reaches(TRegister.Select(m0, TRegister.Load(x + lanes[2]), TRegister.Load(x + lanes[3])), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m1);
        TVector m2 = TRegister.Reaches(Pick4(x, lanes + 4, m0, m1), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m2);
        TVector m3 = TRegister.Reaches(Pick8(x, lanes + 8, m0, m1, m2), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m3);
        TVector m4 = TRegister.Reaches(Pick16(x, lanes + 16, m0, m1, m2, m3), TRegister.Upper(splits, heap));
        heap = TRegister.Descend(heap, m4);
        TVector left = Pick16(x, lanes + 32, m0, m1, m2, m3);
        TVector right = Pick16(x, lanes + 48, m0, m1, m2, m3);
        TVector m5 = TRegister.Reaches(TRegister.Select(m4, left, right), TRegister.Lower(splits, heap));
        return TRegister.Descend(heap, m5);
    }

    // Four lanes come with one load: loads are what this kernel has most of.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick4(byte* x, ushort* lanes, TVector m0, TVector m1)
    {
        ulong four = *(ulong*)lanes;
        TVector left = TRegister.Select(m0, TRegister.Load(x + (ushort)four), TRegister.Load(x + (ushort)(four >> 16)));
        TVector right = TRegister.Select(m0, TRegister.Load(x + (ushort)(four >> 32)), TRegister.Load(x + (four >> 48)));
        return TRegister.Select(m1, left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick8(byte* x, ushort* lanes, TVector m0, TVector m1, TVector m2) =>
        TRegister.Select(m2, Pick4(x, lanes, m0, m1), Pick4(x, lanes + 4, m0, m1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Pick16(byte* x, ushort* lanes, TVector m0, TVector m1, TVector m2, TVector m3) =>
        TRegister.Select(m3, Pick8(x, lanes, m0, m1, m2), Pick8(x, lanes + 8, m0, m1, m2));
}
