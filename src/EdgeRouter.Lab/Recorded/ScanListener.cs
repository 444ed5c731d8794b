using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Lab.Recorded;

/// <summary>Counts what a capture shows.</summary>
/// <param name="state">The books.</param>
/// <param name="books">Grows with the instruments that come; index = instrument × venues + venue.</param>
internal readonly struct ScanListener(MarketState state, ScannedBook[] books) : IMarketListener
{
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => Of(instrumentId, venueId).OnQuote(state.Book(instrumentId, venueId));

    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) => Of(instrumentId, venueId).OnTrade(quantity);

    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs)
    {
        // A scan looks at prices and volume alone.
    }

    public void OnGap(VenueId venueId, long timeNs)
    {
        // A scan looks at prices and volume alone.
    }

    private ScannedBook Of(InstrumentId instrumentId, VenueId venueId) => books[(instrumentId.Value * state.VenueCount) + venueId.Value] ??= new ScannedBook();
}
