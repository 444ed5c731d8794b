namespace EdgeRouter.Lab.Journals;

/// <summary>Position of one instrument at the end of a journal, shares.</summary>
/// <param name="Symbol">Instrument.</param>
/// <param name="Position">Bought minus sold.</param>
/// <param name="OpenBuyQuantity">May still be bought by orders that left.</param>
/// <param name="OpenSellQuantity">May still be sold.</param>
public sealed record PositionLine(string Symbol, long Position, long OpenBuyQuantity, long OpenSellQuantity);
