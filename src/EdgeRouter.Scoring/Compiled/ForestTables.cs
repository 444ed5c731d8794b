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

    /// <summary>Bytes that a model takes with its padding.</summary>
    /// <param name="sizeBytes">Its canonical bytes.</param>
    public static long PadModel(long sizeBytes) => (sizeBytes + sizeof(long) - 1) / sizeof(long) * sizeof(long);

    /// <summary>Adds a model's canonical bytes.</summary>
    /// <param name="model">The model.</param>
    public void AddModel(TreeEnsemble model) => AddModel(EnsembleBytes.Write(model).Span);

    /// <summary>Adds a model's canonical bytes.</summary>
    /// <param name="bytes">From <see cref="EnsembleBytes"/>.</param>
    public void AddModel(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_models.Append<byte>((int)PadModel(bytes.Length)));
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
        AddColumns(plan.Columns.ToArray(), [.. Enumerable.Range(0, plan.Columns.Length).Select(c => plan.CutsOf(c).ToArray())], withDoubles);
        AddCategories([.. plan.Categories.Records], [.. plan.Categories.Classes], [.. plan.Categories.Codes]);
    }

    /// <summary>Adds all columns.</summary>
    /// <param name="columns">In the order of their lanes, complete but for the places of their cuts.</param>
    /// <param name="cuts">Of each column, ascending; a cut that nothing reaches (NaN) is the last.</param>
    /// <param name="withDoubles">Whether inputs may be compared in double.</param>
    public void AddColumns(ColumnRecord[] columns, double[][] cuts, bool withDoubles)
    {
        // Columns of one search depth stand together, those with infinite cuts last: they are then searched side by side.
        foreach (int c in Enumerable.Range(0, columns.Length).OrderBy(c => columns[c].HasInfiniteCut).ThenBy(c => columns[c].Steps))
        {
            AddColumn(columns[c], cuts[c], withDoubles);
        }

        // A register is loaded at the last cuts of the last column.
        AddSorted([], SortedPadding);
    }

    /// <summary>Adds the categorical lanes.</summary>
    /// <param name="records">One per feature with such lanes.</param>
    /// <param name="classes">Class of each category.</param>
    /// <param name="codes">Codes of each class.</param>
    public void AddCategories(ReadOnlySpan<CategoryRecord> records, ReadOnlySpan<ushort> classes, ReadOnlySpan<byte> codes)
    {
        records.CopyTo(_categories.Append<CategoryRecord>(records.Length));
        classes.CopyTo(_categoryClasses.Append<ushort>(classes.Length));
        codes.CopyTo(_categoryCodes.Append<byte>(codes.Length));
    }

    private void AddColumn(ColumnRecord column, double[] cuts, bool withDoubles)
    {
        column.CutStart = _singleCuts.Count;
        AddHeap(cuts, column.Steps, withDoubles);
        AddSorted(cuts, 1 << column.Steps);
        _columns.Add(column);
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
