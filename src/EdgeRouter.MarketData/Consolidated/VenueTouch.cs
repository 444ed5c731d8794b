namespace EdgeRouter.MarketData.Consolidated;

/// <summary>What one book gives to the best bid and offer, worked out once a change of the book. Lives in native memory. A book that does not count has
/// no quantities.</summary>
internal record struct VenueTouch
{
    public long BidNanos;
    public long BidQuantity; // protected, whole lots; 0 = none
    public long AskNanos;
    public long AskQuantity;
    public long TopBidNanos; // any quantity; meaningful with HasTopBid
    public long TopAskNanos;
    public bool HasTopBid;
    public bool HasTopAsk;
    public bool IsUsable;
    public bool IsStale;
}
