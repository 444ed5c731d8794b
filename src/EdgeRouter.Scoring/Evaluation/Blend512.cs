using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>64 rows per register, AVX-512 VBMI.</summary>
internal readonly unsafe struct Blend512 : IBlendRegister<Vector512<byte>, Vector512<int>>
{
    /// <inheritdoc/>
    public static int Rows => 64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* codes) => Vector512.LoadAligned(codes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<byte> value, byte* target) => value.StoreAligned(target);

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
    public static void AddLeaves(byte* planes, Vector512<byte> heap, ref Vector512<int> a, ref Vector512<int> b, ref Vector512<int> c, ref Vector512<int> d)
    {
        Vector512<byte> b0 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes), heap);
        Vector512<byte> b1 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 64), heap);
        Vector512<byte> b2 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 128), heap);
        Vector512<byte> b3 = Avx512Vbmi.PermuteVar64x8(Vector512.LoadAligned(planes + 192), heap);
        Vector512<short> lowA = Avx512BW.UnpackLow(b0, b1).AsInt16();
        Vector512<short> lowB = Avx512BW.UnpackHigh(b0, b1).AsInt16();
        Vector512<short> highA = Avx512BW.UnpackLow(b2, b3).AsInt16();
        Vector512<short> highB = Avx512BW.UnpackHigh(b2, b3).AsInt16();
        a += Avx512BW.UnpackLow(lowA, highA).AsInt32();
        b += Avx512BW.UnpackHigh(lowA, highA).AsInt32();
        c += Avx512BW.UnpackLow(lowB, highB).AsInt32();
        d += Avx512BW.UnpackHigh(lowB, highB).AsInt32();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Widen(Vector512<int> sums, long* totals)
    {
        (Vector512.LoadAligned(totals) + Avx512F.ConvertToVector512Int64(sums.GetLower())).StoreAligned(totals);
        (Vector512.LoadAligned(totals + 8) + Avx512F.ConvertToVector512Int64(sums.GetUpper())).StoreAligned(totals + 8);
    }

    /// <inheritdoc/>
    public static int PlaceOf(int row)
    {
        // Unpacking works within each 16 bytes: of rows 16q to 16q + 15, row 16q + 4k + i is element 4q + i of register k.
        int element = ((row >> 4) * 4) + (row & 3);
        return (((row >> 2) & 3) * 16) + element;
    }
}
