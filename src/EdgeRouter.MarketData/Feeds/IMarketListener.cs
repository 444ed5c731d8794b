using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Told of changes while a feed handler works. Implementations are structs, so that calls inline. Times are the receive time of the
/// packet being handled: they never run backwards.</summary>
public interface IMarketListener
{
    /// <summary>A level, the trust or the status of a venue book changed. Once a changed book and packet, after the whole packet is applied.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="timeNs">Receive time, ns since the Unix epoch.</param>
    void OnQuote(InstrumentId instrumentId, VenueId venueId, long timeNs);

    /// <summary>A trade was printed. Called inside the packet, in feed order.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="price">Price.</param>
    /// <param name="quantity">Shares or contracts.</param>
    /// <param name="aggressor">Side of the taker; None where unknown.</param>
    /// <param name="timeNs">Receive time, ns since the Unix epoch.</param>
    void OnTrade(InstrumentId instrumentId, VenueId venueId, Price price, long quantity, Side aggressor, long timeNs);

    /// <summary>Trading status changed.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="venueId">Venue.</param>
    /// <param name="status">New status.</param>
    /// <param name="timeNs">Receive time, ns since the Unix epoch.</param>
    void OnStatus(InstrumentId instrumentId, VenueId venueId, TradingStatus status, long timeNs);

    /// <summary>The feed lost packets: all its books are stale.</summary>
    /// <param name="venueId">Venue.</param>
    /// <param name="timeNs">Receive time, ns since the Unix epoch.</param>
    void OnGap(VenueId venueId, long timeNs);
}
