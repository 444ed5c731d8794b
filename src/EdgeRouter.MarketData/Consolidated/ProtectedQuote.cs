using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>What one side of one venue's book protects: the best price at which its shares, added up from the best level down, make a round lot. Odd lots
/// at better prices are part of it, at the price of the least aggressive of them (Regulation NMS, rule 600(b)(16) and the FAQ on odd-lot aggregation).</summary>
/// <param name="Price">The price; meaningless without <paramref name="Quantity"/>.</param>
/// <param name="Quantity">Shares at that price or better, whole round lots; 0 = nothing is protected.</param>
public readonly record struct ProtectedQuote(Price Price, long Quantity);
