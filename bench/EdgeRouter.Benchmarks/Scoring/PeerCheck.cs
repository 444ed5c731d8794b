using EdgeRouter.Learning.Xgboost;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>A speed says nothing unless both give the same answers.</summary>
public static class PeerCheck
{
    /// <summary>Compares all rows' margins.</summary>
    /// <param name="peer">The library's model.</param>
    /// <param name="forest">The same model compiled.</param>
    /// <param name="kind">Evaluator.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="batch">Rows of a call.</param>
    /// <exception cref="InvalidOperationException">A margin is further off than the forest's error bound.</exception>
    /// <returns>Largest difference, in margin units.</returns>
    public static double Compare(XgboostModel peer, CompiledForest forest, EvaluatorKind kind, ScoringRows rows, int batch)
    {
        var scorer = new ForestScorer(forest, kind);
        var raw = new long[batch];
        double bound = forest.Outputs[0].ErrorBound;
        double worst = 0.0;
        for (int call = 0; call < rows.Count / batch; call++)
        {
            ReadOnlySpan<float> input = rows.Batch(call, batch);
            ReadOnlySpan<float> expected = peer.PredictInPlace(input, rows.FeatureCount);
            scorer.Score(input, batch, raw);
            for (int r = 0; r < batch; r++)
            {
                worst = Math.Max(worst, Math.Abs(forest.ToMargin(0, raw[r]) - expected[r]));
            }
        }

        return worst <= bound ? worst : throw new InvalidOperationException(
            $"{EvaluatorSupport.NameOf(kind)} differs from libxgboost by {worst} in batches of {batch}; the bound is {bound}.");
    }
}
