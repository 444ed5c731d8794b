using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Checks the lanes of a forest image and builds their tables again.</summary>
internal sealed class LaneReader
{
    private readonly ForestView _view;
    private readonly ForestFault _fault;
    private readonly bool _withDoubles;
    private int _nextLane;
    private int _nextCut;

    /// <summary>Prepares to check.</summary>
    /// <param name="view">Header and directory are checked, the tables are not.</param>
    /// <param name="fault">Makes the errors.</param>
    public LaneReader(ForestView view, ForestFault fault)
    {
        _view = view;
        _fault = fault;
        _withDoubles = view.Library == ModelLibrary.LightGbm;
    }

    /// <summary>Checks the lanes.</summary>
    /// <param name="tables">Takes their tables.</param>
    public void Rebuild(ForestTables tables)
    {
        // In the file columns stand by how they are searched, lanes are given out by feature.
        ColumnRecord[] columns = _view.Columns.Span.ToArray();
        double[][] cuts = [.. columns.Select(ReadCuts)];
        int[] order = [.. Enumerable.Range(0, columns.Length).OrderBy(c => FirstLane(columns[c]))];
        ColumnRecord[] byLane = [.. order.Select(c => columns[c])];
        double[][] cutsByLane = [.. order.Select(c => cuts[c])];
        CheckColumns(byLane, cutsByLane);
        tables.AddColumns(byLane, cutsByLane, _withDoubles);
        CheckCategories();
        _fault.Check(_nextLane == _view.LaneCount, $"columns and categories have {_nextLane} lanes, the header says {_view.LaneCount}");
        tables.AddCategories(_view.Categories.Span, _view.CategoryClasses.Span, _view.CategoryCodes.Span);
    }

    private static int FirstLane(ColumnRecord column)
    {
        int first = int.MaxValue;
        foreach (int lane in column.Lanes)
        {
            first = lane == LanePlan.NoLane ? first : Math.Min(first, lane);
        }

        return first;
    }

    private double[] ReadCuts(ColumnRecord column)
    {
        _fault.Check(column.CutCount is >= 1 and <= ColumnRecord.MaxCuts, $"a column of {column.CutCount} cuts");
        _fault.Check(column.Steps == ColumnRecord.StepsFor(column.CutCount), $"{column.Steps} steps through {column.CutCount} cuts");
        int size = 1 << column.Steps;
        int available = _withDoubles ? Math.Min(_view.SingleCuts.Length, _view.DoubleCuts.Length) : _view.SingleCuts.Length;
        _fault.Check(size <= available - _nextCut, "the cuts end before the columns do");
        var cuts = new double[column.CutCount];
        for (int k = 0; k < cuts.Length; k++)
        {
            int at = _nextCut + ColumnRecord.HeapPosition(k, column.Steps);
            double cut = _withDoubles ? _view.DoubleCuts.Span[at] : _view.SingleCuts.Span[at];

            // One NaN and one zero, as the compiler writes them: others are found when the tables are compared.
            cuts[k] = double.IsNaN(cut) ? double.NaN : cut + 0.0;
        }

        _nextCut += size;
        return cuts;
    }

    // Cuts ascend (two thresholds may be one float32) over all columns of a feature; NaN, which nothing reaches, is the last.
    private void CheckColumns(ColumnRecord[] columns, double[][] cuts)
    {
        int lastFeature = 0;
        double? lastCut = null;
        for (int c = 0; c < columns.Length; c++)
        {
            ColumnRecord column = columns[c];
            _fault.Place = $"columns of feature {column.Feature}";
            _fault.Check(column.Feature >= lastFeature && column.Feature < _view.FeatureCount, $"they follow feature {lastFeature}");
            lastCut = column.Feature > lastFeature ? null : lastCut;
            lastFeature = column.Feature;
            foreach (double cut in cuts[c])
            {
                _fault.Check(lastCut is not { } last || cut >= last || (double.IsNaN(cut) && !double.IsNaN(last)), "the cuts do not ascend");
                lastCut = cut;
            }

            _fault.Check(column.ZeroRank == ColumnRecord.ZeroRankOf(cuts[c]), $"0 is coded as {column.ZeroRank}");
            _fault.Check(column.HasInfiniteCut == ColumnRecord.InfiniteCutsOf(cuts[c]), $"{column.HasInfiniteCut} for whether a cut is infinite");
            TakeLanes(column);
        }

        _fault.Place = string.Empty;
    }

    private void TakeLanes(in ColumnRecord column)
    {
        int before = _nextLane;
        foreach (int lane in column.Lanes)
        {
            _fault.Check(lane == LanePlan.NoLane || lane == _nextLane, $"lane {lane} instead of {_nextLane}");
            _nextLane += lane == LanePlan.NoLane ? 0 : 1;
        }

        _fault.Check(_nextLane > before, "a column without lanes");
    }

    private void CheckCategories()
    {
        int lastFeature = -1;
        int nextClass = 0;
        long nextCode = 0;
        foreach (CategoryRecord record in _view.Categories.Span)
        {
            _fault.Place = $"categories of feature {record.Feature}";
            _fault.Check(record.Feature > lastFeature && record.Feature < _view.FeatureCount, $"they follow feature {lastFeature}");
            _fault.Check(record.LaneStart == _nextLane && record.LaneCount >= 1 && record.LaneCount <= _view.LaneCount - _nextLane, $"{record.LaneCount} lanes from {record.LaneStart} on");
            _fault.Check(record.ClassStart == nextClass && record.CategoryCount >= 0 && record.CategoryCount <= _view.CategoryClasses.Length - nextClass, $"{record.CategoryCount} categories");
            long codes = (long)record.ClassCount * record.LaneCount;
            _fault.Check(record.CodeStart == nextCode && record.ClassCount is >= 1 and <= ushort.MaxValue + 1 && codes <= _view.CategoryCodes.Length - nextCode, $"{record.ClassCount} classes");
            CheckClasses(record);
            lastFeature = record.Feature;
            _nextLane += record.LaneCount;
            nextClass += record.CategoryCount;
            nextCode += codes;
        }

        _fault.Place = string.Empty;
        _fault.Check(nextClass == _view.CategoryClasses.Length && nextCode == _view.CategoryCodes.Length, "classes or codes of no feature");
        _fault.Check(!_view.CategoryCodes.Span.ContainsAnyExceptInRange((byte)0, (byte)1), "a category has a code other than 0 and 1");
    }

    private void CheckClasses(in CategoryRecord record)
    {
        _fault.Check((uint)record.OtherClass < (uint)record.ClassCount && (uint)record.MissingClass < (uint)record.ClassCount, "a class that is not there");
        foreach (ushort one in _view.CategoryClasses.Span.Slice(record.ClassStart, record.CategoryCount))
        {
            _fault.Check(one < record.ClassCount, $"class {one} of {record.ClassCount}");
        }
    }
}
