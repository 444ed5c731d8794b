namespace EdgeRouter.Core.Books;

/// <summary>Trading status of one instrument, or of all.</summary>
/// <param name="SecurityId">The venue's own number; negative = every instrument of the feed.</param>
/// <param name="Status">The new status.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct StatusUpdate(
    long SecurityId,
    TradingStatus Status,
    long EventTimeNs);
