namespace EdgeRouter.Core.Scoring;

/// <summary>Scores rows (one row = one venue × action) with the fill, cost and completion models. Every implementation, on any CPU or GPU,
/// gives the same raw bits for the same model and rows.</summary>
public interface IRowScorer
{
    /// <summary>Stable name of the implementation, journaled beside the scores that it gave (for example <c>scalar</c>).</summary>
    string Name { get; }

    /// <summary>Writes one fixed-point margin per row and model. The scales (<c>value = raw * 2^-bits</c>) belong to the model set, not to the call.
    /// Allocates nothing.</summary>
    /// <param name="rows">Row-major features, <paramref name="rowCount"/> × <paramref name="featureCount"/> floats; NaN = missing.</param>
    /// <param name="rowCount">Number of rows, 0 or more.</param>
    /// <param name="featureCount">Features per row; must be the model set's.</param>
    /// <param name="fillRaw">Out: fill-probability margin (log-odds) of each row, at least <paramref name="rowCount"/> long.</param>
    /// <param name="costRaw">Out: cost if filled, at least <paramref name="rowCount"/> long.</param>
    /// <param name="completionRaw">Out: completion cost if not filled, at least <paramref name="rowCount"/> long.</param>
    /// <exception cref="ArgumentException">A span is too short or the feature count is not the model's: a wiring error.</exception>
    void Score(
        ReadOnlySpan<float> rows,
        int rowCount,
        int featureCount,
        Span<long> fillRaw,
        Span<long> costRaw,
        Span<long> completionRaw);
}
