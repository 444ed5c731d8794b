using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Objectives;

/// <summary>Makes one score a row of the three model outputs, in 1e-6 bps (DESIGN §5), lower = better; the same bits on every machine:
/// <c>shortfall weight · (p · cost + (1 − p) · completion) + time weight · urgency / 50 · expected time + leakage weight · (1 − p) · leakage</c>,
/// with <c>p = 1 / (1 + e^−margin)</c>.</summary>
/// <remarks>Expected time of a take or midpoint row is a round trip, of a post <c>p · time to fill + (1 − p) · post timeout</c>, each plus
/// <c>(1 − p) · retry time</c>. A time to fill that is not known counts as the post timeout, leakage that is not known as none.</remarks>
public sealed partial class ScoreCombiner
{
    private const double MicroPerUnit = 1e6;
    private const double UsualUrgencyPercent = 50.0;

    // The doubles next to ±2^63 inside the range of int64.
    private const double LargestLong = 9223372036854774784.0;

    private readonly double _fillUnit;
    private readonly double _costUnit;
    private readonly double _completionUnit;
    private readonly double _postTimeoutNs;
    private readonly ObjectiveWeights[] _profiles;
    private readonly double[] _probabilities = new double[RoutingContext.RowCountLimit];
    private readonly double[] _expected = new double[RoutingContext.RowCountLimit];
    private readonly double[] _weighed = new double[RoutingContext.RowCountLimit];

    /// <summary>Creates a combiner.</summary>
    /// <param name="scales">Of the model set; costs in bps.</param>
    /// <param name="profiles">The desk's; validated here.</param>
    /// <param name="postTimeoutNs">How long a post rests, ns.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1148: a weight is out of range.</exception>
    public ScoreCombiner(ScoreScales scales, ObjectiveProfiles profiles, long postTimeoutNs)
    {
        _fillUnit = scales.FillMargin(1);
        _costUnit = scales.Cost(1);
        _completionUnit = scales.Completion(1);
        _postTimeoutNs = postTimeoutNs;
        _profiles = [.. profiles.Validate().Profiles];
    }

    /// <summary>Scores every row of a context from its raw outputs, statistics, urgency and objective profile; a profile that there is not counts as 0.
    /// Nearest integer, ties to even, saturated at the ends of int64.</summary>
    /// <param name="context">Its scores are overwritten and count as present.</param>
    public void CombineAll(RoutingContext context)
    {
        ObjectiveWeights weights = WeightsOf(context);
        double timeBpsPerNs = TimeBpsPerNs(context, weights);
        FindExpectedCosts(context);
        Weigh(context, weights, timeBpsPerNs);
        Span<long> scores = context.Scores;
        ReadOnlySpan<double> weighed = _weighed.AsSpan(0, scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Saturate(weighed[i] * MicroPerUnit);
        }

        context.HasScores = true;
    }

    /// <summary>Takes the raw costs of a context for action values (Q), in bps: what a learned policy ranks by.</summary>
    /// <param name="context">Its scores are overwritten and count as present.</param>
    public void CombineActionValues(RoutingContext context)
    {
        Span<long> scores = context.Scores;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Saturate(context.CostRaw[i] * _costUnit * MicroPerUnit);
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

    private static double TimeBpsPerNs(RoutingContext context, ObjectiveWeights weights) =>
        weights.TimeBpsPerSecond / TimeUnits.Second * (context.UrgencyPercent / UsualUrgencyPercent);

    private ObjectiveWeights WeightsOf(RoutingContext context) =>
        _profiles[context.ObjectiveProfile < _profiles.Length ? context.ObjectiveProfile : 0];

    private void FindExpectedCosts(RoutingContext context)
    {
        ReadOnlySpan<long> fills = context.FillRaw;
        Span<double> probabilities = _probabilities.AsSpan(0, fills.Length);
        for (int i = 0; i < fills.Length; i++)
        {
            probabilities[i] = fills[i] * _fillUnit;
        }

        DeterministicMath.Logistic(probabilities);
        ReadOnlySpan<long> costs = context.CostRaw;
        ReadOnlySpan<long> completions = context.CompletionRaw;
        Span<double> expected = _expected.AsSpan(0, fills.Length);
        for (int i = 0; i < fills.Length; i++)
        {
            double p = probabilities[i];
            expected[i] = (p * (costs[i] * _costUnit)) + ((1.0 - p) * (completions[i] * _completionUnit));
        }
    }

    // Terms of no weight are left out: adding zero changes nothing.
    private void Weigh(RoutingContext context, ObjectiveWeights weights, double timeBpsPerNs)
    {
        double shortfall = weights.Shortfall;
        ReadOnlySpan<double> expected = _expected.AsSpan(0, context.RowCount);
        Span<double> weighed = _weighed.AsSpan(0, context.RowCount);
        for (int i = 0; i < expected.Length; i++)
        {
            weighed[i] = shortfall * expected[i];
        }

        for (int i = 0; i < weighed.Length && timeBpsPerNs != 0.0; i++)
        {
            weighed[i] += timeBpsPerNs * TimeNsOf(context, i, weights);
        }

        for (int i = 0; i < weighed.Length && weights.Leakage != 0.0; i++)
        {
            weighed[i] += weights.Leakage * LeakageBpsOf(context, i);
        }
    }

    private double TimeNsOf(RoutingContext context, int i, ObjectiveWeights weights)
    {
        ref readonly RowQuote row = ref context.Rows[i];
        double p = _probabilities[i];
        double retryNs = (1.0 - p) * weights.RetryTimeNs;
        if (row.Action != RouteAction.Post)
        {
            return (2 * row.LatencyNs) + retryNs;
        }

        double timeToFillNs = context.Statistics[i].TimeToFillNs;
        double filledNs = double.IsNaN(timeToFillNs) ? _postTimeoutNs : timeToFillNs;
        return (p * filledNs) + ((1.0 - p) * _postTimeoutNs) + retryNs;
    }

    private double LeakageBpsOf(RoutingContext context, int i)
    {
        double leakage = context.Statistics[i].LeakageBps;
        return double.IsNaN(leakage) ? 0.0 : (1.0 - _probabilities[i]) * leakage;
    }
}
