using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Books;

/// <summary>A displayed order (L3) came onto the book.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="OrderId">The venue's order id, unique in the session.</param>
/// <param name="Side">Side of the order.</param>
/// <param name="Price">Limit price.</param>
/// <param name="Quantity">Displayed quantity.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct OrderAdded(
    long SecurityId,
    ulong OrderId,
    Side Side,
    Price Price,
    long Quantity,
    long EventTimeNs);
