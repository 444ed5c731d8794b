using System.Buffers.Binary;
using System.Security.Cryptography;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Scores some random models with every evaluator that this process may use.</summary>
/// <param name="Evaluators">Their names, plain code first.</param>
/// <param name="Hash">SHA-256 of all scores; the same for every evaluator if <paramref name="Disagreements"/> is 0.</param>
/// <param name="Disagreements">Scores that differ from the reference.</param>
internal sealed record EvaluatorDigest(string Evaluators, string Hash, int Disagreements)
{
    private static readonly string[] Names =
    [
        "depth 6", "depth 7", "64 leaves", "65 leaves", "chains of 63", "mixed, 40 features", "200 features", "600 features", "special cuts",
        "fused 3", "fused 4", "ties", "LightGBM, all rules", "LightGBM, band and missing zero", "LightGBM, categories", "LightGBM, linear leaves",
    ];

    private static readonly int[] BatchSizes = [1, 3, 6, 9, 17, 31, 33, 50, 64, 70, 200];

    /// <summary>Scores in this process.</summary>
    public static EvaluatorDigest Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var used = new SortedSet<EvaluatorKind>();
        int disagreements = 0;
        foreach (ForestCase c in Names.Select(ForestCases.Get))
        {
            IReadOnlyList<EvaluatorKind> kinds = EvaluatorSupport.For(c.Forest);
            used.UnionWith(kinds);
            foreach (EvaluatorKind kind in kinds.Append(EvaluatorKind.Auto))
            {
                disagreements += Score(c, kind, kind == kinds[0] ? hash : null);
            }
        }

        return new EvaluatorDigest(string.Join(' ', used.Select(EvaluatorSupport.NameOf)), Convert.ToHexStringLower(hash.GetHashAndReset()), disagreements);
    }

    private static int Score(ForestCase c, EvaluatorKind kind, IncrementalHash? hash)
    {
        var scorer = new ForestScorer(c.Forest, kind);
        int disagreements = 0;
        foreach (int size in BatchSizes)
        {
            var raw = new long[c.OutputCount * size];
            scorer.Score(c.Singles.AsSpan(0, size * c.FeatureCount), size, raw);
            disagreements += Differences(c, c.SingleTruth, raw, size);
            Append(hash, raw);
            scorer.Score(c.Doubles.AsSpan(0, size * c.FeatureCount), size, raw);
            disagreements += Differences(c, c.DoubleTruth, raw, size);
            Append(hash, raw);
        }

        return disagreements;
    }

    private static int Differences(ForestCase c, long[] truth, long[] raw, int size)
    {
        int differences = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            differences += raw[i] == truth[(i / size * ForestCase.RowCount) + (i % size)] ? 0 : 1;
        }

        return raw.Length == c.OutputCount * size ? differences : differences + 1;
    }

    private static void Append(IncrementalHash? hash, long[] raw)
    {
        var bytes = new byte[sizeof(long)];
        for (int i = 0; i < raw.Length && hash is not null; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, raw[i]);
            hash.AppendData(bytes);
        }
    }
}
