using EdgeRouter.Core.Scoring;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>Scores that depend on the rows: half fills everywhere, costs from the row's first feature.</summary>
internal sealed class AscendingScorer : IRowScorer
{
    public string Name => "ascending";

    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        for (int i = 0; i < rowCount; i++)
        {
            fillRaw[i] = 0;
            costRaw[i] = (long)(rows[i * featureCount] * 1000) + (100 * i);
            completionRaw[i] = 700;
        }
    }
}
