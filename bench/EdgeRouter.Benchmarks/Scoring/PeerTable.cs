using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Our evaluators beside libxgboost's in-place prediction on one thread: same model, same rows, same run.</summary>
public static class PeerTable
{
    private static readonly (int Depth, int Trees)[] Shapes = [(6, 100), (6, 500), (6, 1000), (8, 100), (8, 500)];
    private static readonly int[] Batches = [1, 16, 24, 32, 48, 64];

    /// <summary>Measures.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="meter">Times calls.</param>
    /// <param name="quick">One small model and two batches only.</param>
    /// <param name="note">Takes a line of progress.</param>
    public static ScoringTable Run(string root, LatencyMeter meter, bool quick, Action<string> note)
    {
        var table = new ScoringTable(
            $"{XgboostLibrary.Version} in place, 1 thread, beside ours; {PeerModel.FeatureCount} features, 5 % missing, {ScoringRows.RowCount} rows in turn; µs",
            "model", "rows", "evaluator", "ran", "p50", "p99", "max", "xgboost p50", "xgboost p99", "ratio p50", "calls", "largest difference");
        foreach ((int depth, int trees) in quick ? Shapes[..1] : Shapes)
        {
            note($"depth {depth} × {trees} trees");
            byte[] file = PeerModel.Load(root, depth, trees);
            using XgboostModel peer = XgboostModel.Load(file);
            CompiledForest forest = ForestCompiler.Compile(ModelImporter.Parse(file, "peer.ubj"));
            var rows = new ScoringRows(PeerModel.FeatureCount, seed: 21);
            foreach (int batch in quick ? Batches[..2] : Batches)
            {
                float sum = 0f;
                LatencySample theirs = meter.Measure(call => sum += peer.PredictInPlace(rows.Batch(call, batch), PeerModel.FeatureCount)[0]);
                foreach (EvaluatorKind kind in EvaluatorSupport.For(forest).Prepend(EvaluatorKind.Auto))
                {
                    double difference = PeerCheck.Compare(peer, forest, kind, rows, batch);
                    Add(table, $"{depth} × {trees}", batch, new ForestScorer(forest, kind), kind, rows, meter, theirs, difference);
                }
            }
        }

        return table;
    }

    private static void Add(
        ScoringTable table,
        string model,
        int batch,
        ForestScorer scorer,
        EvaluatorKind kind,
        ScoringRows rows,
        LatencyMeter meter,
        LatencySample theirs,
        double difference)
    {
        var raw = new long[batch];
        LatencySample ours = meter.Measure(call => scorer.Score(rows.Batch(call, batch), batch, raw));
        table.Add(
            model,
            Cell.Count(batch),
            EvaluatorSupport.NameOf(kind),
            EvaluatorSupport.NameOf(scorer.LastEvaluator),
            Cell.Us(ours.MedianNs),
            Cell.Us(ours.P99Ns),
            Cell.Us(ours.MaxNs),
            Cell.Us(theirs.MedianNs),
            Cell.Us(theirs.P99Ns),
            Cell.Ratio(theirs.MedianNs / ours.MedianNs),
            $"{ours.Calls}/{theirs.Calls}",
            Cell.Small(difference));
    }
}
