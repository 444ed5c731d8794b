using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>One child order that ended, as <see cref="ConvexTuner"/> learns from it.</summary>
/// <param name="Action">What it did.</param>
/// <param name="SentQuantity">Shares sent; above 0.</param>
/// <param name="FilledQuantity">Shares filled, 0 to sent.</param>
/// <param name="DisplayedQuantity">Takes: shares displayed when it was sent.</param>
/// <param name="QueueQuantity">Posts: shares ahead of it when it was sent.</param>
public readonly record struct ConvexObservation(
    RouteAction Action, long SentQuantity, long FilledQuantity, long DisplayedQuantity, long QueueQuantity);
