using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Features.Market;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Features.Tests.Support;

internal readonly struct StatisticsListener(MarketStatistics market) : IMarketListener
{
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => market.OnQuote(instrumentId, timeNs);

    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) =>
        market.OnTrade(instrumentId, venueId, price, quantity, aggressor, timeNs);

    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs)
    {
    }

    public void OnGap(VenueId venueId, long timeNs)
    {
    }
}
