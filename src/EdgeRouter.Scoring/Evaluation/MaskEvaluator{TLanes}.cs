using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX-512 VBMI, all splits of a tree at once, for small batches.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal sealed unsafe class MaskEvaluator<TLanes> : ForestEvaluator
    where TLanes : ILaneReader
{
    private readonly Avx512Codes _codes;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public MaskEvaluator(ForestView view)
        : base(view, EvaluatorKind.Avx512Mask)
    {
        _codes = new Avx512Codes(view);
    }

    /// <inheritdoc/>
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        _codes.CodeRowMajor(rows);
        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            AddComplete(output, rows.Count, sums);
            TallTrees<TLanes>.Add(View, output, _codes.RowMajor, rows.Count, sums);
        }

        GC.KeepAlive(_codes);
    }

    private void AddComplete(OutputRecord* output, int rowCount, long* sums)
    {
        byte* masks = View.CompleteMasks.Pointer + ((long)output->CompleteStart * CompleteTree.MaskBytes);
        int* leaves = View.CompleteLeaves.Pointer + ((long)output->CompleteStart * CompleteTree.Leaves);
        nint stride = View.RowBytes;
        byte* codes = _codes.RowMajor;
        int r = 0;
        for (; r + 16 <= rowCount; r += 16)
        {
            MaskKernel<TLanes>.AddComplete16(masks, leaves, output->CompleteCount, codes + (r * stride), stride, sums + r);
        }

        for (; r + 8 <= rowCount; r += 8)
        {
            MaskKernel<TLanes>.AddComplete8(masks, leaves, output->CompleteCount, codes + (r * stride), stride, sums + r);
        }

        for (; r < rowCount; r++)
        {
            sums[r] += MaskKernel<TLanes>.SumComplete(masks, leaves, output->CompleteCount, codes + (r * stride));
        }
    }
}
