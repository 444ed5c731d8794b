namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Some rows of inputs: float32 or double, row-major, NaN = missing.</summary>
internal readonly unsafe struct RowBlock
{
    /// <summary>Most rows of a block: one register of bytes.</summary>
    public const int MaxRows = 64;

    private RowBlock(float* singles, double* doubles, int count)
    {
        Singles = singles;
        Doubles = doubles;
        Count = count;
    }

    /// <summary>The rows as float32, or null.</summary>
    public float* Singles { get; }

    /// <summary>The rows as double, or null.</summary>
    public double* Doubles { get; }

    /// <summary>Rows, 1 to <see cref="MaxRows"/>.</summary>
    public int Count { get; }

    /// <summary>Rows of float32.</summary>
    /// <param name="rows">First row.</param>
    /// <param name="count">Rows.</param>
    public static RowBlock Of(float* rows, int count) => new(rows, null, count);

    /// <summary>Rows of double.</summary>
    /// <param name="rows">First row.</param>
    /// <param name="count">Rows.</param>
    public static RowBlock Of(double* rows, int count) => new(null, rows, count);
}
