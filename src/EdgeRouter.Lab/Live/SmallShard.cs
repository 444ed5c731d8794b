using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Simulation;

namespace EdgeRouter.Lab.Live;

/// <summary>A shard's setup for a market of a few instruments and one parent at a time: the live router's in everything but its capacities, of which a
/// thousand must fit a machine, and the longest wait between two looks, which is short against an episode.</summary>
internal static class SmallShard
{
    /// <summary>Fixed point of an agent's values: steps of 1.5e-8 bps.</summary>
    public const int CostBits = 26;

    private const int OrdersPerInstrument = 512;
    private const int LevelCountMax = 64;
    private const int ParentCapacity = 8;
    private const int TableCapacity = 64;

    public static RouterSetup SetupOf(MarketSimulator market, PolicyOptions policies, int childCapacity) => new()
    {
        Universe = market.Universe,
        Feeds = [.. market.FeedPlan.Entries.Select(e => new VenueFeed(e.VenueId, e.LineA, market.FeedPlan.HasLineB ? e.LineB : default))],
        FeedMemory = new FeedMemory
        {
            Orders = new OrderBookCapacity { OrderCountMax = OrdersPerInstrument * market.Universe.Instruments.Length, LevelCountMax = LevelCountMax },
            ReorderSlotCount = 4,
        },
        Policy = PolicyIds.Names[PolicyIds.Static - 1],
        Policies = policies,
        Engine = new EngineOptions
        {
            ParentCapacity = ParentCapacity,
            ChildCapacity = childCapacity,
            TimerCapacity = 4 * childCapacity,
            MarkCapacity = 4 * TableCapacity,
            RetryIntervalMaxNs = 100 * TimeUnits.Millisecond,
        },
        RiskCapacity = new RiskCapacity { ClientsMax = 4, OwnOrdersMax = TableCapacity, RecentOrdersMax = TableCapacity },
        Statistics = new VenueStatisticsOptions { ChildCountMax = 2 * TableCapacity },
        Scales = new ScoreScales(CostBits, CostBits, CostBits),
    };
}
