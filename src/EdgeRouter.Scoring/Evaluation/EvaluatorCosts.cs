using EdgeRouter.Core.Time;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>What each evaluator of a forest costs for batches of some sizes, estimated or measured. It decides speed alone: every evaluator
/// gives the same bits.</summary>
public sealed class EvaluatorCosts
{
    private static readonly int[] BatchSizes = [1, 2, 8, 16, 32, 64];
    private readonly Dictionary<EvaluatorKind, double[]> _costsNs;

    private EvaluatorCosts(Dictionary<EvaluatorKind, double[]> costsNs)
    {
        _costsNs = costsNs;
    }

    /// <summary>Batch sizes that costs are known for, ascending.</summary>
    public static ReadOnlySpan<int> Sizes => BatchSizes;

    /// <summary>The evaluators, plain code first.</summary>
    public IEnumerable<EvaluatorKind> Kinds => _costsNs.Keys.Order();

    /// <summary>Costs by the forest's shape, from figures measured on one machine (see SCORING.md).</summary>
    /// <param name="forest">The forest.</param>
    public static EvaluatorCosts Estimate(CompiledForest forest)
    {
        var costs = new Dictionary<EvaluatorKind, double[]>();
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest))
        {
            costs.Add(kind, Array.ConvertAll(BatchSizes, rows => CostEstimate.Nanoseconds(forest.View, kind, rows)));
        }

        return new EvaluatorCosts(costs);
    }

    /// <summary>Costs as they are on this machine: the shortest of some calls on rows drawn around the forest's own cuts. Takes some milliseconds.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="ticks">Measures durations.</param>
    public static EvaluatorCosts Measure(CompiledForest forest, ITickCounter ticks)
    {
        var probe = new CostProbe(forest, ticks);
        var costs = new Dictionary<EvaluatorKind, double[]>();
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest))
        {
            costs.Add(kind, Array.ConvertAll(BatchSizes, rows => probe.Nanoseconds(kind, rows)));
        }

        return new EvaluatorCosts(costs);
    }

    /// <summary>Cost of a batch in nanoseconds: that of the next size that is known.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="rows">1 to 64.</param>
    public double Nanoseconds(EvaluatorKind kind, int rows)
    {
        int size = Array.FindIndex(BatchSizes, size => size >= rows);
        return _costsNs[kind][size];
    }
}
