using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>Seeded rows of standard normal features, some of them missing; batches of them in turn, so that no call sees the last one's rows.</summary>
public sealed class ScoringRows
{
    /// <summary>Rows that batches are taken from.</summary>
    public const int RowCount = 4096;

    private readonly float[] _values;

    /// <summary>Draws the rows.</summary>
    /// <param name="featureCount">Features of a row.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="missingRate">Fraction of values that are missing.</param>
    /// <param name="rowCount">Rows.</param>
    public ScoringRows(int featureCount, ulong seed, double missingRate = 0.05, int rowCount = RowCount)
    {
        FeatureCount = featureCount;
        Count = rowCount;
        _values = new float[rowCount * featureCount];
        var random = new DeterministicRandom(seed, 3);
        for (int i = 0; i < _values.Length; i++)
        {
            float value = (float)random.NextGaussian();
            _values[i] = random.NextBool(missingRate) ? float.NaN : value;
        }
    }

    /// <summary>Features of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>All rows, row-major.</summary>
    public ReadOnlySpan<float> All => _values;

    /// <summary>A batch.</summary>
    /// <param name="call">Number of the call: the next takes the rows behind these.</param>
    /// <param name="rows">Rows of a batch.</param>
    public ReadOnlySpan<float> Batch(int call, int rows) => _values.AsSpan(call % (Count / rows) * rows * FeatureCount, rows * FeatureCount);
}
