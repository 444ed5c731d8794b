namespace EdgeRouter.Simulation.History;

/// <summary>One row of the best-quote stream.</summary>
/// <param name="Ms">Milliseconds since midnight New York.</param>
/// <param name="Bid">Best bid × 10,000; 0 = unchanged.</param>
/// <param name="Ask">Best offer × 10,000; 0 = unchanged.</param>
/// <param name="BidShares">Shares that the venue which set the bid shows there.</param>
/// <param name="AskShares">Shares that the venue which set the offer shows there.</param>
internal readonly record struct TaqQuote(long Ms, long Bid, long Ask, int BidShares, int AskShares);
