using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Scoring;

namespace EdgeRouter.Lab.Faults;

/// <summary>Scores by chance that depends on the rows' number alone, so that every policy that needs scores gets some.</summary>
internal sealed class RowHashScorer : IRowScorer
{
    private const int Bits = 22;
    private ulong _calls;

    public string Name => "row-hash";

    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw)
    {
        var random = new DeterministicRandom(++_calls, 7);
        for (int i = 0; i < rowCount; i++)
        {
            fillRaw[i] = random.NextInt32(1 << Bits) - (1 << (Bits - 1));
            costRaw[i] = random.NextInt32(1 << Bits);
            completionRaw[i] = random.NextInt32(1 << Bits);
        }
    }
}
