using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Protection;

/// <summary>What stands in the way of an order, for the alert.</summary>
/// <param name="Reason">Why; <see cref="RejectReason.None"/> where nothing does.</param>
/// <param name="VenueId">Whose quote, book, or status.</param>
/// <param name="Price">The price that it stands at or that was broken; zero where the reason has none.</param>
public readonly record struct ProtectionFinding(RejectReason Reason, VenueId VenueId, Price Price);
