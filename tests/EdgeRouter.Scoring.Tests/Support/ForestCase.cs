using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Models, their compiled forest, rows, and what the reference says about the rows.</summary>
internal sealed class ForestCase
{
    /// <summary>Rows of a case: three whole blocks of 64 and a rest.</summary>
    public const int RowCount = 200;

    private readonly ReferenceModel[] _references;
    private readonly Lazy<long[]> _singleTruth;
    private readonly Lazy<long[]> _doubleTruth;

    public ForestCase(string name, TreeEnsemble[] models, ReadOnlySpan<double> firstRows = default)
    {
        Name = name;
        Models = models;
        Forest = ForestCompiler.Compile(models);
        _references = [.. models.Select(static model => new ReferenceModel(model))];
        var rows = new RandomRows(models, (ulong)(models.Length * 1000) + (ulong)Forest.FeatureCount);
        Singles = rows.Singles(RowCount);
        Doubles = rows.Doubles(RowCount);
        firstRows[..Math.Min(firstRows.Length, RowCount / 2 * Forest.FeatureCount)].CopyTo(Doubles);
        for (int i = 0; i < firstRows.Length && i < RowCount / 2 * Forest.FeatureCount; i++)
        {
            Singles[i] = (float)firstRows[i];
        }

        _singleTruth = new Lazy<long[]>(() => Truth(Widen(Singles)));
        _doubleTruth = new Lazy<long[]>(() => Truth(Doubles));
    }

    public string Name { get; }

    public TreeEnsemble[] Models { get; }

    public CompiledForest Forest { get; }

    public IReadOnlyList<ReferenceModel> References => _references;

    public int OutputCount => Forest.Outputs.Length;

    public int FeatureCount => Forest.FeatureCount;

    public float[] Singles { get; }

    public double[] Doubles { get; }

    /// <summary>Output o of row r of <see cref="Singles"/> is entry o · RowCount + r.</summary>
    public long[] SingleTruth => _singleTruth.Value;

    /// <summary>The same for <see cref="Doubles"/>.</summary>
    public long[] DoubleTruth => _doubleTruth.Value;

    /// <summary>What the reference says about any rows.</summary>
    /// <param name="rows">Row-major.</param>
    public long[] Truth(ReadOnlySpan<double> rows)
    {
        int rowCount = rows.Length / FeatureCount;
        var truth = new long[OutputCount * rowCount];
        for (int r = 0; r < rowCount; r++)
        {
            int output = 0;
            foreach (ReferenceModel reference in _references)
            {
                foreach (long raw in reference.Score(rows.Slice(r * FeatureCount, FeatureCount)))
                {
                    truth[(output * rowCount) + r] = raw;
                    output++;
                }
            }
        }

        return truth;
    }

    public static double[] Widen(ReadOnlySpan<float> values) => ExactScores.Widen(values);

    public override string ToString() => Name;
}
