namespace EdgeRouter.Routing.Risk;

/// <summary>Limits that the risk gate holds of a venue.</summary>
/// <param name="OrderQuantityMax">Shares of one order.</param>
/// <param name="OrderNotionalMaxNanos">Notional of one order.</param>
/// <param name="Collects">Whether orders trade there that do not stand: an auction.</param>
internal readonly record struct VenueRisk(long OrderQuantityMax, Int128 OrderNotionalMaxNanos, bool Collects);
