namespace EdgeRouter.MarketData.Consolidated;

/// <summary>What our own orders took from one side of one venue's book and the feed has not shown yet. Lives in native memory.</summary>
internal struct OwnTake
{
    /// <summary>Worst price that the orders reached.</summary>
    public long LimitNanos;

    /// <summary>Shares within the limit that are gone.</summary>
    public long TakenQuantity;

    /// <summary>Shares displayed within the limit when the order was sent; what the feed has removed since then is not removed again.</summary>
    public long ShownQuantity;

    /// <summary>When the memory ends.</summary>
    public long ExpiryNs;
}
