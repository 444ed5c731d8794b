using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX-512 VBMI, 64 rows per register, for large batches.</summary>
internal sealed unsafe class BlendEvaluator : ForestEvaluator
{
    private readonly Avx512Codes _codes;
    private readonly NativeArray<long> _scratchMemory;
    private readonly long* _scratch;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public BlendEvaluator(ForestView view)
        : base(view, EvaluatorKind.Avx512Blend)
    {
        _codes = new Avx512Codes(view);
        _scratch = Scratch(RowBlock.MaxRows, out _scratchMemory);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        _codes.CodeLaneMajor(rows);
        if (View.HasTallTrees)
        {
            _codes.CodeRowMajor(rows);
        }

        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            AddComplete(output, rows.Count, sums);
            AddTall(output, rows.Count, sums);
        }

        GC.KeepAlive(_scratchMemory.Region);
    }

    // Half a register is enough for few rows, and it is loaded twice as fast.
    private void AddComplete(OutputRecord* output, int rowCount, long* sums)
    {
        byte* heaps = View.CompleteHeaps.Pointer + ((long)output->CompleteStart * CompleteTree.HeapBytes);
        byte* planes = View.CompletePlanes.Pointer + ((long)output->CompleteStart * CompleteTree.PlaneBytes);
        if (rowCount <= Blend256Vbmi.Rows)
        {
            BlendKernel<Blend256Vbmi, Vector256<byte>, Vector256<int>>.Add(heaps, planes, output->CompleteCount, _codes.LaneMajor, _scratch, rowCount, sums);
        }
        else
        {
            BlendKernel<Blend512, Vector512<byte>, Vector512<int>>.Add(heaps, planes, output->CompleteCount, _codes.LaneMajor, _scratch, rowCount, sums);
        }
    }

    private void AddTall(OutputRecord* output, int rowCount, long* sums)
    {
        if (output->CompleteCount == output->WalkCount)
        {
            return;
        }

        switch (View.RowBytes)
        {
            case <= 64:
                AddTall<Lanes64>(output, rowCount, sums);
                break;
            case <= 128:
                AddTall<Lanes128>(output, rowCount, sums);
                break;
            case <= LaneLimits.MaxMaskLanes:
                AddTall<Lanes256>(output, rowCount, sums);
                break;
            default:
                WalkKernel.Add(View, output->WalkStart + output->CompleteCount, output->WalkCount - output->CompleteCount, _codes.RowMajor, rowCount, sums);
                break;
        }
    }

    private void AddTall<TLanes>(OutputRecord* output, int rowCount, long* sums)
        where TLanes : ILaneReader
    {
        TallTrees<TLanes>.AddCompact(View, output, _codes.RowMajor, rowCount, (ulong*)_scratch, sums);
        if (rowCount <= Blend256Vbmi.Rows)
        {
            DeepBlendKernel<Blend256Vbmi, Vector256<byte>, Vector256<int>, MaskBottom<TLanes>>.Add(View, output, _codes.LaneMajor, _codes.RowMajor, rowCount, (byte*)_scratch, sums);
        }
        else
        {
            DeepBlendKernel<Blend512, Vector512<byte>, Vector512<int>, MaskBottom<TLanes>>.Add(View, output, _codes.LaneMajor, _codes.RowMajor, rowCount, (byte*)_scratch, sums);
        }
    }
}
