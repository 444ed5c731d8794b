using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Tools.Bench;

/// <summary>Time of a call that scores so many rows, rank coding included.</summary>
/// <param name="Rows">Rows of a call.</param>
/// <param name="Asked">Evaluator asked for.</param>
/// <param name="Ran">Evaluator that scored the last rows of the last call.</param>
/// <param name="Calls">Calls measured.</param>
/// <param name="MedianNs">Half of the calls took at most this.</param>
/// <param name="P99Ns">99 % of the calls took at most this.</param>
/// <param name="P999Ns">99.9 % of the calls took at most this.</param>
/// <param name="MinNs">Fastest call.</param>
/// <param name="MaxNs">Slowest call.</param>
/// <param name="AllocatedBytes">Managed memory that all calls together took: 0.</param>
public sealed record ScoreBenchSeries(
    int Rows,
    EvaluatorKind Asked,
    EvaluatorKind Ran,
    int Calls,
    double MedianNs,
    double P99Ns,
    double P999Ns,
    double MinNs,
    double MaxNs,
    long AllocatedBytes)
{
    /// <summary>Sums samples up.</summary>
    /// <param name="rows">Rows of a call.</param>
    /// <param name="asked">Evaluator asked for.</param>
    /// <param name="ran">Evaluator that ran last.</param>
    /// <param name="samples">Ticks of each call, at least one; sorted here.</param>
    /// <param name="nsPerTick">Nanoseconds of a tick.</param>
    /// <param name="allocatedBytes">Managed memory taken.</param>
    internal static ScoreBenchSeries Of(int rows, EvaluatorKind asked, EvaluatorKind ran, Span<long> samples, double nsPerTick, long allocatedBytes)
    {
        samples.Sort();
        return new ScoreBenchSeries(
            rows,
            asked,
            ran,
            samples.Length,
            AtMost(samples, 500) * nsPerTick,
            AtMost(samples, 990) * nsPerTick,
            AtMost(samples, 999) * nsPerTick,
            samples[0] * nsPerTick,
            samples[^1] * nsPerTick,
            allocatedBytes);
    }

    // The smallest sample that at least this many thousandths of all do not exceed.
    private static long AtMost(ReadOnlySpan<long> sorted, long thousandths) => sorted[(int)(((sorted.Length * thousandths) + 999) / 1000) - 1];
}
