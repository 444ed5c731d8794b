namespace EdgeRouter.Simulation.Statistics;

/// <summary>What one venue looked like over a session; sampled once a second, over all instruments.</summary>
/// <param name="Venue">Name.</param>
/// <param name="BidAtNationalBestShare">Share of samples with the venue's bid at the national best.</param>
/// <param name="AskAtNationalBestShare">Share of samples with the venue's offer at the national best.</param>
/// <param name="AloneAtBestShare">Share of samples in which the venue's bid or offer was better than every other venue's.</param>
/// <param name="TouchSharesMean">Mean displayed size at the venue's own best price, shares; hidden size for midpoint venues.</param>
/// <param name="TradeCount">Trades.</param>
/// <param name="TradeShares">Shares traded.</param>
/// <param name="VolumeShare">Share of all shares traded.</param>
public sealed record VenueSummary(
    string Venue,
    double BidAtNationalBestShare,
    double AskAtNationalBestShare,
    double AloneAtBestShare,
    double TouchSharesMean,
    long TradeCount,
    long TradeShares,
    double VolumeShare);
