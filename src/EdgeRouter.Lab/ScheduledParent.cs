using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab;

/// <summary>A parent order of a schedule. Its limit is relative, because the schedule does not know the market.</summary>
/// <param name="Order">The order; a limit order's price is set on arrival.</param>
/// <param name="LimitRoomBps">How far beyond the far touch the limit stands, basis points; meaningless for market orders.</param>
public readonly record struct ScheduledParent(ParentOrder Order, double LimitRoomBps);
