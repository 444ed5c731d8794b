namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>What the shares that a decision left open came to cost, as <see cref="ConvexTuner"/> learns from it.</summary>
/// <param name="Quantity">Shares left open; above 0.</param>
/// <param name="CostBps">Their cost against the decision's midpoint beyond its half spread, fees included, bps.</param>
/// <param name="UrgencyPercent">Urgency of the parent, 0 to 100.</param>
public readonly record struct ConvexOpenCost(long Quantity, double CostBps, int UrgencyPercent);
