namespace EdgeRouter.Protocol.Messages;

/// <summary>A market of another process has played on.</summary>
/// <param name="Number">Number of the question.</param>
/// <param name="NextReportNs">When the next report reaches the router that was not sent yet; <see cref="long.MaxValue"/> = none is under way.</param>
/// <param name="ReportSequence">Number on the link of the last report sent; 0 = none.</param>
/// <param name="IsStopped">Whether it stopped before that time, right after an event that sent a report.</param>
public readonly record struct MarketAdvanced(ulong Number, long NextReportNs, long ReportSequence, bool IsStopped);
