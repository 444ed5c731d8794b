using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Listens to nothing: books alone.</summary>
public readonly struct NullMarketListener : IMarketListener
{
    /// <inheritdoc/>
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs)
    {
    }

    /// <inheritdoc/>
    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs)
    {
    }

    /// <inheritdoc/>
    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs)
    {
    }

    /// <inheritdoc/>
    public void OnGap(VenueId venueId, long timeNs)
    {
    }
}
