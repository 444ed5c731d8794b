using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>AVX2: complete trees by blending 32 rows, taller ones and single rows by walking.</summary>
internal sealed unsafe class Avx2Evaluator : ForestEvaluator
{
    /// <summary>Fewer rows than this are walked: a blend costs the same for one row as for 32.</summary>
    private const int FewestToBlend = 4;

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

        bool hasTallTrees = View.CompleteLeaves.Length / CompleteTree.Leaves != View.WalkTrees.Length;
        if (!blend || hasTallTrees)
        {
            PortableCoder.Code(View, rows, _rowMajor);
        }

        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            int blended = blend ? output->CompleteCount : 0;
            for (int first = 0; first < rows.Count && blended > 0; first += Blend256.Rows)
            {
                AddComplete(output, first, Math.Min(Blend256.Rows, rows.Count - first), sums + first);
            }

            WalkKernel.Add(View, output->WalkStart + blended, output->WalkCount - blended, _rowMajor, rows.Count, sums);
        }

        GC.KeepAlive(_codeMemory.Region);
        GC.KeepAlive(_scratchMemory.Region);
    }

    private void AddComplete(OutputRecord* output, int firstRow, int rowCount, long* sums) =>
        BlendKernel<Blend256, Vector256<byte>, Vector256<int>>.Add(
            View.CompleteHeaps.Pointer + ((long)output->CompleteStart * CompleteTree.HeapBytes),
            View.CompletePlanes.Pointer + ((long)output->CompleteStart * CompleteTree.PlaneBytes),
            output->CompleteCount,
            _laneMajor + firstRow,
            _scratch,
            rowCount,
            sums);

    private void CodeLanes(in RowBlock rows)
    {
        for (int first = 0; first < rows.Count; first += Avx2Coder.Rows)
        {
            Avx2Coder.Code(View, rows.Singles + ((nint)first * View.FeatureCount), Math.Min(Avx2Coder.Rows, rows.Count - first), _laneMajor + first, RowBlock.MaxRows);
        }

        CategoryCoder.CodeLanes(View, rows, _laneMajor);
    }
}
