using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The lower part of deep trees, for the exits that some rows took from the top.</summary>
/// <typeparam name="TBottom">How a block is evaluated.</typeparam>
internal static unsafe class DeepBottoms<TBottom>
    where TBottom : IDeepBottom
{
    private const int ExitBits = CompleteTree.Leaves - 1;

    /// <summary>Adds the leaves of one tree.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="tree">The deep tree.</param>
    /// <param name="exits">One per row; the low six bits count.</param>
    /// <param name="codes">Row-major codes.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="sums">One sum per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ForestView view, int tree, byte* exits, byte* codes, int rowCount, long* sums)
    {
        int start = view.DeepStarts.Pointer[tree];
        nint stride = view.RowBytes;
        if (start < 0)
        {
            ShortBlock* shorts = view.ShortBlocks.Pointer + ~start;
            for (int r = 0; r < rowCount; r++)
            {
                sums[r] += TBottom.LeafBelow(shorts + (exits[r] & ExitBits), codes + (r * stride));
            }

            return;
        }

        DeepBlock* blocks = view.DeepBlocks.Pointer;
        for (int r = 0; r < rowCount; r++)
        {
            sums[r] += TBottom.LeafBelow(blocks, blocks + start + (exits[r] & ExitBits), codes + (r * stride));
        }
    }
}
