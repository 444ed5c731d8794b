using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Scoring;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>The three generated models of a decision as a row scorer.</summary>
/// <param name="rows">Most rows.</param>
public sealed class FusedRowScorer(int rows) : IRowScorer
{
    private readonly FusedForests _forests = new(rows, sameCuts: true);

    /// <inheritdoc/>
    public string Name => "cpu";

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        ReadOnlySpan<long> raw = _forests.ScoreFused(rows, rowCount);
        raw[..rowCount].CopyTo(fillRaw);
        raw.Slice(rowCount, rowCount).CopyTo(costRaw);
        raw.Slice(2 * rowCount, rowCount).CopyTo(completionRaw);
    }
}
