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
        int first = Branchless.ToInt(row[lanes[0]] >= codes[0]);
        int second = Branchless.ToInt(row[lanes[1 + first]] >= codes[1 + first]);
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
            int first = Branchless.ToInt(row[lanes[0]] >= codes[0]);
            int second = (2 * first) + Branchless.ToInt(row[lanes[1 + first]] >= codes[1 + first]);
            int exit = (2 * second) + Branchless.ToInt(row[lanes[3 + second]] >= codes[3 + second]);
            int value = ((int*)&block->Exits)[exit];
            if (((block->LeafBits >> exit) & 1) != 0)
            {
                return value;
            }

            block = blocks + value;
        }
    }
}
