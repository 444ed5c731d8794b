using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes 16 float32 rows at a time: each step of the search through a column's cuts is a permutation of a register by the rows'
/// positions, so that 16 rows search together and nothing is gathered from memory.</summary>
internal static unsafe class Avx512Coder
{
    /// <summary>Rows coded together.</summary>
    public const int Rows = 16;

    /// <summary>Columns coded together: one search waits for its own steps, four fill the gaps.</summary>
    public const int Together = 4;

    /// <summary>Codes one column of 16 rows, lane-major: row r's code of lane l is <c>codes[l * stride + r]</c>.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="column">The column.</param>
    /// <param name="features">Inputs, feature-major: 16 values per feature, 64-byte aligned.</param>
    /// <param name="codes">Out.</param>
    /// <param name="stride">Distance between lanes, at least 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeColumn(ForestView view, ColumnRecord* column, float* features, byte* codes, nint stride)
    {
        float* heap = view.SingleCuts.Pointer + column->CutStart;
        Vector512<float> x = Load(features, column);
        Vector512<int> h = Vector512<int>.One;
        if (column->HasInfiniteCut != 0)
        {
            Store(column, x, RankByComparison(x, heap, column->Steps), codes, stride);
            return;
        }

        Vector512<float> number = NumberOf(x);
        for (int step = 0; step < column->Steps; step++)
        {
            h = Step(h, number, CutAt(h, heap, step));
        }

        Store(column, x, h - Vector512.Create(1 << column->Steps), codes, stride);
    }

    /// <summary>Codes <see cref="Together"/> columns of the same number of steps and without infinite cuts.</summary>
    /// <inheritdoc cref="CodeColumn"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeColumns(ForestView view, ColumnRecord* column, float* features, byte* codes, nint stride)
    {
        float* heaps = view.SingleCuts.Pointer;
        float* heapA = heaps + column[0].CutStart;
        float* heapB = heaps + column[1].CutStart;
        float* heapC = heaps + column[2].CutStart;
        float* heapD = heaps + column[3].CutStart;
        Vector512<float> xa = NumberOf(Load(features, column));
        Vector512<float> xb = NumberOf(Load(features, column + 1));
        Vector512<float> xc = NumberOf(Load(features, column + 2));
        Vector512<float> xd = NumberOf(Load(features, column + 3));
        Vector512<int> a = Vector512<int>.One;
        Vector512<int> b = a;
        Vector512<int> c = a;
        Vector512<int> d = a;
        for (int step = 0; step < ColumnRecord.MinSteps; step++)
        {
            a = Step(a, xa, Pick16(heapA, a));
            b = Step(b, xb, Pick16(heapB, b));
            c = Step(c, xc, Pick16(heapC, c));
            d = Step(d, xd, Pick16(heapD, d));
        }

        int steps = column->Steps;
        if (steps > 4)
        {
            a = Step(a, xa, Pick16(heapA + 16, a));
            b = Step(b, xb, Pick16(heapB + 16, b));
            c = Step(c, xc, Pick16(heapC + 16, c));
            d = Step(d, xd, Pick16(heapD + 16, d));
        }

        if (steps > 5)
        {
            a = Step(a, xa, Pick32(heapA + 32, a));
            b = Step(b, xb, Pick32(heapB + 32, b));
            c = Step(c, xc, Pick32(heapC + 32, c));
            d = Step(d, xd, Pick32(heapD + 32, d));
        }

        if (steps > 6)
        {
            a = Step(a, xa, Pick64(heapA + 64, a));
            b = Step(b, xb, Pick64(heapB + 64, b));
            c = Step(c, xc, Pick64(heapC + 64, c));
            d = Step(d, xd, Pick64(heapD + 64, d));
        }

        if (steps > 7)
        {
            a = Step(a, xa, Pick128(heapA + 128, a));
            b = Step(b, xb, Pick128(heapB + 128, b));
            c = Step(c, xc, Pick128(heapC + 128, c));
            d = Step(d, xd, Pick128(heapD + 128, d));
        }

        Vector512<int> leaf = Vector512.Create(1 << steps);
        Store(column, Load(features, column), a - leaf, codes, stride);
        Store(column + 1, Load(features, column + 1), b - leaf, codes, stride);
        Store(column + 2, Load(features, column + 2), c - leaf, codes, stride);
        Store(column + 3, Load(features, column + 3), d - leaf, codes, stride);
    }

