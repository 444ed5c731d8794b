using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Deadlines;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>Scores that depend on the rows: half fills everywhere, costs from the row's first feature.</summary>
internal sealed class AscendingScorer : IRowScorer
{
    public string Name => "ascending";

    /// <summary>A chain of it alone, without a deadline.</summary>
    public static ScorerChain Chain() => new([ScorerLink.Of(new AscendingScorer())], long.MaxValue, new NoTicks());

    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        for (int i = 0; i < rowCount; i++)
        {
            fillRaw[i] = 0;
            costRaw[i] = (long)(rows[i * featureCount] * 1000) + (100 * i);
            completionRaw[i] = 700;
        }
    }

    private sealed class NoTicks : ITickCounter
    {
        public long Ticks => 0;

        public double NsPerTick => 1.0;
    }
}
