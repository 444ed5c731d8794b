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

    /// <summary>Codes the columns of 16 rows, lane-major: row r's code of lane l is <c>codes[l * stride + r]</c>. Categorical lanes are left alone.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="features">Inputs, feature-major: 16 values per feature.</param>
    /// <param name="codes">Out.</param>
    /// <param name="stride">Distance between lanes, at least 16.</param>
    public static void Code(ForestView view, float* features, byte* codes, nint stride)
    {
        float* cuts = view.SingleCuts.Pointer;
        ColumnRecord* column = view.Columns.Pointer;
        for (ColumnRecord* end = column + view.Columns.Length; column < end; column++)
        {
            Vector512<float> x = Vector512.Load(features + ((nint)column->Feature * Rows));
            Vector512<int> rank = Rank(x, cuts + column->CutStart, column->Steps);
            Store(column, x, rank, codes, stride);
        }
    }

    /// <summary>Number of cuts that each of 16 inputs is not below.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="heap">Search heap of the column.</param>
    /// <param name="steps">Its depth, 4 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Rank(Vector512<float> x, float* heap, int steps)
    {
        Vector512<float> top = Vector512.LoadAligned(heap);
        Vector512<int> h = Vector512<int>.One;
        h = Step(h, x, Avx512F.PermuteVar16x32(top, h));
        h = Step(h, x, Avx512F.PermuteVar16x32(top, h));
        h = Step(h, x, Avx512F.PermuteVar16x32(top, h));
        h = Step(h, x, Avx512F.PermuteVar16x32(top, h));
        if (steps > 4)
        {
            h = Step(h, x, Avx512F.PermuteVar16x32(Vector512.LoadAligned(heap + 16), h));
            h = steps > 5 ? Deep(h, x, heap, steps) : h;
        }

        return h - Vector512.Create(1 << steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Deep(Vector512<int> h, Vector512<float> x, float* heap, int steps)
    {
        h = Step(h, x, Pick32(heap + 32, h));
        if (steps > 6)
        {
            h = Step(h, x, Pick64(heap + 64, h));
            h = steps > 7 ? Step(h, x, Pick128(heap + 128, h)) : h;
        }

        return h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Step(Vector512<int> h, Vector512<float> x, Vector512<float> cut) =>
        h + h - Vector512.GreaterThanOrEqual(x, cut).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick32(float* table, Vector512<int> h) =>
        Avx512F.PermuteVar16x32x2(Vector512.LoadAligned(table), h, Vector512.LoadAligned(table + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick64(float* table, Vector512<int> h)
    {
        Vector512<float> upper = Vector512.Equals(h & Vector512.Create(32), Vector512<int>.Zero).AsSingle();
        return Vector512.ConditionalSelect(upper, Pick32(table, h), Pick32(table + 32, h));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pick128(float* table, Vector512<int> h)
    {
        Vector512<float> upper = Vector512.Equals(h & Vector512.Create(64), Vector512<int>.Zero).AsSingle();
        return Vector512.ConditionalSelect(upper, Pick64(table, h), Pick64(table + 64, h));
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
