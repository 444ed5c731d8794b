using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Orders;

/// <summary>What one row of a decision is about: an action at a venue.</summary>
/// <param name="VenueId">Where.</param>
/// <param name="Action">What.</param>
public readonly record struct RowKey(VenueId VenueId, RouteAction Action);
