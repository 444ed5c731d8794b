using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Features.Market;
using EdgeRouter.MarketData.Consolidated;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Engine;

/// <summary>Keeps the market statistics current with what the feeds say, and lists the instruments that waiting orders must be looked at for.</summary>
/// <param name="statistics">Statistics that features read.</param>
/// <param name="touched">Emptied by the engine after each packet.</param>
public readonly struct EngineMarketListener(MarketStatistics statistics, TouchedInstruments touched) : IMarketListener
{
    /// <inheritdoc/>
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs)
    {
        statistics.OnQuote(instrumentId, timeNs);
        touched.OnQuote(instrumentId);
    }

    /// <inheritdoc/>
    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) =>
        statistics.OnTrade(instrumentId, venueId, price, quantity, aggressor, timeNs);

    /// <inheritdoc/>
    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs)
    {
        statistics.OnQuote(instrumentId, timeNs);
        touched.OnStatus(instrumentId);
    }

    /// <inheritdoc/>
    public void OnGap(VenueId venueId, long timeNs)
    {
        // The books are stale from here on, which the decision reads from them; nothing to add up.
    }
}
