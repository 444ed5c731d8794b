using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Lab.Recorded;

/// <summary>Tells the model of fills what the capture shows.</summary>
/// <param name="venue">The model.</param>
internal readonly struct RecordedListener(RecordedVenues venue) : IMarketListener
{
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => venue.OnQuote(instrumentId, venueId);

    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) =>
        venue.OnTrade(instrumentId, venueId, price.Nanos, quantity, aggressor);

    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs)
    {
        // The book's own status is read when an order needs it.
    }

    public void OnGap(VenueId venueId, long timeNs)
    {
        // The book's own trust is read when an order needs it.
    }
}
