using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>What a forest makes of rows.</summary>
internal static class ForestScores
{
    /// <summary>Seeded rows with missing values, zeros, infinities and categories.</summary>
    public static double[] Rows(int rowCount, int featureCount, ulong seed)
    {
        var bits = new Bits(seed);
        var rows = new double[rowCount * featureCount];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = bits.Below(12) switch
            {
                0 => double.NaN,
                1 => 0.0,
                2 => bits.Below(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
                3 or 4 => bits.Below(70),
                _ => (bits.Unit() - 0.5f) * 6f,
            };
        }

        return rows;
    }

    public static long[] Raw(CompiledForest forest, double[] rows, EvaluatorKind kind)
    {
        int rowCount = rows.Length / forest.FeatureCount;
        var raw = new long[rowCount * forest.Outputs.Length];
        new ForestScorer(forest, kind).Score(rows, rowCount, raw);
        return raw;
    }

    /// <summary>Scores of every evaluator that may be used here, which must be the same.</summary>
    public static long[] RawOfAll(CompiledForest forest, double[] rows, string where = "")
    {
        long[] expected = Raw(forest, rows, EvaluatorKind.Scalar);
        foreach (EvaluatorKind kind in EvaluatorSupport.For(forest))
        {
            Assert.That(Raw(forest, rows, kind), Is.EqualTo(expected), $"{kind} {where}");
        }

        return expected;
    }

    /// <summary>The bits of the exact margins of all models.</summary>
    public static long[] Exact(CompiledForest forest, double[] rows)
    {
        var bits = new List<long>();
        foreach (TreeEnsemble model in forest.Models)
        {
            var exact = new ExactEvaluator(model);
            var margins = new double[model.OutputCount];
            for (int at = 0; at < rows.Length; at += forest.FeatureCount)
            {
                exact.Margins(rows.AsSpan(at, forest.FeatureCount), margins);
                bits.AddRange(margins.Select(BitConverter.DoubleToInt64Bits));
            }
        }

        return [.. bits];
    }
}
