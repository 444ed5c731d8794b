using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Deep trees for many rows: the top six levels by blending, the rest row by row.</summary>
/// <typeparam name="TRegister">Operations of the register.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="TSum">The same register as 32-bit numbers.</typeparam>
/// <typeparam name="TBottom">How the blocks below are evaluated.</typeparam>
internal static unsafe class DeepBlendKernel<TRegister, TVector, TSum, TBottom>
    where TRegister : IBlendRegister<TVector, TSum>
    where TVector : struct
    where TSum : struct
    where TBottom : IDeepBottom
{
    // Two sets of exits in turn: a register's store has left the store buffer before its bytes are needed.
    private const int Ring = 2;

    /// <summary>Adds the leaves of an output's deep trees for a register of rows.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="output">The output.</param>
    /// <param name="laneMajor">Lane-major codes, 64 bytes per lane.</param>
    /// <param name="rowMajor">Row-major codes of the same rows.</param>
    /// <param name="rowCount">Rows, at most a register.</param>
    /// <param name="scratch">128 bytes, 64-byte aligned.</param>
    /// <param name="sums">One sum per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ForestView view, OutputRecord* output, byte* laneMajor, byte* rowMajor, int rowCount, byte* scratch, long* sums)
    {
        int end = output->DeepStart + output->DeepCount;
        for (int t = output->DeepStart; t < end; t++)
        {
            if (t == output->DeepStart)
            {
                Find(view, t, laneMajor, scratch);
            }

            if (t + 1 < end)
            {
                Find(view, t + 1, laneMajor, scratch);
            }

            DeepBottoms<TBottom>.Add(view, t, scratch + (t % Ring * RowBlock.MaxRows), rowMajor, rowCount, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Find(ForestView view, int tree, byte* laneMajor, byte* scratch) => BlendKernel<TRegister, TVector, TSum>.FindExits(
        view.DeepHeaps.Pointer + ((nint)tree * CompleteTree.HeapBytes),
        laneMajor,
        scratch + (tree % Ring * RowBlock.MaxRows));
}
