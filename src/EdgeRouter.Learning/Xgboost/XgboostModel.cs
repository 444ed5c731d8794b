using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>A trained model in libxgboost's memory.</summary>
public sealed class XgboostModel : IDisposable
{
    private const int OutputMargin = 1;
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

    /// <summary>Frees the library's model.</summary>
    public void Dispose() => _booster.Dispose();

    private unsafe byte[] Save(string config)
    {
        XgboostLibrary.Check(NativeXgboost.SaveModel(_booster, config, out ulong sizeBytes, out byte* content), "save the model");

        // SAFETY: the library states how many bytes it gives; they are copied before the next call.
        byte[] copy = new ReadOnlySpan<byte>(content, checked((int)sizeBytes)).ToArray();
        GC.KeepAlive(this);
        return copy;
    }
}
