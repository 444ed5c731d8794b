using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Split by split, without vector instructions.</summary>
internal readonly unsafe struct PlainBottom : IDeepBottom
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeafBelow(ShortBlock* block, byte* row)
    {
        byte* lanes = (byte*)&block->Lanes;
        byte* codes = (byte*)&block->Codes;
        int first = ToInt(row[lanes[0]] >= codes[0]);
        int second = ToInt(row[lanes[1 + first]] >= codes[1 + first]);
        return ((int*)&block->Leaves)[(2 * first) + second];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeafBelow(DeepBlock* blocks, DeepBlock* block, byte* row)
    {
        while (true)
        {
            byte* lanes = (byte*)&block->Lanes;
            byte* codes = (byte*)&block->Codes;
            int first = ToInt(row[lanes[0]] >= codes[0]);
            int second = (2 * first) + ToInt(row[lanes[1 + first]] >= codes[1 + first]);
            int exit = (2 * second) + ToInt(row[lanes[3 + second]] >= codes[3 + second]);
            int value = ((int*)&block->Exits)[exit];
            if (((block->LeafBits >> exit) & 1) != 0)
            {
                return value;
            }

            block = blocks + value;
        }
    }

    // A comparison as 0 or 1 without a jump: branches that depend on the data would be mispredicted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ToInt(bool value) => *(byte*)&value;
}
