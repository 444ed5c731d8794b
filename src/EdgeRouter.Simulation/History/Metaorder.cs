using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.History;

/// <summary>One large order that an institution works.</summary>
/// <param name="StartTimeNs">First child, ns since the Unix epoch.</param>
/// <param name="EndTimeNs">Last child, ns since the Unix epoch.</param>
/// <param name="Side">Side.</param>
/// <param name="Quantity">Shares of all children.</param>
/// <param name="ChildCount">Child orders.</param>
public readonly record struct Metaorder(long StartTimeNs, long EndTimeNs, Side Side, long Quantity, int ChildCount);
