using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Tools.Bench;

/// <summary>Rows that a benchmark goes round in, so that no two calls in a row score the same ones.</summary>
public sealed class BenchRows
{
    private const int RowsWanted = 8192;
    private const int ValuesMax = 1 << 24;

    private readonly float[] _values;
    private readonly int _featureCount;
    private int _next;

    private BenchRows(float[] values, int featureCount, string source)
    {
        _values = values;
        _featureCount = featureCount;
        Source = source;
    }

    /// <summary>Where they come from: a path, or <c>synthetic</c>.</summary>
    public string Source { get; }

    /// <summary>Different rows.</summary>
    public int Count => _values.Length / _featureCount;

    /// <summary>Rows drawn around the models' own thresholds, one value in twenty missing.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="rowsMin">At least so many.</param>
    /// <param name="seed">The same seed gives the same rows.</param>
    public static BenchRows Synthetic(CompiledForest forest, int rowsMin, ulong seed)
    {
        var values = new float[RowCount(forest.FeatureCount, rowsMin) * forest.FeatureCount];
        new ThresholdRows(forest).Fill(values, seed);
        return new BenchRows(values, forest.FeatureCount, "synthetic");
    }

    /// <summary>The first rows of a file, again and again where it has fewer than wanted; as float32, as the router's rows are.</summary>
    /// <param name="source">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="rowsMin">At least so many.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">As from <see cref="RowSource"/>.</exception>
    public static BenchRows FromFile(RowSource source, string path, int rowsMin)
    {
        var read = new double[RowCount(source.FeatureCount, rowsMin) * source.FeatureCount];
        int count = source.Read(read);
        int used = count * source.FeatureCount;
        int repeats = Math.Max(1, (rowsMin + count - 1) / count);
        var values = new float[used * repeats];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)read[i % used];
        }

        return new BenchRows(values, source.FeatureCount, path);
    }

    /// <summary>The next rows.</summary>
    /// <param name="rowCount">At most <see cref="Count"/>.</param>
    public ReadOnlySpan<float> Next(int rowCount)
    {
        _next = _next + rowCount > Count ? 0 : _next;
        ReadOnlySpan<float> rows = _values.AsSpan(_next * _featureCount, rowCount * _featureCount);
        _next += rowCount;
        return rows;
    }

    private static int RowCount(int featureCount, int rowsMin) => Math.Max(rowsMin, Math.Min(RowsWanted, ValuesMax / featureCount));
}
