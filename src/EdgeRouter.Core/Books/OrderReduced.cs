namespace EdgeRouter.Core.Books;

/// <summary>A displayed order lost quantity and kept its place.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Quantity">By how much.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct OrderReduced(
    long SecurityId,
    ulong OrderId,
    long Quantity,
    long EventTimeNs);
