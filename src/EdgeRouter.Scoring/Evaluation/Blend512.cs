using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>64 rows per register, AVX-512 VBMI.</summary>
internal readonly unsafe struct Blend512 : IBlendRegister<Vector512<byte>>
{
    /// <inheritdoc/>
    public static int Rows => 64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* codes) => Vector512.LoadAligned(codes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> All(byte value) => Vector512.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Select(Vector512<byte> mask, Vector512<byte> left, Vector512<byte> right) =>
        Vector512.ConditionalSelect(mask, right, left);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Reaches(Vector512<byte> code, Vector512<byte> split) => Vector512.GreaterThanOrEqual(code, split);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Descend(Vector512<byte> heap, Vector512<byte> mask) => heap + heap - mask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Upper(byte* splits, Vector512<byte> heap) => Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(splits), heap);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lower(byte* splits, Vector512<byte> heap) => Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(splits), heap);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddLeaves(byte* planes, Vector512<byte> heap, int* sums)
    {
        Vector512<byte> b0 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes), heap);
        Vector512<byte> b1 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 64), heap);
        Vector512<byte> b2 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 128), heap);
        Vector512<byte> b3 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 192), heap);
        Vector512<short> lowA = Avx512BW.UnpackLow(b0, b1).AsInt16();
        Vector512<short> lowB = Avx512BW.UnpackHigh(b0, b1).AsInt16();
        Vector512<short> highA = Avx512BW.UnpackLow(b2, b3).AsInt16();
        Vector512<short> highB = Avx512BW.UnpackHigh(b2, b3).AsInt16();
        (Vector512.LoadAligned(sums) + Avx512BW.UnpackLow(lowA, highA).AsInt32()).StoreAligned(sums);
        (Vector512.LoadAligned(sums + 16) + Avx512BW.UnpackHigh(lowA, highA).AsInt32()).StoreAligned(sums + 16);
        (Vector512.LoadAligned(sums + 32) + Avx512BW.UnpackLow(lowB, highB).AsInt32()).StoreAligned(sums + 32);
        (Vector512.LoadAligned(sums + 48) + Avx512BW.UnpackHigh(lowB, highB).AsInt32()).StoreAligned(sums + 48);
    }

    /// <inheritdoc/>
    public static void Widen(int* sums, int rowCount, long* totals)
    {
        // Unpacking works within each 16 bytes: of rows 16q to 16q + 15, element 4q + i of register k belongs to row 16q + 4k + i.
        for (int row = 0; row < rowCount; row++)
        {
            totals[row] += sums[((row >> 2) & 3) * 16 + ((row >> 4) * 4) + (row & 3)];
        }

        new Span<int>(sums, Rows).Clear();
    }
}
