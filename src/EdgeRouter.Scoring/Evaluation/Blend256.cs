using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>32 rows per register, AVX2. Tables of 64 bytes are looked up 16 bytes at a time.</summary>
internal readonly unsafe struct Blend256 : IBlendRegister<Vector256<byte>, Vector256<int>>
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
    public static Vector256<byte> Select(Vector256<byte> mask, Vector256<byte> left, Vector256<byte> right) => Avx2.BlendVariable(left, right, mask);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Reaches(Vector256<byte> code, Vector256<byte> split) => Avx2.CompareEqual(Avx2.Max(code, split), code);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Descend(Vector256<byte> heap, Vector256<byte> mask) => heap + heap - mask;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Upper(byte* splits, Vector256<byte> heap)
    {
        // The shuffle looks at the low four bits: positions 1 to 15 stand in the first 16 bytes, 16 to 31 in the next.
        Vector256<byte> below = Avx2.Shuffle(Table(splits), heap);
        Vector256<byte> above = Avx2.Shuffle(Table(splits + 16), heap);
        return Avx2.BlendVariable(below, above, Shift(heap, 3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lower(byte* splits, Vector256<byte> heap)
    {
        Vector256<byte> below = Avx2.Shuffle(Table(splits + 32), heap);
        Vector256<byte> above = Avx2.Shuffle(Table(splits + 48), heap);
        return Avx2.BlendVariable(below, above, Shift(heap, 3));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddLeaves(byte* planes, Vector256<byte> heap, ref Vector256<int> a, ref Vector256<int> b, ref Vector256<int> c, ref Vector256<int> d)
    {
        Vector256<byte> bit4 = Shift(heap, 3);
        Vector256<byte> bit5 = Shift(heap, 2);
        Vector256<byte> b0 = LookUp(planes, heap, bit4, bit5);
        Vector256<byte> b1 = LookUp(planes + 64, heap, bit4, bit5);
        Vector256<byte> b2 = LookUp(planes + 128, heap, bit4, bit5);
        Vector256<byte> b3 = LookUp(planes + 192, heap, bit4, bit5);
        AddBytes(b0, b1, b2, b3, ref a, ref b, ref c, ref d);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Widen(Vector256<int> sums, long* totals)
    {
        (Vector256.LoadAligned(totals) + Avx2.ConvertToVector256Int64(sums.GetLower())).StoreAligned(totals);
        (Vector256.LoadAligned(totals + 4) + Avx2.ConvertToVector256Int64(sums.GetUpper())).StoreAligned(totals + 4);
    }

    /// <inheritdoc/>
    public static int PlaceOf(int row)
    {
        // Unpacking works within each 16 bytes: of rows 16q to 16q + 15, row 16q + 4k + i is element 4q + i of register k.
        int element = ((row >> 4) * 4) + (row & 3);
        return (((row >> 2) & 3) * 8) + element;
    }

    /// <summary>Adds 32-bit numbers given as four registers of bytes, lowest bytes first.</summary>
    /// <param name="b0">Lowest bytes.</param>
    /// <param name="b1">Second bytes.</param>
    /// <param name="b2">Third bytes.</param>
    /// <param name="b3">Highest bytes.</param>
    /// <param name="a">First sums.</param>
    /// <param name="b">Second sums.</param>
    /// <param name="c">Third sums.</param>
    /// <param name="d">Fourth sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddBytes(
        Vector256<byte> b0,
        Vector256<byte> b1,
        Vector256<byte> b2,
        Vector256<byte> b3,
        ref Vector256<int> a,
        ref Vector256<int> b,
        ref Vector256<int> c,
        ref Vector256<int> d)
    {
        Vector256<short> lowA = Avx2.UnpackLow(b0, b1).AsInt16();
        Vector256<short> lowB = Avx2.UnpackHigh(b0, b1).AsInt16();
        Vector256<short> highA = Avx2.UnpackLow(b2, b3).AsInt16();
        Vector256<short> highB = Avx2.UnpackHigh(b2, b3).AsInt16();
        a += Avx2.UnpackLow(lowA, highA).AsInt32();
        b += Avx2.UnpackHigh(lowA, highA).AsInt32();
        c += Avx2.UnpackLow(lowB, highB).AsInt32();
        d += Avx2.UnpackHigh(lowB, highB).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Table(byte* table) => Avx2.BroadcastVector128ToVector256(table);

    // Only the top bit of each byte counts afterwards; what crosses from byte to byte stays below it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Shift(Vector256<byte> value, byte bits) => Avx2.ShiftLeftLogical(value.AsUInt16(), bits).AsByte();

    // Leaf positions are 64 to 127: bit 7 is 0, so that the shuffle takes the low four bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(byte* table, Vector256<byte> heap, Vector256<byte> bit4, Vector256<byte> bit5)
    {
        Vector256<byte> below = Avx2.BlendVariable(Avx2.Shuffle(Table(table), heap), Avx2.Shuffle(Table(table + 16), heap), bit4);
        Vector256<byte> above = Avx2.BlendVariable(Avx2.Shuffle(Table(table + 32), heap), Avx2.Shuffle(Table(table + 48), heap), bit4);
        return Avx2.BlendVariable(below, above, bit5);
    }
}
