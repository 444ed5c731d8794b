using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Feed;

/// <summary>Takes what one venue tells the public, in the order in which it happens.</summary>
internal interface IVenuePublisher
{
    /// <summary>A displayed order came onto the book.</summary>
    void OrderAdded(int instrument, ulong orderId, Side side, long priceNanos, long quantity);

    /// <summary>A displayed order lost shares and kept its place.</summary>
    void OrderReduced(int instrument, ulong orderId, long reducedBy);

    /// <summary>A displayed order left the book.</summary>
    void OrderDeleted(int instrument, ulong orderId);

    /// <summary>A displayed order traded; with nothing left it is gone.</summary>
    void OrderExecuted(int instrument, ulong orderId, ulong tradeId, long priceNanos, long quantity);

    /// <summary>Undisplayed orders traded.</summary>
    void Trade(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor);

    /// <summary>A trade is void: the books stay as they are.</summary>
    void TradeBroken(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor);

    /// <summary>Trading changed its state; −1 = of all instruments.</summary>
    void StatusChanged(int instrument, TradingStatus status);
}
