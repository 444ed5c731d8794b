using System.Runtime.CompilerServices;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The tables of a forest while it is compiled.</summary>
internal sealed class ForestTables
{
    /// <summary>Numbers behind the last sorted cut.</summary>
    public const int SortedPadding = 16;

    private readonly SectionBuffer _models = new(ForestSection.Models, 1);
    private readonly SectionBuffer _modelSizes = new(ForestSection.ModelSizes, sizeof(long));
    private readonly SectionBuffer _outputs = new(ForestSection.Outputs, Unsafe.SizeOf<OutputRecord>());
    private readonly SectionBuffer _columns = new(ForestSection.Columns, Unsafe.SizeOf<ColumnRecord>());
    private readonly SectionBuffer _singleCuts = new(ForestSection.SingleCuts, sizeof(float));
    private readonly SectionBuffer _doubleCuts = new(ForestSection.DoubleCuts, sizeof(double));
    private readonly SectionBuffer _sortedCuts = new(ForestSection.SortedCuts, sizeof(float));
    private readonly SectionBuffer _categories = new(ForestSection.Categories, Unsafe.SizeOf<CategoryRecord>());
    private readonly SectionBuffer _categoryClasses = new(ForestSection.CategoryClasses, sizeof(ushort));
    private readonly SectionBuffer _categoryCodes = new(ForestSection.CategoryCodes, 1);

    /// <summary>The tables of the trees.</summary>
    public TreeTables Trees { get; } = new();

    /// <summary>All tables.</summary>
    public IEnumerable<SectionBuffer> All =>
        [_models, _modelSizes, _outputs, _columns, _singleCuts, _doubleCuts, _sortedCuts, _categories, _categoryClasses, _categoryCodes, .. Trees.All];

    /// <summary>Adds a model's canonical bytes.</summary>
    /// <param name="model">The model.</param>
    public void AddModel(TreeEnsemble model)
    {
        const int Alignment = sizeof(long);
        ReadOnlySpan<byte> bytes = EnsembleBytes.Write(model).Span;
        int padded = (bytes.Length + Alignment - 1) / Alignment * Alignment;
        bytes.CopyTo(_models.Append<byte>(padded));
        _modelSizes.Add((long)bytes.Length);
    }

    /// <summary>Adds an output.</summary>
    /// <param name="output">Complete.</param>
    public void AddOutput(in OutputRecord output) => _outputs.Add(output);

    /// <summary>Adds the lanes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="withDoubles">Whether inputs may be compared in double.</param>
    public void AddLanes(LanePlan plan, bool withDoubles)
    {
        // Columns of one search depth stand together, those with infinite cuts last: they are then searched side by side.
        ColumnRecord[] columns = plan.Columns.ToArray();
        foreach (int c in Enumerable.Range(0, columns.Length).OrderBy(c => columns[c].HasInfiniteCut).ThenBy(c => columns[c].Steps))
        {
            ColumnRecord column = columns[c];
            column.CutStart = _singleCuts.Count;
            AddHeap(plan.CutsOf(c), column.Steps, withDoubles);
            AddSorted(plan.CutsOf(c), 1 << column.Steps);
            _columns.Add(column);
        }

        // A register is loaded at the last cuts of the last column.
        AddSorted([], SortedPadding);
        foreach (CategoryRecord record in plan.Categories.Records)
        {
            _categories.Add(record);
        }

        CopyTo(plan.Categories.Classes, _categoryClasses);
        CopyTo(plan.Categories.Codes, _categoryCodes);
    }

    private static void CopyTo<T>(IReadOnlyList<T> values, SectionBuffer buffer)
        where T : unmanaged
    {
        Span<T> target = buffer.Append<T>(values.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[i];
        }
    }

    private void AddSorted(ReadOnlySpan<double> cuts, int size)
    {
        Span<float> sorted = _sortedCuts.Append<float>(size);
        sorted.Fill(float.NaN);
        for (int i = 0; i < cuts.Length; i++)
        {
            sorted[i] = EffectiveCut.ToSingle(cuts[i]);
        }
    }

    // A search heap: position h holds the cut in the middle of its range, its children 2h and 2h + 1 those of the halves. Position 0 and
    // the places behind the last cut hold NaN, which nothing reaches.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddHeap(ReadOnlySpan<double> cuts, int steps, bool withDoubles)
    {
        int size = 1 << steps;
        Span<float> singles = _singleCuts.Append<float>(size);
        Span<double> doubles = _doubleCuts.Append<double>(withDoubles ? size : 0);
        singles.Fill(float.NaN);
        doubles.Fill(double.NaN);
        for (int h = 1; h < size; h++)
        {
            int level = System.Numerics.BitOperations.Log2((uint)h);
            int middle = ((h - (1 << level)) << (steps - level)) + (1 << (steps - level - 1)) - 1;
            if (middle < cuts.Length)
            {
                singles[h] = EffectiveCut.ToSingle(cuts[middle]);
                if (withDoubles)
                {
                    doubles[h] = cuts[middle];
                }
            }
        }
    }
}
