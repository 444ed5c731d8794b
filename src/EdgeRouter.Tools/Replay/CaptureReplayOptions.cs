using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Tools.Replay;

/// <summary>What a replay of market data builds.</summary>
public sealed record CaptureReplayOptions
{
    /// <summary>One venue a feed, in order.</summary>
    public required IReadOnlyList<FeedLines> Feeds { get; init; }

    /// <summary>Which lines are listened to.</summary>
    public LineSelection Lines { get; init; }

    /// <summary>Whether the feeds carry orders (L3) instead of price levels.</summary>
    public bool IsOrderByOrder { get; init; }

    /// <summary>Most instruments, all feeds together; more are counted and left out.</summary>
    public int InstrumentCountMax { get; init; } = 4096;
}
