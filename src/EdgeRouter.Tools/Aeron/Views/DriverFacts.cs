namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>What a directory says of its driver.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartMs">When it began, ms since the epoch.</param>
/// <param name="HeartbeatMs">When it last showed that it lives, ms since the epoch; -1 = it ended in order.</param>
/// <param name="HeartbeatAgeMs">How long ago that was, ms; 0 where it never did or ended in order.</param>
/// <param name="IsAlive">Whether its heartbeat is younger than ten seconds.</param>
/// <param name="CncVersion">Version of the file, such as 0.2.0.</param>
/// <param name="SoftwareVersion">Version of its software, or empty.</param>
public sealed record DriverFacts(string Directory, long ProcessId, long StartMs, long HeartbeatMs, long HeartbeatAgeMs, bool IsAlive, string CncVersion, string SoftwareVersion);
