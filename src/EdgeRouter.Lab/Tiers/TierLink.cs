using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Lab.Tiers;

/// <summary>The router's end of a link to another tier.</summary>
/// <param name="Options">The session's.</param>
/// <param name="Transport">The way there; the caller keeps it.</param>
/// <param name="Metrics">Shows how the link does; the caller keeps it. Null = nobody looks.</param>
public sealed record TierLink(LinkOptions Options, ILinkTransport Transport, ILinkMetrics? Metrics = null);
