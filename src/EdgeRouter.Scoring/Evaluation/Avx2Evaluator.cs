using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX2: complete trees and the tops of deep ones by blending 32 rows, compact trees and single rows by walking.</summary>
internal sealed unsafe class Avx2Evaluator : ForestEvaluator
{
    /// <summary>Fewer rows than this are walked: a blend costs the same for one row as for 32.</summary>
    public const int FewestToBlend = 4;

    private readonly NativeArray<byte> _codeMemory;
    private readonly NativeArray<long> _scratchMemory;
    private readonly byte* _rowMajor;
    private readonly byte* _laneMajor;
    private readonly long* _scratch;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public Avx2Evaluator(ForestView view)
        : base(view, EvaluatorKind.Avx2)
    {
        int bytes = RowBlock.MaxRows * view.RowBytes;
        _rowMajor = Scratch(2 * bytes, out _codeMemory);
        _laneMajor = _rowMajor + bytes;
        _scratch = Scratch(RowBlock.MaxRows, out _scratchMemory);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        bool blend = rows.Count >= FewestToBlend && rows.Doubles == null;
        if (blend)
        {
            CodeLanes(rows);
        }

        if (!blend)
        {
            PortableCoder.Code(View, rows, _rowMajor);
        }
        else if (View.HasTallTrees)
        {
            TurnLanes(rows.Count);
        }

        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            if (!blend)
            {
                WalkKernel.Add(View, output->WalkStart, output->WalkCount, _rowMajor, rows.Count, sums);
                continue;
            }

            for (int first = 0; first < rows.Count; first += Blend256.Rows)
            {
                AddBlended(output, first, Math.Min(Blend256.Rows, rows.Count - first), sums + first);
            }

            // What neither complete nor deep tables have: compact trees, or all tall ones of a forest of many lanes.
            int walked = output->WalkCount - output->CompleteCount - output->DeepCount;
            WalkKernel.Add(View, output->WalkStart + output->CompleteCount, walked, _rowMajor, rows.Count, sums);
        }

        GC.KeepAlive(_codeMemory.Region);
        GC.KeepAlive(_scratchMemory.Region);
    }

    private void AddBlended(OutputRecord* output, int firstRow, int rowCount, long* sums)
    {
        BlendKernel<Blend256, Vector256<byte>, Vector256<int>>.Add(
            View.CompleteHeaps.Pointer + ((long)output->CompleteStart * CompleteTree.HeapBytes),
            View.CompletePlanes.Pointer + ((long)output->CompleteStart * CompleteTree.PlaneBytes),
            output->CompleteCount,
            _laneMajor + firstRow,
            _scratch,
            rowCount,
            sums);
        DeepBlendKernel<Blend256, Vector256<byte>, Vector256<int>, PlainBottom>.Add(
            View,
            output,
            _laneMajor + firstRow,
            _rowMajor + ((nint)firstRow * View.RowBytes),
            rowCount,
            (byte*)_scratch,
            sums);
    }

    private void CodeLanes(in RowBlock rows)
    {
        for (int first = 0; first < rows.Count; first += Avx2Coder.Rows)
        {
            Avx2Coder.Code(View, rows.Singles + ((nint)first * View.FeatureCount), Math.Min(Avx2Coder.Rows, rows.Count - first), _laneMajor + first, RowBlock.MaxRows);
        }

        CategoryCoder.CodeLanes(View, rows, _laneMajor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TurnLanes(int rowCount)
    {
        for (int lane = 0; lane < View.LaneCount; lane++)
        {
            byte* source = _laneMajor + ((nint)lane * RowBlock.MaxRows);
            byte* target = _rowMajor + lane;
            for (int r = 0; r < rowCount; r++, target += View.RowBytes)
            {
                *target = source[r];
            }
        }
    }
}
