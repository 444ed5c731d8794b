using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Codes 8 float32 rows at a time: the upper cuts of a search by permutations of registers, the lower ones by gathers.</summary>
internal static unsafe class Avx2Coder
{
    /// <summary>Rows coded together.</summary>
    public const int Rows = 8;

    /// <summary>Codes the columns of 8 rows, lane-major: row r's code of lane l is <c>codes[l * stride + r]</c>. Categorical lanes are left alone.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="rows">The rows, row-major; rows behind <paramref name="count"/> repeat the last one.</param>
    /// <param name="count">1 to 8.</param>
    /// <param name="codes">Out.</param>
    /// <param name="stride">Distance between lanes, at least 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Code(ForestView view, float* rows, int count, byte* codes, nint stride)
    {
        Vector256<int> places = Vector256.Min(Vector256<int>.Indices, Vector256.Create(count - 1)) * view.FeatureCount;
        float* heaps = view.SingleCuts.Pointer;
        ColumnRecord* column = view.Columns.Pointer;
        for (ColumnRecord* end = column + view.Columns.Length; column < end; column++)
        {
            Vector256<float> x = Avx2.GatherVector256(rows + column->Feature, places, sizeof(float));
            Vector256<int> rank = Rank(x, heaps + column->CutStart, column->Steps);
            Store(column, x, rank, codes, stride);
        }
    }

    // NaN is not above any cut: its rank is 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Rank(Vector256<float> x, float* heap, int steps)
    {
        Vector256<float> top = Vector256.LoadAligned(heap);
        Vector256<int> h = Vector256<int>.One;
        h = Step(h, x, Avx2.PermuteVar8x32(top, h));
        h = Step(h, x, Avx2.PermuteVar8x32(top, h));
        h = Step(h, x, Avx2.PermuteVar8x32(top, h));
        h = Step(h, x, Avx2.PermuteVar8x32(Vector256.LoadAligned(heap + 8), h));
        if (steps > 4)
        {
            h = Step(h, x, Pick16(heap + 16, h));
        }

        for (int step = 5; step < steps; step++)
        {
            h = Step(h, x, Avx2.GatherVector256(heap, h, sizeof(float)));
        }

        return h - Vector256.Create(1 << steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Step(Vector256<int> h, Vector256<float> x, Vector256<float> cut) =>
        h + h - Avx.Compare(x, cut, FloatComparisonMode.OrderedGreaterThanOrEqualNonSignaling).AsInt32();

    // Bit 3 of the position tells the halves apart. A whole mask, not a blend by sign: on processors with AVX-512 the compiler of .NET 10.0
    // merges such a blend with the permutation and loses its address.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pick16(float* table, Vector256<int> h) => Vector256.ConditionalSelect(
        Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(h, 28), 31).AsSingle(),
        Avx2.PermuteVar8x32(Vector256.LoadAligned(table + 8), h),
        Avx2.PermuteVar8x32(Vector256.LoadAligned(table), h));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ColumnRecord* column, Vector256<float> x, Vector256<int> rank, byte* codes, nint stride)
    {
        Vector256<int> present = Avx.Compare(x, x, FloatComparisonMode.OrderedNonSignaling).AsInt32();
        Vector256<int> absent = ~present;
        Put(codes, column->Lanes[(int)LaneVariant.NaNIsZero], stride, rank | (absent & Vector256.Create(column->ZeroRank)));
        Put(codes, column->Lanes[(int)LaneVariant.NaNLeft], stride, rank);
        Put(codes, column->Lanes[(int)LaneVariant.NaNRight], stride, rank | (absent & Vector256.Create((int)ColumnRecord.HighestCode)));
        if (column->Lanes[(int)LaneVariant.ZeroLeft] >= 0 || column->Lanes[(int)LaneVariant.ZeroRight] >= 0)
        {
            // Not below and not above the band: false for NaN, which is missing too.
            Vector256<int> outside = Vector256.GreaterThan(Vector256.Abs(x), Vector256.Create((float)InputRules.ZeroBand)).AsInt32();
            Put(codes, column->Lanes[(int)LaneVariant.ZeroLeft], stride, rank & outside);
            Put(codes, column->Lanes[(int)LaneVariant.ZeroRight], stride, rank | (~outside & Vector256.Create((int)ColumnRecord.HighestCode)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(byte* codes, int lane, nint stride, Vector256<int> code)
    {
        if (lane >= 0)
        {
            Vector128<short> words = Sse2.PackSignedSaturate(code.GetLower(), code.GetUpper());
            *(ulong*)(codes + (lane * stride)) = Sse2.PackUnsignedSaturate(words, words).AsUInt64().ToScalar();
        }
    }
}
