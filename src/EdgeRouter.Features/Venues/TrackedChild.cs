using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <summary>What is remembered of a child order until it ends and its mark-outs are in.</summary>
internal struct TrackedChild
{
    public long Id;
    public long SendTimeNs;
    public long MidNanos; // 0 = there was none
    public long FirstFillNs;
    public int InstrumentIndex;
    public byte Venue;
    public RouteAction Action;
    public byte SizeBucket;
    public Side Side;
    public bool IsUsed;
    public bool IsAnswered;
    public bool IsEnded;
}
