using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Books;

/// <summary>A trade that changes no displayed order: hidden liquidity, or a trade summary of a price-level feed.</summary>
/// <param name="SecurityId">The venue's own number of the instrument.</param>
/// <param name="Price">Trade price.</param>
/// <param name="Quantity">Traded quantity.</param>
/// <param name="Aggressor">Side of the taker; None where unknown.</param>
/// <param name="TradeId">The venue's trade id; 0 where it has none.</param>
/// <param name="ReportSequence">The instrument's own update number; 0 where the venue has none.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct TradePrint(
    long SecurityId,
    Price Price,
    long Quantity,
    Side Aggressor,
    ulong TradeId,
    uint ReportSequence,
    long EventTimeNs);
