using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Engine;

/// <summary>Where one venue's feed arrives.</summary>
/// <param name="VenueId">Venue.</param>
/// <param name="LineA">Line A.</param>
/// <param name="LineB">Line B; port 0 where there is none.</param>
public readonly record struct VenueFeed(VenueId VenueId, FeedEndpoint LineA, FeedEndpoint LineB);
