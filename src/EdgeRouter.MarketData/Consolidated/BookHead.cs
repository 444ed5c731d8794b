namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Where one venue's side stands while depth is merged. Lives in native memory.</summary>
internal struct BookHead
{
    public long Key; // grows towards the touch on both sides
    public long Quantity;
    public int BookIndex;
    public int Level;
}
