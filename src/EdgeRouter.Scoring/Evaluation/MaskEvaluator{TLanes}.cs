using System.Runtime.CompilerServices;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX-512 VBMI, all splits of a tree at once, for small batches.</summary>
/// <typeparam name="TLanes">How wide a row is.</typeparam>
internal sealed unsafe class MaskEvaluator<TLanes> : ForestEvaluator
    where TLanes : ILaneReader
{
    private const int Group = 16;
    private readonly Avx512Codes _codes;
    private readonly NativeArray<ulong> _scratchMemory;
    private readonly ulong* _scratch;
    private readonly long* _sums;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public MaskEvaluator(ForestView view)
        : base(view, EvaluatorKind.Avx512Mask)
    {
        _codes = new Avx512Codes(view);
        _scratch = Scratch(MaskKernel<TLanes>.ScratchCount + Group, out _scratchMemory);
        _sums = (long*)(_scratch + MaskKernel<TLanes>.ScratchCount);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        _codes.CodeRowMajor(rows);
        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            AddComplete(output, rows.Count, sums);
            TallTrees<TLanes>.Add(View, output, _codes.RowMajor, rows.Count, _scratch, sums);
        }

        GC.KeepAlive(_codes);
        GC.KeepAlive(_scratchMemory.Region);
    }

    private void AddComplete(OutputRecord* output, int rowCount, long* sums)
    {
        byte* masks = View.CompleteMasks.Pointer + ((long)output->CompleteStart * CompleteTree.MaskBytes);
        int* leaves = View.CompleteLeaves.Pointer + ((long)output->CompleteStart * CompleteTree.Leaves);
        nint stride = View.RowBytes;
        byte* codes = _codes.RowMajor;
        for (int r = 0; r < rowCount; r += Group)
        {
            AddGroup(output, masks, leaves, codes + (r * stride), Math.Min(Group, rowCount - r), sums + r);
        }
    }

    // Rows behind the last one are scored too, from codes that are there, and dropped.
    private void AddGroup(OutputRecord* output, byte* masks, int* leaves, byte* codes, int rowCount, long* sums)
    {
        if (rowCount == 1)
        {
            sums[0] += MaskKernel<TLanes>.SumComplete(masks, leaves, output->CompleteCount, codes, _scratch);
            return;
        }

        new Span<long>(_sums, Group).Clear();
        if (rowCount <= Group / 2)
        {
            MaskKernel<TLanes>.AddComplete8(masks, leaves, output->CompleteCount, codes, View.RowBytes, _scratch, _sums);
        }
        else
        {
            MaskKernel<TLanes>.AddComplete16(masks, leaves, output->CompleteCount, codes, View.RowBytes, _scratch, _sums);
        }

        for (int r = 0; r < rowCount; r++)
        {
            sums[r] += _sums[r];
        }
    }
}
