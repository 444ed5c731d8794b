namespace EdgeRouter.Routing.Risk;

/// <summary>Position and open quantity of one instrument, shares.</summary>
/// <param name="Position">Executed: bought minus sold.</param>
/// <param name="OpenBuyQuantity">May still be bought by orders that left.</param>
/// <param name="OpenSellQuantity">May still be sold.</param>
public readonly record struct RiskPosition(long Position, long OpenBuyQuantity, long OpenSellQuantity);
