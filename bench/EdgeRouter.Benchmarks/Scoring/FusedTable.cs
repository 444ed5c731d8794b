using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Three models in one forest beside the same three apart.</summary>
public static class FusedTable
{
    private static readonly int[] Batches = [24, 48];

    /// <summary>Measures.</summary>
    /// <param name="meter">Times calls.</param>
    public static ScoringTable Run(LatencyMeter meter)
    {
        var table = new ScoringTable(
            $"Fill + cost + completion cost, 100 generated trees of depth 6 each; {FusedForests.FeatureCount} features, 5 % missing; µs",
            "thresholds", "rows", "lanes", "ran", "fused p50", "fused p99", "fused max", "separate p50", "separate p99", "ratio p50", "calls");
        foreach (bool sameCuts in (bool[])[true, false])
        {
            foreach (int batch in Batches)
            {
                Add(table, batch, sameCuts, meter);
            }
        }

        return table;
    }

    private static void Add(ScoringTable table, int batch, bool sameCuts, LatencyMeter meter)
    {
        var forests = new FusedForests(batch, sameCuts);
        var rows = new ScoringRows(FusedForests.FeatureCount, seed: 22);
        long sum = 0;
        LatencySample fused = meter.Measure(call => sum += forests.ScoreFused(rows.Batch(call, batch), batch)[0]);
        LatencySample separate = meter.Measure(call => sum += forests.ScoreSeparately(rows.Batch(call, batch), batch)[0]);
        table.Add(
            sameCuts ? "shared" : "each its own",
            Cell.Count(batch),
            Cell.Count(forests.Fused.LaneCount),
            EvaluatorSupport.NameOf(forests.LastEvaluator),
            Cell.Us(fused.MedianNs),
            Cell.Us(fused.P99Ns),
            Cell.Us(fused.MaxNs),
            Cell.Us(separate.MedianNs),
            Cell.Us(separate.P99Ns),
            Cell.Ratio(separate.MedianNs / fused.MedianNs),
            $"{fused.Calls}/{separate.Calls}");
    }
}
