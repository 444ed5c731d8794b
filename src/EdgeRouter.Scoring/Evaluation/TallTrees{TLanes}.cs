using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>The trees of more than six levels of an output.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal static unsafe class TallTrees<TLanes>
    where TLanes : ILaneReader
{
    private const int Side = 16;

    /// <summary>Adds their leaves.</summary>
    /// <param name="view">The forest, of at most 256 lanes.</param>
    /// <param name="output">The output.</param>
    /// <param name="codes">Row-major codes; memory for whole groups of 16 rows.</param>
    /// <param name="rowCount">Rows.</param>
    /// <param name="scratch"><see cref="DeepKernel{TLanes}.ScratchCount"/> numbers, 64-byte aligned.</param>
    /// <param name="sums">One sum per row.</param>
    public static void Add(ForestView view, OutputRecord* output, byte* codes, int rowCount, ulong* scratch, long* sums)
    {
        if (output->CompactCount + output->DeepCount == 0)
        {
            return;
        }

        for (int r = 0; r < rowCount; r += Side)
        {
            int count = Math.Min(Side, rowCount - r);
            byte* group = codes + ((long)r * view.RowBytes);
            CompactKernel<TLanes>.Add(view, output->CompactStart, output->CompactCount, group, count, scratch, sums + r);
            DeepKernel<TLanes>.Add(view, output->DeepStart, output->DeepCount, group, count, scratch, sums + r);
        }
    }
}
