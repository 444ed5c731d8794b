namespace EdgeRouter.Simulation.Statistics;

/// <summary>What one instrument looked like over a session; sampled once a second.</summary>
/// <param name="Symbol">Ticker.</param>
/// <param name="SpreadTicksMean">Mean national spread, ticks.</param>
/// <param name="SpreadBpsMean">Mean national spread, basis points of the midpoint.</param>
/// <param name="CrossedShare">Share of samples with a locked or crossed national market.</param>
/// <param name="VolatilityBps">Standard deviation of the one-second change of the midpoint, basis points.</param>
/// <param name="TradeCount">Trades.</param>
/// <param name="TradeShares">Shares traded.</param>
public sealed record InstrumentSummary(
    string Symbol,
    double SpreadTicksMean,
    double SpreadBpsMean,
    double CrossedShare,
    double VolatilityBps,
    long TradeCount,
    long TradeShares);
