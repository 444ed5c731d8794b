using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Features.Market;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Engine;

/// <summary>Keeps the market statistics current with what the feeds say.</summary>
/// <param name="statistics">Statistics that features read.</param>
public readonly struct EngineMarketListener(MarketStatistics statistics) : IMarketListener
{
    /// <inheritdoc/>
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => statistics.OnQuote(instrumentId, timeNs);

    /// <inheritdoc/>
    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) =>
        statistics.OnTrade(instrumentId, venueId, price, quantity, aggressor, timeNs);

    /// <inheritdoc/>
    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs) => statistics.OnQuote(instrumentId, timeNs);

    /// <inheritdoc/>
    public void OnGap(VenueId venueId, long timeNs)
    {
        // The books are stale from here on, which the decision reads from them; nothing to add up.
    }
}
