using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>A surge and when it begins.</summary>
/// <param name="TimeNs">When.</param>
/// <param name="Surge">What.</param>
internal readonly record struct SurgeItem(long TimeNs, SurgeParameters Surge);