    /// <summary>Codes the columns of one row: 16 cuts at a time, twice. Categorical lanes are left alone.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="row">The row.</param>
    /// <param name="codes">Out: <see cref="ForestView.RowBytes"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CodeRow(ForestView view, float* row, byte* codes)
    {
        float* heaps = view.SingleCuts.Pointer;
        float* sorted = view.SortedCuts.Pointer;
        ColumnRecord* column = view.Columns.Pointer;
        for (ColumnRecord* end = column + view.Columns.Length; column < end; column++)
        {
            float x = row[column->Feature];
            Vector512<float> all = Vector512.Create(x);

            // The top of the heap holds every 2^(steps - 4)-th cut: how many of them x reaches says where to look on.
            int width = column->Steps - 4;
            int rank = CountReached(all, heaps + column->CutStart) << width;
            if (width > 0)
            {
                uint block = (uint)((1UL << (1 << width)) - 1);
                rank += BitOperations.PopCount(Reached(all, sorted + column->CutStart + rank) & block);
            }

            PortableCoder.Store(column, rank, float.IsNaN(x), MathF.Abs(x) <= (float)InputRules.ZeroBand, codes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountReached(Vector512<float> x, float* cuts) => BitOperations.PopCount(Reached(x, cuts));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Reached(Vector512<float> x, float* cuts) =>
        (uint)Vector512.GreaterThanOrEqual(x, Vector512.Load(cuts)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(float* features, ColumnRecord* column) => Vector512.LoadAligned(features + ((nint)column->Feature * Rows));

    // The maximum takes the second of its operands where one is NaN: −∞ reaches no finite cut, as NaN must.
    // Adding 0 turns −0 into 0, whose distance from a cut at 0 has no sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> NumberOf(Vector512<float> x) =>
        Avx512F.Max(x, Vector512.Create(float.NegativeInfinity)) + Vector512<float>.Zero;

    // The sign of x − cut says whether x is below: exact unless both are infinite, gradual underflow included, and half the price of a
    // comparison, whose mask register is the bottleneck. NaN beyond the last cut has its sign set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Step(Vector512<int> h, Vector512<float> x, Vector512<float> cut)
    {
        Vector512<int> below = Vector512.ShiftRightArithmetic((x - cut).AsInt32(), 31);
        return h + h + Vector512<int>.One + below;
    }

    // The permutations look at the low bits of a heap position: all of its level.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> CutAt(Vector512<int> h, float* heap, int step) => step switch
    {
        < 4 => Pick16(heap, h),
        4 => Pick16(heap + 16, h),
        5 => Pick32(heap + 32, h),
        6 => Pick64(heap + 64, h),
        _ => Pick128(heap + 128, h),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick16(float* table, Vector512<int> h) => Avx512F.PermuteVar16x32(Vector512.LoadAligned(table), h);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick32(float* table, Vector512<int> h) =>
        Avx512F.PermuteVar16x32x2(Vector512.LoadAligned(table), h, Vector512.LoadAligned(table + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick64(float* table, Vector512<int> h) =>
        Vector512.ConditionalSelect(BitMask(h, 5), Pick32(table + 32, h), Pick32(table, h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick128(float* table, Vector512<int> h) =>
        Vector512.ConditionalSelect(BitMask(h, 6), Pick64(table + 64, h), Pick64(table, h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> BitMask(Vector512<int> h, int bit) =>
        Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(h, 31 - bit), 31).AsSingle();

    // Infinity − infinity has no useful sign: columns with an infinite cut, which hardly any model has, are searched row by row.
    private static Vector512<int> RankByComparison(Vector512<float> x, float* heap, int steps)
    {
        int* ranks = stackalloc int[Rows];
        for (int r = 0; r < Rows; r++)
        {
            ranks[r] = PortableCoder.Rank(x[r], heap, steps);
        }

        return Vector512.Load(ranks);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ColumnRecord* column, Vector512<float> x, Vector512<int> rank, byte* codes, nint stride)
    {
        // NaN is not above any cut: its rank is 0 already.
        int lane = column->Lanes[(int)LaneVariant.NaNLeft];
        if (lane >= 0)
        {
            Put(codes + (lane * stride), rank);
        }

        lane = column->Lanes[(int)LaneVariant.NaNRight];
        if (lane >= 0)
        {
            Vector512<int> highest = Vector512.Create((int)ColumnRecord.HighestCode);
            Put(codes + (lane * stride), Vector512.ConditionalSelect(Vector512.Equals(x, x).AsInt32(), rank, highest));
        }

        if (column->Lanes[(int)LaneVariant.NaNIsZero] >= 0 || column->Lanes[(int)LaneVariant.ZeroLeft] >= 0 || column->Lanes[(int)LaneVariant.ZeroRight] >= 0)
        {
            StoreZeroVariants(column, x, rank, codes, stride);
        }
    }

    private static void StoreZeroVariants(ColumnRecord* column, Vector512<float> x, Vector512<int> rank, byte* codes, nint stride)
    {
        int lane = column->Lanes[(int)LaneVariant.NaNIsZero];
        if (lane >= 0)
        {
            Put(codes + (lane * stride), Vector512.ConditionalSelect(Vector512.Equals(x, x).AsInt32(), rank, Vector512.Create(column->ZeroRank)));
        }

        // Not below and not above the band: false for NaN, which is missing too.
        Vector512<int> present = Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create((float)InputRules.ZeroBand)).AsInt32();
        lane = column->Lanes[(int)LaneVariant.ZeroLeft];
        if (lane >= 0)
        {
            Put(codes + (lane * stride), rank & present);
        }

        lane = column->Lanes[(int)LaneVariant.ZeroRight];
        if (lane >= 0)
        {
            Put(codes + (lane * stride), Vector512.ConditionalSelect(present, rank, Vector512.Create((int)ColumnRecord.HighestCode)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(byte* target, Vector512<int> codes) => Avx512F.ConvertToVector128Byte(codes.AsUInt32()).Store(target);
}
