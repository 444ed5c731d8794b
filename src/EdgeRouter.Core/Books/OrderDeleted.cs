namespace EdgeRouter.Core.Books;

/// <summary>A displayed order left the book.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="OrderId">The order.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct OrderDeleted(
    long SecurityId,
    ulong OrderId,
    long EventTimeNs);
