namespace EdgeRouter.Core.Scoring;

/// <summary>A scorer that works beside the caller (another thread, a GPU): started, then asked until it is done. One request at a time.</summary>
public interface IDeferredRowScorer
{
    /// <summary>Stable name of the implementation, journaled beside its scores.</summary>
    string Name { get; }

    /// <summary>Starts to score. The rows must stay as they are until it is done or abandoned.</summary>
    /// <param name="rows">Row-major features, <paramref name="rowCount"/> × <paramref name="featureCount"/> floats; NaN = missing.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="featureCount">Features a row.</param>
    /// <returns>False when it cannot take work now (busy with an abandoned request, device lost).</returns>
    bool TryStart(ReadOnlySpan<float> rows, int rowCount, int featureCount);

    /// <summary>Asks whether the scores are there; does not wait.</summary>
    /// <param name="fillRaw">Out: as <see cref="IRowScorer.Score"/>.</param>
    /// <param name="costRaw">Out.</param>
    /// <param name="completionRaw">Out.</param>
    /// <returns>Whether they were written.</returns>
    bool TryFinish(Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw);

    /// <summary>Gives the request up; what comes of it is thrown away.</summary>
    void Abandon();
}
