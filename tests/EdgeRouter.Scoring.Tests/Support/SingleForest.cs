using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>A model of one output, compiled, with the short forms that tests need.</summary>
internal sealed class SingleForest(TreeEnsemble ensemble, EvaluatorKind kind = EvaluatorKind.Scalar)
{
    private readonly CompiledForest _forest = ForestCompiler.Compile(ensemble);
    private ForestScorer? _scorer;

    public TreeEnsemble Ensemble => ensemble;

    public int ScaleBits => _forest.Outputs[0].ScaleBits;

    public double ErrorBound => _forest.Outputs[0].QuantisationBound;

    private ForestScorer Scorer => _scorer ??= new ForestScorer(_forest, kind);

    public double ToMargin(long raw) => _forest.ToMargin(0, raw);

    public long ScoreRaw(ReadOnlySpan<float> row)
    {
        long raw = 0;
        Scorer.Score(row, 1, new Span<long>(ref raw));
        return raw;
    }

    public void ScoreRaw(ReadOnlySpan<float> rows, int rowCount, Span<long> raw) => Scorer.Score(rows, rowCount, raw);
}
