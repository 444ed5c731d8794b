using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Books;

/// <summary>A displayed order traded.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="OrderId">The resting order.</param>
/// <param name="TradeId">The venue's trade id.</param>
/// <param name="Price">Trade price.</param>
/// <param name="Quantity">Traded quantity.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct OrderExecuted(
    long SecurityId,
    ulong OrderId,
    ulong TradeId,
    Price Price,
    long Quantity,
    long EventTimeNs);
