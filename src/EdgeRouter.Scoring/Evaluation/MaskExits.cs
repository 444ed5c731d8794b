using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>From the decision masks of complete trees to exits and leaves, 16 at a time.</summary>
internal static unsafe class MaskExits
{
    /// <summary>Exit, 0 to 63 from left to right, of each of 16 masks.</summary>
    /// <param name="decisions">16 masks, 64-byte aligned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Find(ulong* decisions)
    {
        Vector512<byte> first = Vector512.LoadAligned((byte*)decisions);
        Vector512<byte> second = Vector512.LoadAligned((byte*)(decisions + 8));
        Vector128<byte> upper = Vector128.Create(first.ExtractMostSignificantBits(), second.ExtractMostSignificantBits()).AsByte();
        Vector128<byte> block = LookUp(upper);
        Vector128<byte> starts = Vector128.Create((byte)0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120);
        Vector128<byte> lower = Avx512Vbmi.PermuteVar64x8x2(first, Widen(block + starts), second).GetLower().GetLower();

        // A block number is at most 7, so shifting 16-bit pairs moves nothing from one byte into the next.
        return Vector128.ShiftLeft(block.AsUInt16(), 3).AsByte() | LookUp(lower);
    }

    /// <summary>Leaves of one tree for 16 exits.</summary>
    /// <param name="exits">Exits.</param>
    /// <param name="leaves">64 leaves, 64-byte aligned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Leaves16(Vector128<byte> exits, int* leaves)
    {
        Vector512<int> index = Avx512F.ConvertToVector512Int32(exits);
        Vector512<int> left = Avx512F.PermuteVar16x32x2(Vector512.LoadAligned(leaves), index, Vector512.LoadAligned(leaves + 16));
        Vector512<int> right = Avx512F.PermuteVar16x32x2(Vector512.LoadAligned(leaves + 32), index, Vector512.LoadAligned(leaves + 48));
        return Vector512.ConditionalSelect(Vector512.Equals(index & Vector512.Create(32), Vector512<int>.Zero), left, right);
    }

    /// <summary>Sum of one leaf of each of some trees.</summary>
    /// <param name="exits">Exit of each tree.</param>
    /// <param name="leaves">64 leaves of each tree.</param>
    /// <param name="treeCount">Trees, at most 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SumOfTrees(byte* exits, int* leaves, int treeCount)
    {
        int sum = 0;
        for (int t = 0; t < treeCount; t++)
        {
            sum += leaves[(t * 64) + exits[t]];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookUp(Vector128<byte> decisions) =>
        Avx512Vbmi.PermuteVar64x8x2(ThreeLevels.Low, Widen(decisions), ThreeLevels.High).GetLower().GetLower();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Widen(Vector128<byte> value) => value.ToVector256Unsafe().ToVector512Unsafe();
}
