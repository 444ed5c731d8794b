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
        _scratch = Scratch(Math.Max(RowBlock.MaxRows, DeepKernel<Lanes64>.ScratchCount), out _scratchMemory);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        _codes.CodeLaneMajor(rows);
        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            AddComplete(output, rows.Count, sums);
            AddTall(output, rows, sums);
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

    private void AddTall(OutputRecord* output, in RowBlock rows, long* sums)
    {
        if (output->CompleteCount == output->WalkCount)
        {
            return;
        }

        _codes.CodeRowMajor(rows);
        switch (View.RowBytes)
        {
            case <= 64:
                TallTrees<Lanes64>.Add(View, output, _codes.RowMajor, rows.Count, (ulong*)_scratch, sums);
                break;
            case <= 128:
                TallTrees<Lanes128>.Add(View, output, _codes.RowMajor, rows.Count, (ulong*)_scratch, sums);
                break;
            case <= LaneLimits.MaxMaskLanes:
                TallTrees<Lanes256>.Add(View, output, _codes.RowMajor, rows.Count, (ulong*)_scratch, sums);
                break;
            default:
                WalkKernel.Add(View, output->WalkStart + output->CompleteCount, output->WalkCount - output->CompleteCount, _codes.RowMajor, rows.Count, sums);
                break;
        }
    }
}
