using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>A trained model in libxgboost's memory.</summary>
public sealed class XgboostModel : IDisposable
{
    private const int OutputMargin = 1;
    private const int CallTextBytes = 192;
    private readonly BoosterHandle _booster;

    internal XgboostModel(BoosterHandle booster, IReadOnlyList<RoundMetrics> history)
    {
        _booster = booster;
        History = history;
    }

    /// <summary>Metrics after each round, empty if nothing was evaluated.</summary>
    public IReadOnlyList<RoundMetrics> History { get; }

    /// <summary>The model as a JSON file.</summary>
    /// <exception cref="EdgeRouterException">ER7001: the library failed.</exception>
    public byte[] ToJson() => Save("{\"format\":\"json\"}");

    /// <summary>The model as a UBJSON file: smaller, and floats are stored as bits.</summary>
    /// <exception cref="EdgeRouterException">ER7001: the library failed.</exception>
    public byte[] ToUbj() => Save("{\"format\":\"ubj\"}");

    /// <summary>The library's own raw margins, one per row.</summary>
    /// <param name="dataset">Rows with the features of the training.</param>
    /// <exception cref="EdgeRouterException">ER7001: the library failed.</exception>
    public unsafe float[] PredictMargins(XgboostDataset dataset)
    {
        XgboostLibrary.Check(
            NativeXgboost.Predict(_booster, dataset.Matrix, OutputMargin, 0, 0, out ulong count, out float* values), "predict");

        // SAFETY: the library states how many values it gives; they are copied before the next call.
        float[] margins = new ReadOnlySpan<float>(values, checked((int)count)).ToArray();
        GC.KeepAlive(this);
        return margins;
    }

    /// <summary>Reads a model file into the library.</summary>
    /// <param name="content">The whole file, JSON or UBJSON.</param>
    /// <param name="threadCount">Threads that predict, 1 or more.</param>
    /// <exception cref="EdgeRouterException">ER6010: no library; ER7001: the library refused the file.</exception>
    public static unsafe XgboostModel Load(ReadOnlySpan<byte> content, int threadCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        XgboostLibrary.EnsureAvailable();
        XgboostLibrary.Check(NativeXgboost.CreateBooster(null, 0, out nint created), "create a model");
        var booster = new BoosterHandle(created);
        try
        {
            // SAFETY: the library copies what it needs before it returns.
            fixed (byte* first = content)
            {
                XgboostLibrary.Check(NativeXgboost.LoadModel(booster, first, (ulong)content.Length), "read a model");
            }

            string threads = threadCount.ToString(CultureInfo.InvariantCulture);
            XgboostLibrary.Check(NativeXgboost.SetParameter(booster, "nthread", threads), "set the threads");
            return new XgboostModel(booster, []);
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>The library's raw margins of rows in the caller's memory, without building a dataset: its fastest way to predict.</summary>
    /// <param name="rows">Row-major features; NaN = missing. A whole number of rows, at least one.</param>
    /// <param name="featureCount">Features of a row, as in the training.</param>
    /// <param name="roundCount">Boosting rounds to use; 0 = all.</param>
    /// <returns>One margin per row and output, in the library's memory: valid until the next call on this model.</returns>
    /// <exception cref="EdgeRouterException">ER7001: the library failed.</exception>
    public unsafe ReadOnlySpan<float> PredictInPlace(ReadOnlySpan<float> rows, int featureCount, int roundCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(roundCount);
        int rowCount = Math.DivRem(rows.Length, featureCount, out int rest);
        if (rowCount == 0 || rest != 0)
        {
            throw new ArgumentException($"{rows.Length} values are not one or more rows of {featureCount} features.", nameof(rows));
        }

        byte* array = stackalloc byte[CallTextBytes];
        byte* config = stackalloc byte[CallTextBytes];
        WriteConfig(new Span<byte>(config, CallTextBytes), roundCount);

        // SAFETY: the library reads rowCount * featureCount floats, all inside rows, before it returns. Both texts end in a zero byte.
        fixed (float* first = rows)
        {
            WriteArray(new Span<byte>(array, CallTextBytes), (nuint)first, rowCount, featureCount);
            int code = NativeXgboost.PredictInPlace(_booster, array, config, 0, out ulong* shape, out ulong dimensions, out float* values);
            XgboostLibrary.Check(code, "predict in place");
            ulong count = 1;
            for (ulong d = 0; d < dimensions; d++)
            {
                count *= shape[d];
            }

            return new ReadOnlySpan<float>(values, checked((int)count));
        }
    }

    /// <summary>Frees the library's model.</summary>
    public void Dispose() => _booster.Dispose();

    // NumPy's array interface, version 3: the form in which the C API takes memory that it does not own.
    private static void WriteArray(Span<byte> to, nuint address, int rowCount, int featureCount) =>
        new CallText(to).Add("{\"data\":["u8).Add(address).Add(",true],\"shape\":["u8).Add((ulong)rowCount).Add(","u8).Add((ulong)featureCount)
            .Add("],\"typestr\":\"<f4\",\"version\":3}"u8).End();

    private static void WriteConfig(Span<byte> to, int roundCount) =>
        new CallText(to).Add("{\"type\":"u8).Add(OutputMargin).Add(",\"training\":false,\"iteration_begin\":0,\"iteration_end\":"u8).Add((ulong)roundCount)
            .Add(",\"missing\":NaN,\"strict_shape\":false,\"cache_id\":0}"u8).End();

    private unsafe byte[] Save(string config)
    {
        XgboostLibrary.Check(NativeXgboost.SaveModel(_booster, config, out ulong sizeBytes, out byte* content), "save the model");

        // SAFETY: the library states how many bytes it gives; they are copied before the next call.
        byte[] copy = new ReadOnlySpan<byte>(content, checked((int)sizeBytes)).ToArray();
        GC.KeepAlive(this);
        return copy;
    }
}
