using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Features.Venues;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.TestHost;

/// <summary>The eventful day's shard: small, so that every bound is met.</summary>
public static class DaySetup
{
    public static RouterSetup Setup => new()
    {
        Universe = DayReference.Universe,
        Feeds = [.. Enumerable.Range(0, 4).Select(v => new VenueFeed(new VenueId((byte)v), new FeedEndpoint(0, (ushort)(15_001 + v)), default))],
        Policy = "best-price",
        Scales = new ScoreScales(20, 20, 20),
        Engine = new EngineOptions { ParentCapacity = 8, ChildCapacity = 64, TimerCapacity = 1024, MarkCapacity = 64, AnswerTimeoutNs = 20 * TimeUnits.Millisecond },
        Statistics = new VenueStatisticsOptions { ChildCountMax = 128 },
        RiskCapacity = new RiskCapacity { ClientsMax = 8, OwnOrdersMax = 128, RecentOrdersMax = 64 },
    };

    public static SessionHeader Header => new() { RunId = "day", Policy = "best-price", StartTimeNs = DayReference.StartNs, Instruments = ["AAA", "BBB"] };
}
