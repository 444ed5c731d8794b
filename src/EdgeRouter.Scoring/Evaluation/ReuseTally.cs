using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Counts for one kind of reference.</summary>
internal sealed class ReuseTally
{
    private readonly CompiledForest _forest;
    private readonly ReuseLanes _lanes;
    private readonly ReuseReference _reference;
    private readonly Dictionary<(long Owner, int Slot), ReuseRow> _latest = [];
    private readonly ulong[] _changed;
    private readonly long[] _rowsByChangedLanes;
    private readonly long[] _rowsByFeature;
    private readonly long[] _lastRowOfFeature;
    private long _rowCount;
    private long _referencedCount;
    private long _sameFeaturesCount;
    private long _touchedTreeCount;

    /// <summary>Begins at zero.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="lanes">Its trees' lanes.</param>
    /// <param name="reference">What rows are compared with.</param>
    public ReuseTally(CompiledForest forest, ReuseLanes lanes, ReuseReference reference)
    {
        _forest = forest;
        _lanes = lanes;
        _reference = reference;
        _changed = new ulong[lanes.WordCount];
        _rowsByChangedLanes = new long[forest.LaneCount + 1];
        _rowsByFeature = new long[forest.FeatureCount];
        _lastRowOfFeature = new long[forest.FeatureCount];
    }

    /// <summary>Forgets the rows kept, not the counts.</summary>
    public void Forget() => _latest.Clear();

    /// <summary>Counts a row.</summary>
    /// <param name="key">What makes a row its reference.</param>
    /// <param name="row">The row.</param>
    public void Count((long Owner, int Slot) key, ReuseRow row)
    {
        _rowCount++;
        if (!_latest.TryGetValue(key, out ReuseRow? reference))
        {
            return;
        }

        _referencedCount++;
        _sameFeaturesCount += row.HasFeaturesOf(reference) ? 1 : 0;
        _rowsByChangedLanes[FindChanged(row.Codes, reference.Codes)]++;
        _touchedTreeCount += _lanes.TreesThatRead(_changed);
    }

    /// <summary>Keeps a row for those to come.</summary>
    /// <param name="key">What makes it their reference.</param>
    /// <param name="row">The row.</param>
    public void Keep((long Owner, int Slot) key, ReuseRow row) => _latest[key] = row;

    /// <summary>The figures so far.</summary>
    public ReuseFigures Figures() => new()
    {
        Reference = _reference,
        RowCount = _rowCount,
        ReferencedRowCount = _referencedCount,
        SameFeaturesRowCount = _sameFeaturesCount,
        SameCodesRowCount = _rowsByChangedLanes[0],
        ChangedLanesP10 = Percentile(10),
        ChangedLanesP50 = Percentile(50),
        ChangedLanesP90 = Percentile(90),
        TouchedTreeCount = _touchedTreeCount,
        TreeCount = _lanes.TreeCount,
        FeatureChanges = FeatureChanges(),
    };

    // Fills the set of changed lanes and counts them, and each of their features once.
    private int FindChanged(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> reference)
    {
        Array.Clear(_changed);
        int count = 0;
        for (int lane = codes.CommonPrefixLength(reference); lane < codes.Length; lane++)
        {
            if (codes[lane] == reference[lane])
            {
                continue;
            }

            count++;
            ReuseLanes.Add(lane, _changed);
            int feature = _lanes.FeatureOf(lane);
            _rowsByFeature[feature] += _lastRowOfFeature[feature] == _rowCount ? 0 : 1;
            _lastRowOfFeature[feature] = _rowCount;
        }

        return count;
    }

    private int Percentile(int percent)
    {
        long below = 0;
        for (int lanes = 0; lanes < _rowsByChangedLanes.Length; lanes++)
        {
            below += _rowsByChangedLanes[lanes];
            if (below > 0 && below * 100 >= _referencedCount * percent)
            {
                return lanes;
            }
        }

        return 0;
    }

    private List<FeatureChange> FeatureChanges()
    {
        var changes = new List<FeatureChange>();
        for (int f = 0; f < _rowsByFeature.Length; f++)
        {
            if (_rowsByFeature[f] > 0)
            {
                changes.Add(new FeatureChange(_forest.FeatureNames[f], _rowsByFeature[f]));
            }
        }

        return [.. changes.OrderByDescending(static change => change.RowCount)];
    }
}
