namespace EdgeRouter.Simulation.History;

/// <summary>News about one instrument.</summary>
/// <param name="TimeNs">When.</param>
/// <param name="Bps">How far the price goes, basis points with sign.</param>
/// <param name="JumpNs">In what time, ns.</param>
internal readonly record struct NewsItem(long TimeNs, double Bps, long JumpNs);
