using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>A short simulated day with everything that a feed can have: both lines, faults, snapshots. It stops before the close, while books are full.</summary>
public static class FeedDay
{
    /// <summary>Seed of the day.</summary>
    public const ulong Seed = 11;

    private const int Seconds = 40;
    private const long Second = 1_000_000_000;

    /// <summary>The market.</summary>
    public static MarketParameters Market { get; } = MarketParameters.CreateDefault() with
    {
        DurationSeconds = Seconds,
        HasLineB = true,
        Feed = new FeedParameters
        {
            LineA = new FeedFaults { LossProbability = 0.1, ReorderProbability = 0.02, DuplicateProbability = 0.02 },
            LineB = new FeedFaults { LossProbability = 0.1, BurstProbability = 0.01, LatencyNs = 30_000, JitterNs = 20_000 },
            HasSnapshots = true,
            SnapshotPeriodNs = Second / 2,
        },
    };

    /// <summary>Plays the day.</summary>
    /// <param name="sink">Takes the frames.</param>
    public static void Play(IFrameSink sink)
    {
        var market = new MarketSimulator(Market, Seed, 0, sink);
        market.AdvanceTo(market.EndTimeNs - (2 * Second));
        sink.Flush();
    }
}
