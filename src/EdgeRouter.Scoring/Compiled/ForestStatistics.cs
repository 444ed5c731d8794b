namespace EdgeRouter.Scoring.Compiled;

/// <summary>What a row of a compiled forest is coded to.</summary>
/// <param name="LaneCount">Bytes that a row's inputs are coded to.</param>
/// <param name="CategoricalLaneCount">Those of categorical splits among them.</param>
/// <param name="RowBytes">Bytes of a row's codes in memory, whole registers.</param>
/// <param name="ColumnCount">Searches through cuts.</param>
/// <param name="CutCount">Distinct thresholds of all features.</param>
/// <param name="MaxCutsOfFeature">Most of one feature.</param>
public readonly record struct ForestStatistics(int LaneCount, int CategoricalLaneCount, int RowBytes, int ColumnCount, int CutCount, int MaxCutsOfFeature)
{
    /// <summary>Counts.</summary>
    /// <param name="forest">Any forest.</param>
    public static ForestStatistics Of(CompiledForest forest)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ForestView view = forest.View;
        var cuts = new int[forest.FeatureCount];
        foreach (ColumnRecord column in view.Columns.Span)
        {
            cuts[column.Feature] += column.CutCount;
        }

        int categorical = 0;
        foreach (CategoryRecord record in view.Categories.Span)
        {
            categorical += record.LaneCount;
        }

        var statistics = new ForestStatistics(view.LaneCount, categorical, view.RowBytes, view.Columns.Length, cuts.Sum(), cuts.Max());
        GC.KeepAlive(forest);
        return statistics;
    }
}
