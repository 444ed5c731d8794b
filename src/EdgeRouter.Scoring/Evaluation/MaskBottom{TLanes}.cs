using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>All splits of a block at once.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal readonly unsafe struct MaskBottom<TLanes> : IDeepBottom
    where TLanes : ILaneReader
{
    private const uint ThreeBits = 0x7;
    private const uint SevenBits = 0x7F;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeafBelow(ShortBlock* block, byte* row)
    {
        // Lanes are the lower four bytes, codes the upper four.
        Vector128<byte> both = Vector128.CreateScalarUnsafe(*(ulong*)block).AsByte();
        uint decisions = Decide(row, both, Sse2.ShiftRightLogical128BitLane(both, sizeof(int))) & ThreeBits;
        return ((int*)&block->Leaves)[(ShortBlock.LeafOfDecisions >> (int)(2 * decisions)) & 3];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeafBelow(DeepBlock* blocks, DeepBlock* block, byte* row)
    {
        while (true)
        {
            Vector128<byte> lanes = Vector128.CreateScalarUnsafe(*(ulong*)&block->Lanes).AsByte();
            Vector128<byte> codes = Vector128.CreateScalarUnsafe(*(ulong*)&block->Codes).AsByte();
            int exit = ThreeLevels.Exits[(int)(Decide(row, lanes, codes) & SevenBits)];
            int value = ((int*)&block->Exits)[exit];
            if (((block->LeafBits >> exit) & 1) != 0)
            {
                return value;
            }

            block = blocks + value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Decide(byte* row, Vector128<byte> lanes, Vector128<byte> codes)
    {
        Vector128<byte> read = TLanes.Read(row, lanes.ToVector256Unsafe().ToVector512Unsafe()).GetLower().GetLower();
        return Vector128.GreaterThanOrEqual(read, codes).ExtractMostSignificantBits();
    }
}
