using System.Runtime.Intrinsics;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX-512 VBMI, 64 rows per register, for large batches.</summary>
internal sealed unsafe class BlendEvaluator : ForestEvaluator
{
    private readonly Avx512Codes _codes;
    private readonly NativeArray<int> _sumMemory;
    private readonly int* _sums;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public BlendEvaluator(ForestView view)
        : base(view, EvaluatorKind.Avx512Blend)
    {
        _codes = new Avx512Codes(view);
        _sums = Scratch(RowBlock.MaxRows, out _sumMemory);
    }

    /// <inheritdoc/>
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        _codes.CodeLaneMajor(rows);
        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            BlendKernel<Blend512, Vector512<byte>>.Add(
                View.CompleteHeaps.Pointer + ((long)output->CompleteStart * CompleteTree.HeapBytes),
                View.CompletePlanes.Pointer + ((long)output->CompleteStart * CompleteTree.PlaneBytes),
                output->CompleteCount,
                _codes.LaneMajor,
                _sums,
                rows.Count,
                sums);
            AddTall(output, rows, sums);
        }

        GC.KeepAlive(_sumMemory.Region);
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
                TallTrees<Lanes64>.Add(View, output, _codes.RowMajor, rows.Count, sums);
                break;
            case <= 128:
                TallTrees<Lanes128>.Add(View, output, _codes.RowMajor, rows.Count, sums);
                break;
            case <= LaneLimits.MaxMaskLanes:
                TallTrees<Lanes256>.Add(View, output, _codes.RowMajor, rows.Count, sums);
                break;
            default:
                WalkKernel.Add(View, output->WalkStart + output->CompleteCount, output->WalkCount - output->CompleteCount, _codes.RowMajor, rows.Count, sums);
                break;
        }
    }
}
