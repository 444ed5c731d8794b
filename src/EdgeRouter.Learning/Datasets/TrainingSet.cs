namespace EdgeRouter.Learning.Datasets;

/// <summary>Training examples in time order, with their features in one block.</summary>
public sealed class TrainingSet
{
    private readonly List<float> _features = [];
    private readonly List<TrainingRow> _rows = [];

    /// <summary>Creates an empty set.</summary>
    /// <param name="featureNames">Columns.</param>
    public TrainingSet(IReadOnlyList<string> featureNames) => FeatureNames = featureNames;

    /// <summary>Columns.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Examples.</summary>
    public IReadOnlyList<TrainingRow> Rows => _rows;

    /// <summary>Child orders left out: their decision has other columns or none, no row of theirs, or no midpoint.</summary>
    public long SkippedChildCount { get; internal set; }

    /// <summary>Features of an example; NaN = missing.</summary>
    /// <param name="row">An example of this set.</param>
    public ReadOnlySpan<float> FeaturesOf(in TrainingRow row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_features).Slice(row.Index * FeatureNames.Count, FeatureNames.Count);

    /// <summary>Adds an example.</summary>
    /// <param name="row">Labels; the index is set here.</param>
    /// <param name="features">As many as there are columns.</param>
    internal void Add(in TrainingRow row, ReadOnlySpan<float> features)
    {
        foreach (float value in features)
        {
            _features.Add(value);
        }

        _rows.Add(row with { Index = _rows.Count });
    }
}
