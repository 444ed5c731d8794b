using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>The models of a decision (fill, cost, completion cost; 100 trees of depth 6 each, 60 features), fused in one forest and apart.</summary>
public sealed class FusedForests
{
    /// <summary>Features of a row.</summary>
    public const int FeatureCount = 60;

    private const int ModelCount = 3;
    private readonly ForestScorer _fused;
    private readonly ForestScorer[] _separate;
    private readonly long[] _raw;

    /// <summary>Generates and compiles the models.</summary>
    /// <param name="rows">Most rows of a call.</param>
    /// <param name="sameCuts">Whether the models split at the same thresholds, as when trained on the same rows.</param>
    public FusedForests(int rows, bool sameCuts)
    {
        TreeEnsemble[] models = [.. Enumerable.Range(1, ModelCount).Select(m => Model((ulong)m, sameCuts))];
        Fused = ForestCompiler.Compile(models);
        _fused = new ForestScorer(Fused);
        _separate = [.. models.Select(model => new ForestScorer(ForestCompiler.Compile(model)))];
        _raw = new long[ModelCount * rows];
    }

    /// <summary>The fused forest.</summary>
    public CompiledForest Fused { get; }

    /// <summary>Evaluator that scored the last fused rows.</summary>
    public EvaluatorKind LastEvaluator => _fused.LastEvaluator;

    /// <summary>Scores all models at once.</summary>
    /// <param name="batch">Rows.</param>
    /// <param name="rows">How many.</param>
    /// <returns>The scores: output by output.</returns>
    public ReadOnlySpan<long> ScoreFused(ReadOnlySpan<float> batch, int rows)
    {
        _fused.Score(batch, rows, _raw);
        return _raw.AsSpan(0, ModelCount * rows);
    }

    /// <summary>Scores one model after the other.</summary>
    /// <inheritdoc cref="ScoreFused"/>
    public ReadOnlySpan<long> ScoreSeparately(ReadOnlySpan<float> batch, int rows)
    {
        for (int m = 0; m < ModelCount; m++)
        {
            _separate[m].Score(batch, rows, _raw.AsSpan(m * rows, rows));
        }

        return _raw.AsSpan(0, ModelCount * rows);
    }

    private static TreeEnsemble Model(ulong number, bool sameCuts)
    {
        var spec = new SyntheticForestSpec(FeatureCount, TreeCount: 100, Depth: 6, CutSeed: sameCuts ? 1 : number);
        return ModelImporter.Parse(SyntheticForest.Generate(spec, seed: number), "generated.ubj");
    }
}
