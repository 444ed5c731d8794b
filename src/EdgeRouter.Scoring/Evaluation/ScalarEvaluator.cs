using System.Runtime.CompilerServices;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Plain code without vector instructions: what every other evaluator must agree with.</summary>
internal sealed unsafe class ScalarEvaluator : ForestEvaluator
{
    private readonly NativeArray<byte> _codeMemory;
    private readonly byte* _codes;

    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    public ScalarEvaluator(ForestView view)
        : base(view, EvaluatorKind.Scalar)
    {
        _codes = Scratch(RowBlock.MaxRows * view.RowBytes, out _codeMemory);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Score(in RowBlock rows, long* raw, int stride)
    {
        PortableCoder.Code(View, rows, _codes);
        for (int o = 0; o < View.Outputs.Length; o++)
        {
            OutputRecord* output = View.Outputs.Pointer + o;
            long* sums = raw + ((long)o * stride);
            new Span<long>(sums, rows.Count).Fill(output->BaseRaw);
            WalkKernel.Add(View, output->WalkStart, output->WalkCount, _codes, rows.Count, sums);
        }

        GC.KeepAlive(_codeMemory.Region);
    }
}
