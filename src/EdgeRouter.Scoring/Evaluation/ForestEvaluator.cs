using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>One way of evaluating a compiled forest. It owns scratch memory, so an instance serves one thread.</summary>
internal abstract unsafe class ForestEvaluator
{
    /// <summary>Prepares to evaluate.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="kind">Which way.</param>
    protected ForestEvaluator(ForestView view, EvaluatorKind kind)
    {
        View = view;
        Kind = kind;
    }

    /// <summary>Which way.</summary>
    public EvaluatorKind Kind { get; }

    /// <summary>The forest.</summary>
    protected ForestView View { get; }

    /// <summary>Writes the fixed-point margins of a block of rows for all outputs but linear ones.</summary>
    /// <param name="rows">At most <see cref="RowBlock.MaxRows"/>.</param>
    /// <param name="raw">Out: output o of row r is <c>raw[o * stride + r]</c>.</param>
    /// <param name="stride">Distance between outputs.</param>
    public abstract void Score(in RowBlock rows, long* raw, int stride);

    /// <summary>Zeroed scratch memory, aligned to a page.</summary>
    /// <typeparam name="T">An unmanaged type.</typeparam>
    /// <param name="count">Elements.</param>
    /// <param name="array">Keeps the memory alive as long as it is held.</param>
    protected static T* Scratch<T>(int count, out NativeArray<T> array)
        where T : unmanaged
    {
        array = new NativeRegion((long)count * sizeof(T)).Allocate<T>(count);
        return (T*)array.Address;
    }
}
