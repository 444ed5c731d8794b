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
    private double _lastCut;

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
        int lastFeature = -1;
        foreach (ColumnRecord column in _view.Columns.Span)
        {
            _lastCut = column.Feature > lastFeature ? double.NegativeInfinity : _lastCut;
            _fault.Check(column.Feature >= lastFeature && column.Feature < _view.FeatureCount, $"a column of feature {column.Feature} follows one of {lastFeature}");
            double[] cuts = ReadCuts(column);
            CheckZeroRank(column, cuts);
            TakeLanes(column);
            tables.AddColumn(column, cuts, _withDoubles);
            lastFeature = column.Feature;
        }

        CheckCategories();
        _fault.Check(_nextLane == _view.LaneCount, $"columns and categories have {_nextLane} lanes, the header says {_view.LaneCount}");
        tables.AddCategories(_view.Categories.Span, _view.CategoryClasses.Span, _view.CategoryCodes.Span);
    }

    // Ascending over all columns of a feature; NaN, which nothing reaches, is the last.
    private double[] ReadCuts(in ColumnRecord column)
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
            cuts[k] = _withDoubles ? _view.DoubleCuts.Span[at] : _view.SingleCuts.Span[at];
            bool isFirst = k == 0 && double.IsNegativeInfinity(_lastCut);
            _fault.Check(cuts[k] > _lastCut || double.IsNaN(cuts[k]) && !double.IsNaN(_lastCut) || isFirst, $"the cuts of feature {column.Feature} do not ascend");
            _lastCut = cuts[k];
        }

        _nextCut += size;
        return cuts;
    }

    private void CheckZeroRank(in ColumnRecord column, double[] cuts) =>
        _fault.Check(column.ZeroRank == cuts.Count(static cut => cut <= 0.0), $"a column of feature {column.Feature} codes 0 as {column.ZeroRank}");

    private void TakeLanes(in ColumnRecord column)
    {
        foreach (int lane in column.Lanes)
        {
            _fault.Check(lane == LanePlan.NoLane || lane == _nextLane, $"a column of feature {column.Feature} writes lane {lane} instead of {_nextLane}");
            _nextLane += lane == LanePlan.NoLane ? 0 : 1;
        }
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
