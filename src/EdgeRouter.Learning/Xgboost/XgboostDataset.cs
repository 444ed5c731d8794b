using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Rows, labels and weights in libxgboost's memory (a DMatrix). Checked when built; the caller's arrays are copied.</summary>
public sealed class XgboostDataset : IDisposable
{
    private readonly string[] _featureNames;
    private readonly MatrixHandle _matrix;

    /// <summary>Copies the data into the library.</summary>
    /// <param name="featureNames">Names in row order: not empty, no two alike.</param>
    /// <param name="rows">Row-major features; NaN = missing, no infinities. A whole number of rows, at least one.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="weights">One finite weight ≥ 0 per row, or empty for 1 each.</param>
    /// <param name="threadCount">Threads that copy, 1 or more.</param>
    /// <exception cref="EdgeRouterException">ER7002: the data is not as said above; ER6010: no library; ER7001: the library refused.</exception>
    public XgboostDataset(
        IReadOnlyList<string> featureNames,
        ReadOnlySpan<float> rows,
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> weights = default,
        int threadCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        _featureNames = [.. featureNames];
        RowCount = labels.Length;
        Validate(rows, labels, weights);
        XgboostLibrary.EnsureAvailable();
        _matrix = Create(rows, threadCount);
        try
        {
            SetFloats("label", labels);
            if (!weights.IsEmpty)
            {
                SetFloats("weight", weights);
            }

            XgboostLibrary.Check(
                NativeXgboost.SetMatrixFeatureInfo(Matrix, "feature_name", _featureNames, (ulong)_featureNames.Length), "set feature names");
        }
        catch
        {
            _matrix.Dispose();
            throw;
        }
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Names in row order.</summary>
    public IReadOnlyList<string> FeatureNames => _featureNames;

    internal MatrixHandle Matrix => _matrix;

    internal string[] FeatureNameArray => _featureNames;

    /// <summary>Frees the library's copy.</summary>
    public void Dispose() => _matrix.Dispose();

    private unsafe MatrixHandle Create(ReadOnlySpan<float> rows, int threadCount)
    {
        // SAFETY: rows holds RowCount * features floats (checked); the library copies them before it returns.
        fixed (float* first = rows)
        {
            int code = NativeXgboost.CreateMatrix(first, (ulong)RowCount, (ulong)_featureNames.Length, float.NaN, out nint matrix, threadCount);
            XgboostLibrary.Check(code, "take the training rows");
            return new MatrixHandle(matrix);
        }
    }

    private unsafe void SetFloats(string field, ReadOnlySpan<float> values)
    {
        // SAFETY: the library copies the values before it returns.
        fixed (float* first = values)
        {
            XgboostLibrary.Check(NativeXgboost.SetFloatInfo(Matrix, field, first, (ulong)values.Length), $"set {field}s");
        }
    }

    private void Validate(ReadOnlySpan<float> rows, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        int features = _featureNames.Length;
        if (features == 0 || Array.Exists(_featureNames, string.IsNullOrEmpty) || _featureNames.Distinct(StringComparer.Ordinal).Count() != features)
        {
            throw Bad("feature names must be there, not empty and no two alike");
        }

        if (labels.IsEmpty || rows.Length != (long)labels.Length * features)
        {
            throw Bad($"{rows.Length} values for {labels.Length} rows of {features} features; at least one row is needed");
        }

        if (!weights.IsEmpty && weights.Length != labels.Length)
        {
            throw Bad($"{weights.Length} weights for {labels.Length} rows");
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (float.IsInfinity(rows[i]))
            {
                throw Bad($"feature {_featureNames[i % features]} of row {i / features} is infinite; use NaN where it is missing");
            }
        }

        for (int i = 0; i < labels.Length; i++)
        {
            bool isWeightGood = weights.IsEmpty || (float.IsFinite(weights[i]) && weights[i] >= 0f);
            if (!float.IsFinite(labels[i]) || !isWeightGood)
            {
                throw Bad($"label or weight of row {i} is not a finite number (weights: 0 or more)");
            }
        }
    }

    private static EdgeRouterException Bad(string what) => EdgeRouterException.BadInput(LearningErrors.BadTrainingData, $"training data: {what}");
}
