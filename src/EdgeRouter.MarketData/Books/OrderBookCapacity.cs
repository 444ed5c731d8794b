namespace EdgeRouter.MarketData.Books;

/// <summary>Bounds of one venue's order-by-order books.</summary>
public sealed record OrderBookCapacity
{
    /// <summary>Most orders standing at the venue at once, all instruments together. The default holds a busy venue's few hundred instruments.</summary>
    public int OrderCountMax { get; init; } = 65_536;

    /// <summary>Most prices a side of one book. An order at one price more is left out and its book marked stale.</summary>
    public int LevelCountMax { get; init; } = 256;

    /// <summary>Native memory that the tables need, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments of the state.</param>
    public long RequiredBytes(int instrumentCountMax) =>
        OrderTable.RequiredBytes(OrderCountMax) + PriceLadder.RequiredBytes(instrumentCountMax, LevelCountMax);
}
