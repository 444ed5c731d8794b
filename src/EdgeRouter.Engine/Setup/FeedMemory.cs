using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Engine.Setup;

/// <summary>Memory of a shard's feeds. The defaults are a live router's; a market of a few instruments needs a hundredth of it.</summary>
public sealed record FeedMemory
{
    /// <summary>Bounds of each venue's order-by-order books.</summary>
    public OrderBookCapacity Orders { get; init; } = new();

    /// <summary>Packets that each reorder buffer holds, 1 to 4,096.</summary>
    public int ReorderSlotCount { get; init; } = 64;
}
