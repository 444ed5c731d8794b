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
    private readonly int _rowsMax;
    private int _next;

    // The first rows stand once more behind the last, so that a call may begin at any row.
    private BenchRows(ReadOnlySpan<float> values, int featureCount, int rowsMax, string source)
    {
        _values = new float[values.Length + (rowsMax * featureCount)];
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = values[i % values.Length];
        }

        _featureCount = featureCount;
        _rowsMax = rowsMax;
        Source = source;
    }

    /// <summary>Where they come from: a path, or <c>synthetic</c>.</summary>
    public string Source { get; }

    /// <summary>Different rows.</summary>
    public int Count => (_values.Length / _featureCount) - _rowsMax;

    /// <summary>Rows drawn around the models' own thresholds, one value in twenty missing.</summary>
    /// <param name="forest">The models.</param>
    /// <param name="rowsMax">Most rows of a call.</param>
    /// <param name="seed">The same seed gives the same rows.</param>
    public static BenchRows Synthetic(CompiledForest forest, int rowsMax, ulong seed)
    {
        var values = new float[RowCount(forest.FeatureCount) * forest.FeatureCount];
        new ThresholdRows(forest).Fill(values, seed);
        return new BenchRows(values, forest.FeatureCount, rowsMax, "synthetic");
    }

    /// <summary>The first rows of a file, as float32, as the router's rows are.</summary>
    /// <param name="source">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="rowsMax">Most rows of a call.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">As from <see cref="RowSource"/>.</exception>
    public static BenchRows FromFile(RowSource source, string path, int rowsMax)
    {
        var values = new double[RowCount(source.FeatureCount) * source.FeatureCount];
        int count = source.Read(values);
        float[] read = [.. values.Take(count * source.FeatureCount).Select(static x => (float)x)];
        return new BenchRows(read, source.FeatureCount, rowsMax, path);
    }

    /// <summary>The next rows; behind the last comes the first.</summary>
    /// <param name="rowCount">At most as many as the most of a call.</param>
    public ReadOnlySpan<float> Next(int rowCount)
    {
        ReadOnlySpan<float> rows = _values.AsSpan(_next * _featureCount, rowCount * _featureCount);
        _next = (_next + rowCount) % Count;
        return rows;
    }

    private static int RowCount(int featureCount) => Math.Clamp(ValuesMax / featureCount, 1, RowsWanted);
}
