using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>One fill some time later, as <see cref="ConvexTuner"/> learns from it.</summary>
/// <param name="Action">Midpoint or post.</param>
/// <param name="Quantity">Shares filled; above 0.</param>
/// <param name="CostBps">What the fill cost against the later midpoint, beyond what the policy counts as paid (a post: its price against the decision's
/// midpoint; a midpoint: nothing), bps of the decision's midpoint; positive = the market moved against us.</param>
public readonly record struct ConvexMarkOut(RouteAction Action, long Quantity, double CostBps);
