using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Models of the sizes of STAC-ML's gradient-boosting benchmark "El Popo", one row a call. Only features and nodes of its models are
/// public; how many trees of which depth, thresholds and rows are our assumption, so figures are of this shape and not an audited result.</summary>
public static class AuditedShapesTable
{
    private static readonly (string Name, SyntheticForestSpec Spec)[] Shapes =
    [
        ("64 features / 12k nodes", new SyntheticForestSpec(64, TreeCount: 100, Depth: 6, HasMissing: false)),
        ("128 / 512k", new SyntheticForestSpec(128, TreeCount: 1000, Depth: 8, HasMissing: false)),
        ("1000 / 4M", new SyntheticForestSpec(1000, TreeCount: 4000, Depth: 9, HasMissing: false)),
    ];

    /// <summary>Measures.</summary>
    /// <param name="meter">Times calls.</param>
    /// <param name="quick">The smallest model only.</param>
    /// <param name="note">Takes a line of progress.</param>
    public static ScoringTable Run(LatencyMeter meter, bool quick, Action<string> note)
    {
        var table = new ScoringTable(
            "Shapes of STAC-ML El Popo, one row a call, generated complete trees, nothing missing; µs",
            "shape", "trees", "nodes", "lanes", "evaluator", "ran", "p50", "p99", "max", "calls", "load ms", "compile ms", "forest MB");
        foreach ((string name, SyntheticForestSpec spec) in quick ? Shapes[..1] : Shapes)
        {
            note(name);
            Add(table, name, spec, meter);
        }

        return table;
    }

    private static void Add(ScoringTable table, string name, SyntheticForestSpec spec, LatencyMeter meter)
    {
        byte[] file = SyntheticForest.Generate(spec, seed: 5);
        TreeEnsemble? model = null;
        double loadMs = LatencyMeter.Milliseconds(() => model = ModelImporter.Parse(file, "generated.ubj"));
        CompiledForest? forest = null;
        double compileMs = LatencyMeter.Milliseconds(() => forest = ForestCompiler.Compile(model!));
        var rows = new ScoringRows(spec.FeatureCount, seed: 23, missingRate: 0.0);
        var raw = new long[1];
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest!).Prepend(EvaluatorKind.Auto))
        {
            var scorer = new ForestScorer(forest!, kind);
            LatencySample sample = meter.Measure(call => scorer.Score(rows.Batch(call, 1), 1, raw));
            table.Add(
                name,
                $"{spec.TreeCount} × depth {spec.Depth}",
                Cell.Count(model!.Nodes.Length),
                Cell.Count(forest!.LaneCount),
                EvaluatorSupport.NameOf(kind),
                EvaluatorSupport.NameOf(scorer.LastEvaluator),
                Cell.Us(sample.MedianNs),
                Cell.Us(sample.P99Ns),
                Cell.Us(sample.MaxNs),
                Cell.Count(sample.Calls),
                Cell.Ms(loadMs),
                Cell.Ms(compileMs),
                Cell.Megabytes(forest.SizeBytes));
        }
    }
}
