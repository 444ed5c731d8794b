using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Lab.Recorded;

/// <summary>The captured books as the model of fills reads them.</summary>
internal interface IRecordedBooks
{
    /// <summary>A book as the capture shows it now.</summary>
    VenueBookView Book(InstrumentId instrumentId, VenueId venueId);

    /// <summary>The orders that stand at a price; null where the feed has price levels only.</summary>
    ulong[]? OrdersAt(InstrumentId instrumentId, VenueId venueId, Side side, long priceNanos);

    /// <summary>What an order has left; 0 = it is gone.</summary>
    long QuantityOf(VenueId venueId, ulong orderId);
}
