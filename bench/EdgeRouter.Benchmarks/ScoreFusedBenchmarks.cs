using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks;

/// <summary>The three models of a decision, fused in one forest beside one after the other. 24 rows are 8 venues × 3 actions.</summary>
[BenchmarkCategory("ScoreFused")]
public class ScoreFusedBenchmarks
{
    private readonly ScoringRows _rows = new(FusedForests.FeatureCount, seed: 22);
    private FusedForests _forests = null!;
    private int _call;

    /// <summary>Rows of a decision.</summary>
    [Params(24, 48)]
    public int Rows { get; set; }

    /// <summary>Generates the models.</summary>
    [GlobalSetup]
    public void SetUp() => _forests = new FusedForests(Rows, sameCuts: true);

    /// <summary>Three scorers.</summary>
    [Benchmark(Baseline = true)]
    public long Separate() => _forests.ScoreSeparately(_rows.Batch(_call++ & 0xFFFF, Rows), Rows)[0];

    /// <summary>One.</summary>
    [Benchmark]
    public long Fused() => _forests.ScoreFused(_rows.Batch(_call++ & 0xFFFF, Rows), Rows)[0];
}
