using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Gateways;

/// <summary>The gateway's end of a link to its router.</summary>
public sealed record GatewayOptions
{
    /// <summary>The link.</summary>
    public required LinkOptions Link { get; init; }

    /// <summary>A child order that is older than this when it comes is not sent but answered as refused, because the market it was made for is gone; ns, 0 = never.
    /// 1 s: longer than any pause of a living link, shorter than any outage that people notice.</summary>
    public long StaleOrderNs { get; init; } = TimeUnits.Second;

    /// <summary>Most orders and cancels between two commits.</summary>
    public int PendingMax { get; init; } = 1024;
}
