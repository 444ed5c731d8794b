using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>32 rows per register with the instructions of AVX-512 VBMI: for batches that would leave half of a 64-row register empty.</summary>
internal readonly unsafe struct Blend256Vbmi : IBlendRegister<Vector256<byte>, Vector256<int>>
{
    /// <inheritdoc/>
    public static int Rows => 32;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* codes) => Vector256.LoadAligned(codes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<byte> value, byte* target) => value.StoreAligned(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> All(byte value) => Vector256.Create(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Select(Vector256<byte> mask, Vector256<byte> left, Vector256<byte> right) =>
        Vector256.ConditionalSelect(mask, right, left);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Reaches(Vector256<byte> code, Vector256<byte> split) => Avx2.CompareEqual(Avx2.Max(code, split), code);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Descend(Vector256<byte> heap, Vector256<byte> mask) => heap + heap - mask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Upper(byte* splits, Vector256<byte> heap) => Avx512Vbmi.VL.PermuteVar32x8(Vector256.LoadAligned(splits), heap);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lower(byte* splits, Vector256<byte> heap) => Avx512Vbmi.VL.PermuteVar32x8(Vector256.LoadAligned(splits + 32), heap);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddLeaves(byte* planes, Vector256<byte> heap, ref Vector256<int> a, ref Vector256<int> b, ref Vector256<int> c, ref Vector256<int> d)
    {
        Vector256<byte> b0 = LookUp(planes, heap);
        Vector256<byte> b1 = LookUp(planes + 64, heap);
        Vector256<byte> b2 = LookUp(planes + 128, heap);
        Vector256<byte> b3 = LookUp(planes + 192, heap);
        Blend256.AddBytes(b0, b1, b2, b3, ref a, ref b, ref c, ref d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Widen(Vector256<int> sums, long* totals) => Blend256.Widen(sums, totals);

    /// <inheritdoc/>
    public static int PlaceOf(int row) => Blend256.PlaceOf(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(byte* table, Vector256<byte> heap) =>
        Avx512Vbmi.VL.PermuteVar32x8x2(Vector256.LoadAligned(table), heap, Vector256.LoadAligned(table + 32));
}
