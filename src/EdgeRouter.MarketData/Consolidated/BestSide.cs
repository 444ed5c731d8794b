using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>The best price of a side while venues are gone through, and who shows it.</summary>
internal struct BestSide
{
    public long Nanos;
    public long Quantity;
    public ulong Venues;

    public void Join(Side side, long nanos, long quantity, ulong venue)
    {
        if (Venues == 0 || (side == Side.Buy ? nanos > Nanos : nanos < Nanos))
        {
            Nanos = nanos;
            Quantity = quantity;
            Venues = venue;
        }
        else if (nanos == Nanos)
        {
            Quantity = Saturated.Add(Quantity, quantity);
            Venues |= venue;
        }
    }
}
