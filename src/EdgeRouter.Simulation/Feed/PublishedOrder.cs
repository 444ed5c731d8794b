using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Feed;

/// <summary>An order as the feed has told of it.</summary>
internal struct PublishedOrder
{
    public ulong Id;
    public long PriceNanos;
    public long Quantity;
    public int Instrument;
    public int Previous;
    public int Next;
    public Side Side;
}
