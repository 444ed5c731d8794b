using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Objectives;

/// <summary>Makes one score of a row's three model outputs: <c>p · cost + (1 − p) · completion + time weight · expected time</c>, with
/// <c>p = 1 / (1 + e^−margin)</c>, in 1e-6 bps (DESIGN §5). The same bits on every machine.</summary>
public sealed class ScoreCombiner
{
    private const double MicroPerUnit = 1e6;

    // The doubles next to ±2^63 inside the range of int64.
    private const double LargestLong = 9223372036854774784.0;

    private readonly double _fillUnit;
    private readonly double _costUnit;
    private readonly double _completionUnit;
    private readonly double _timeBpsPerNs;

    /// <summary>Creates a combiner.</summary>
    /// <param name="scales">Of the model set; costs in bps.</param>
    /// <param name="weights">The desk's.</param>
    public ScoreCombiner(ScoreScales scales, ObjectiveWeights weights)
    {
        _fillUnit = scales.FillMargin(1);
        _costUnit = scales.Cost(1);
        _completionUnit = scales.Completion(1);
        _timeBpsPerNs = weights.TimeBpsPerSecond / TimeUnits.Second;
    }

    /// <summary>One row's score.</summary>
    /// <param name="fillRaw">Fill margin, raw.</param>
    /// <param name="costRaw">Cost if filled, raw.</param>
    /// <param name="completionRaw">Completion cost if not filled, raw.</param>
    /// <param name="expectedTimeNs">How long the row is expected to take, ns.</param>
    /// <returns>1e-6 bps, rounded to the nearest (ties to even); saturated at the ends of int64.</returns>
    public long Combine(long fillRaw, long costRaw, long completionRaw, long expectedTimeNs)
    {
        double p = DeterministicMath.Logistic(fillRaw * _fillUnit);
        double cost = costRaw * _costUnit;
        double completion = completionRaw * _completionUnit;
        double score = (p * cost) + ((1.0 - p) * completion);
        score += _timeBpsPerNs * expectedTimeNs;
        return Saturate(score * MicroPerUnit);
    }

    /// <summary>Scores every row of a context from its raw outputs; a row's expected time is one round trip.</summary>
    /// <param name="context">Its scores are overwritten and count as present.</param>
    public void CombineAll(RoutingContext context)
    {
        Span<long> scores = context.Scores;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Combine(context.FillRaw[i], context.CostRaw[i], context.CompletionRaw[i], 2 * context.Rows[i].LatencyNs);
        }

        context.HasScores = true;
    }

    /// <summary>Nearest int64, ties to even; what is not a number is the worst score.</summary>
    /// <param name="value">Any double.</param>
    internal static long Saturate(double value)
    {
        if (double.IsNaN(value) || value > LargestLong)
        {
            return long.MaxValue;
        }

        return value < -LargestLong ? long.MinValue : (long)Math.Round(value);
    }
}
