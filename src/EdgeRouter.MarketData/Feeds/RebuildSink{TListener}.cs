using EdgeRouter.Core.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Puts a snapshot, and the live packets behind it, into books that are being rebuilt. Trades change books here but are not told again: the listener
/// heard of them when they came.</summary>
internal readonly struct RebuildSink<TListener>(FeedBooks<TListener> books, long onlySecurityId) : IBookEventSink
    where TListener : struct, IMarketListener
{
    public void OnLevel(in LevelUpdate update)
    {
        if (IsWanted(update.SecurityId))
        {
            books.OnLevel(update);
        }
    }

    public void OnOrderAdded(in OrderAdded added)
    {
        if (IsWanted(added.SecurityId))
        {
            books.OnOrderAdded(added);
        }
    }

    public void OnOrderReduced(in OrderReduced reduced) => Take(reduced.SecurityId, reduced.OrderId, reduced.Quantity, reduced.EventTimeNs);

    public void OnOrderDeleted(in OrderDeleted deleted) => Take(deleted.SecurityId, deleted.OrderId, long.MaxValue, deleted.EventTimeNs);

    public void OnOrderExecuted(in OrderExecuted executed) => Take(executed.SecurityId, executed.OrderId, executed.Quantity, executed.EventTimeNs);

    public void OnTrade(in TradePrint trade)
    {
    }

    public void OnStatus(in StatusUpdate status)
    {
        if (IsWanted(status.SecurityId))
        {
            books.OnStatus(status);
        }
    }

    public void OnClear(in BookClear clear)
    {
        if (IsWanted(clear.SecurityId))
        {
            books.OnClear(clear);
        }
    }

    public void OnInstrument(in InstrumentAnnouncement announcement) => books.OnInstrument(announcement);

    public void OnSnapshotComplete(long securityId, ulong sequence)
    {
    }

    public void OnEndOfEvent(long eventTimeNs)
    {
    }

    private bool IsWanted(long securityId) => onlySecurityId < 0 || securityId == onlySecurityId;

    private void Take(long securityId, ulong orderId, long quantity, long eventTimeNs)
    {
        if (IsWanted(securityId))
        {
            books.OnOrderTaken(securityId, orderId, quantity, eventTimeNs);
        }
    }
}
