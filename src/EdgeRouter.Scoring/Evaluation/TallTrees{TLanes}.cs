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
        AddCompact(view, output, codes, rowCount, scratch, sums);
        for (int r = 0; r < rowCount && output->DeepCount > 0; r += Side)
        {
            DeepKernel<TLanes>.Add(view, output->DeepStart, output->DeepCount, codes + ((nint)r * view.RowBytes), Math.Min(Side, rowCount - r), scratch, sums + r);
        }
    }

    /// <summary>Adds the leaves of the compact ones.</summary>
    /// <inheritdoc cref="Add"/>
    public static void AddCompact(ForestView view, OutputRecord* output, byte* codes, int rowCount, ulong* scratch, long* sums)
    {
        for (int r = 0; r < rowCount && output->CompactCount > 0; r += Side)
        {
            CompactKernel<TLanes>.Add(view, output->CompactStart, output->CompactCount, codes + ((nint)r * view.RowBytes), Math.Min(Side, rowCount - r), scratch, sums + r);
        }
    }
}
