namespace EdgeRouter.Core.Books;

/// <summary>Takes decoded market data events in feed order. Implementations are structs, so that a decoder's calls inline.</summary>
public interface IBookEventSink
{
    /// <summary>A price level changed.</summary>
    /// <param name="update">The update.</param>
    void OnLevel(in LevelUpdate update);

    /// <summary>An order came onto the book.</summary>
    /// <param name="added">The order.</param>
    void OnOrderAdded(in OrderAdded added);

    /// <summary>An order lost quantity.</summary>
    /// <param name="reduced">The reduction.</param>
    void OnOrderReduced(in OrderReduced reduced);

    /// <summary>An order left the book.</summary>
    /// <param name="deleted">The order.</param>
    void OnOrderDeleted(in OrderDeleted deleted);

    /// <summary>A displayed order traded.</summary>
    /// <param name="executed">The execution.</param>
    void OnOrderExecuted(in OrderExecuted executed);

    /// <summary>A trade was printed that changes no displayed order.</summary>
    /// <param name="trade">The trade.</param>
    void OnTrade(in TradePrint trade);

    /// <summary>Trading status changed.</summary>
    /// <param name="status">The status.</param>
    void OnStatus(in StatusUpdate status);

    /// <summary>A book was emptied.</summary>
    /// <param name="clear">Which.</param>
    void OnClear(in BookClear clear);

    /// <summary>A directory entry arrived.</summary>
    /// <param name="announcement">The entry.</param>
    void OnInstrument(in InstrumentAnnouncement announcement);

    /// <summary>A snapshot of one instrument (or of all, when negative) is complete: its book is whole as of <paramref name="sequence"/>.</summary>
    /// <param name="securityId">The venue's own number, or negative.</param>
    /// <param name="sequence">Feed sequence that the snapshot includes.</param>
    void OnSnapshotComplete(long securityId, ulong sequence);

    /// <summary>The venue said that all updates of one matching event have been sent: books are consistent now.</summary>
    /// <param name="eventTimeNs">The venue's time.</param>
    void OnEndOfEvent(long eventTimeNs);
}
