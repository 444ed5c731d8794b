using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Books;

/// <summary>A displayed order as the table keeps it: 32 bytes, two a cache line. Side None = free slot.</summary>
internal struct OrderEntry
{
    public ulong OrderId;
    public long PriceNanos;
    public long Quantity;
    public int InstrumentIndex;
    public Side Side;
}
