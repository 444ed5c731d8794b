using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.MarketData.Tests.Support;

internal readonly struct RecordingListener(List<string> log) : IMarketListener
{
    public void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs) => log.Add($"quote {instrumentId} {venueId} @{timeNs}");

    public void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs) =>
        log.Add($"trade {instrumentId} {venueId} {quantity}x{price.Nanos} {aggressor} @{timeNs}");

    public void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs) => log.Add($"status {instrumentId} {venueId} {status} @{timeNs}");

    public void OnGap(VenueId venueId, long timeNs) => log.Add($"gap {venueId} @{timeNs}");
}
