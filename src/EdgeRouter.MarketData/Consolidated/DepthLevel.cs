namespace EdgeRouter.MarketData.Consolidated;

/// <summary>One price over all venues.</summary>
/// <param name="PriceNanos">Price, nanos of currency.</param>
/// <param name="Quantity">Shares, all venues together.</param>
/// <param name="Venues">Bit v set: venue v shows quantity here.</param>
public readonly record struct DepthLevel(long PriceNanos, long Quantity, ulong Venues);
