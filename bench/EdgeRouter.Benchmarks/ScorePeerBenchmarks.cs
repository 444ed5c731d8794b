using BenchmarkDotNet.Attributes;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks;

/// <summary>Ours beside libxgboost's in-place prediction on one thread: same model, same rows. The whole comparison, with medians and tails, is
/// <c>bench scoring peer</c>.</summary>
[BenchmarkCategory("ScorePeer")]
public class ScorePeerBenchmarks : IDisposable
{
    private readonly ScoringRows _rows = new(PeerModel.FeatureCount, seed: 21);
    private long[] _raw = null!;
    private XgboostModel _peer = null!;
    private ForestScorer _scorer = null!;
    private int _call;

    /// <summary>Trees of depth 6.</summary>
    [Params(100, 500)]
    public int Trees { get; set; }

    /// <summary>Rows of a call.</summary>
    [Params(16, 64)]
    public int Rows { get; set; }

    /// <summary>Trains or reads the model, and checks that both say the same.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        byte[] file = PeerModel.Load(BenchmarkFolders.FindRoot(AppContext.BaseDirectory), depth: 6, Trees);
        _peer = XgboostModel.Load(file);
        CompiledForest forest = ForestCompiler.Compile(ModelImporter.Parse(file, "peer.ubj"));
        PeerCheck.Compare(_peer, forest, EvaluatorKind.Auto, _rows, Rows);
        _scorer = new ForestScorer(forest);
        _raw = new long[Rows];
    }

    /// <summary>The library.</summary>
    [Benchmark(Baseline = true)]
    public float Xgboost() => _peer.PredictInPlace(_rows.Batch(_call++ & 0xFFFF, Rows), PeerModel.FeatureCount)[0];

    /// <summary>The compiled forest.</summary>
    [Benchmark]
    public long Forest()
    {
        _scorer.Score(_rows.Batch(_call++ & 0xFFFF, Rows), Rows, _raw);
        return _raw[0];
    }

    /// <summary>Frees the library's model.</summary>
    [GlobalCleanup]
    public void Dispose() => _peer.Dispose();
}
