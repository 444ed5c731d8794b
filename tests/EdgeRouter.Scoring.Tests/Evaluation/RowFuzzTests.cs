using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>Rows of random bits: any float or double there is, every evaluator, the same scores.</summary>
[TestFixture]
public sealed class RowFuzzTests
{
    private const ulong Seed = 20_240_611;

    private static readonly string[] Names =
    [
        "depth 6", "65 leaves", "chains of 63", "special cuts", "categories", "fused 3", "200 features", "600 features", "gblinear",
        "LightGBM, all rules", "LightGBM, band and missing zero", "LightGBM, categories", "LightGBM, linear leaves", "LightGBM, missing none",
    ];

    private static bool IsNightly => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1";

    [TestCaseSource(nameof(Names))]
    public void ShouldAgreeOnAnyBits(string name)
    {
        ForestCase c = ForestCases.Get(name);
        ForestScorer[] scorers = [.. EvaluatorSupport.For(c.Forest).Append(EvaluatorKind.Auto).Select(kind => new ForestScorer(c.Forest, kind))];
        var bits = new Bits(Seed + (ulong)name.Length);
        TestContext.Out.WriteLine($"seed {Seed + (ulong)name.Length}");
        int rounds = (IsNightly ? 10_000 : 300) / Math.Max(1, c.FeatureCount / 8);
        for (int i = 0; i < rounds; i++)
        {
            int size = 1 + bits.Below(80);
            float[] singles = [.. Enumerable.Range(0, size * c.FeatureCount).Select(_ => BitConverter.UInt32BitsToSingle((uint)bits.Next()))];
            double[] doubles = [.. Enumerable.Range(0, singles.Length).Select(_ => BitConverter.UInt64BitsToDouble(bits.Next()))];
            long[] singleTruth = c.Truth(ForestCase.Widen(singles));
            long[] doubleTruth = c.Truth(doubles);
            var raw = new long[singleTruth.Length];
            foreach (ForestScorer scorer in scorers)
            {
                scorer.Score(singles, size, raw);
                AssertSame(raw, singleTruth, scorer, $"round {i}, float32");
                scorer.Score(doubles, size, raw);
                AssertSame(raw, doubleTruth, scorer, $"round {i}, double");
            }
        }
    }

    private static void AssertSame(long[] raw, long[] truth, ForestScorer scorer, string place)
    {
        if (!MemoryExtensions.SequenceEqual<long>(raw, truth))
        {
            Assert.That(raw, Is.EqualTo(truth), $"{place}, {EvaluatorSupport.NameOf(scorer.LastEvaluator)}");
        }
    }
}
