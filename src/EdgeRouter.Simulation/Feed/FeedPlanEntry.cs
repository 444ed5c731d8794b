using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Simulation.Feed;

/// <summary>Where one venue's feed is sent.</summary>
/// <param name="VenueId">Venue.</param>
/// <param name="LineA">Line A.</param>
/// <param name="LineB">Line B; used when the market has one.</param>
/// <param name="Snapshots">Snapshot channel; used when the market has one.</param>
/// <param name="SecurityIdBase">The venue's own number of instrument 0; instrument n has this plus n times <see cref="FeedPlan.SecurityIdStep"/>.</param>
public sealed record FeedPlanEntry(VenueId VenueId, FeedEndpoint LineA, FeedEndpoint LineB, FeedEndpoint Snapshots, int SecurityIdBase);
