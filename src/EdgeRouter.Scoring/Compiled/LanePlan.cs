using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Decides which byte of a row's codes each split of the fused models reads, and against which code.</summary>
internal sealed class LanePlan
{
    /// <summary>Most lanes of a forest; walk nodes name them in 16 bits.</summary>
    public const int MaxLanes = 65_535;

    /// <summary>Lane of a variant that no split reads.</summary>
    public const int NoLane = -1;

    private readonly ModelLibrary _library;
    private readonly double[][] _cuts;
    private readonly int[] _firstColumn;
    private readonly List<ColumnRecord> _columns = [];
    private readonly CategoryPlan _categories;

    /// <summary>Plans the lanes of models that read the same row.</summary>
    /// <param name="models">One or more, of one library and feature count.</param>
    /// <exception cref="EdgeRouterException">ER4010: more lanes than can be named.</exception>
    public LanePlan(IReadOnlyList<TreeEnsemble> models)
    {
        _library = models[0].Library;
        int features = models[0].FeatureCount;
        var thresholds = new List<double>[features];
        var variants = new int[features];
        _categories = new CategoryPlan(_library, features);
        foreach (TreeEnsemble model in models)
        {
            Collect(model, thresholds, variants);
        }

        _cuts = new double[features][];
        _firstColumn = new int[features];
        for (int f = 0; f < features; f++)
        {
            _cuts[f] = thresholds[f] is null ? [] : CutSorter.SortDistinct(CollectionsMarshal.AsSpan(thresholds[f]));
            _firstColumn[f] = _columns.Count;
            AddColumns(f, variants[f]);
        }

        NumericLaneCount = LaneCount;
        LaneCount = _categories.AssignLanes(LaneCount);
        if (LaneCount > MaxLanes)
        {
            throw EdgeRouterException.BadInput(ScoringErrors.CannotCompile, $"the forest needs {LaneCount} code lanes, {MaxLanes} are possible; train with fewer distinct categorical splits or thresholds");
        }
    }

    /// <summary>Lanes in all.</summary>
    public int LaneCount { get; private set; }

    /// <summary>Lanes of numeric splits; categorical ones follow.</summary>
    public int NumericLaneCount { get; }

    /// <summary>The columns.</summary>
    public ReadOnlySpan<ColumnRecord> Columns => CollectionsMarshal.AsSpan(_columns);

    /// <summary>The categorical lanes.</summary>
    public CategoryPlan Categories => _categories;

    /// <summary>Cuts of a column, ascending; NaN (never reached) last.</summary>
    /// <param name="column">Index of the column.</param>
    public ReadOnlySpan<double> CutsOf(int column)
    {
        ColumnRecord record = _columns[column];
        int group = column - _firstColumn[record.Feature];
        return _cuts[record.Feature].AsSpan(group * ColumnRecord.MaxCuts, record.CutCount);
    }

    /// <summary>Lane and code of a split: RIGHT ⇔ code in the lane ≥ the code given.</summary>
    /// <param name="model">Model of the node.</param>
    /// <param name="node">A split.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Lane, int Code) Find(TreeEnsemble model, in TreeNode node)
    {
        if (node.IsCategorical)
        {
            return (_categories.LaneOf(model, node), 1);
        }

        double[] cuts = _cuts[node.Feature];
        double cut = EffectiveCut.Of(_library, node.Value);
        int index = double.IsNaN(cut) ? cuts.Length - 1 : Array.BinarySearch(cuts, 0, NumberCount(cuts), cut);
        ColumnRecord column = _columns[_firstColumn[node.Feature] + (index / ColumnRecord.MaxCuts)];
        return (column.Lanes[(int)LaneVariants.Of(node)], (index % ColumnRecord.MaxCuts) + 1);
    }

    private static int NumberCount(double[] cuts) => cuts.Length > 0 && double.IsNaN(cuts[^1]) ? cuts.Length - 1 : cuts.Length;

    // A model is compiled once: there is no second call that a better tier would serve.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(TreeEnsemble model, List<double>[] thresholds, int[] variants)
    {
        foreach (TreeNode node in model.Nodes)
        {
            if (node.IsLeaf)
            {
                continue;
            }

            if (node.IsCategorical)
            {
                _categories.Add(model, node);
                continue;
            }

            (thresholds[node.Feature] ??= []).Add(EffectiveCut.Of(_library, node.Value));
            variants[node.Feature] |= 1 << (int)LaneVariants.Of(node);
        }
    }

    private void AddColumns(int feature, int variants)
    {
        double[] cuts = _cuts[feature];
        for (int start = 0; start < cuts.Length; start += ColumnRecord.MaxCuts)
        {
            int count = Math.Min(ColumnRecord.MaxCuts, cuts.Length - start);
            ReadOnlySpan<double> mine = cuts.AsSpan(start, count);
            var column = new ColumnRecord
            {
                Feature = feature,
                CutCount = count,
                Steps = ColumnRecord.StepsFor(count),
                ZeroRank = ColumnRecord.ZeroRankOf(mine),
                HasInfiniteCut = ColumnRecord.InfiniteCutsOf(mine),
            };
            for (int v = 0; v < LaneVariants.Count; v++)
            {
                column.Lanes[v] = (variants & (1 << v)) != 0 ? LaneCount++ : NoLane;
            }

            _columns.Add(column);
        }
    }
}
