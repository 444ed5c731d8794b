using EdgeRouter.Core.Books;
using EdgeRouter.Core.Probes;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Hands a decoder's events to the books and adds up the time they take there.</summary>
internal struct FeedSink<TListener, TProbe> : IBookEventSink
    where TListener : struct, IMarketListener
    where TProbe : struct, IStageProbe
{
    private readonly FeedBooks<TListener> _books;
    private readonly TProbe _probe;

    public FeedSink(FeedBooks<TListener> books, TProbe probe)
    {
        _books = books;
        _probe = probe;
    }

    public long BookTicks { get; set; }

    public void OnLevel(in LevelUpdate update)
    {
        long start = _probe.Now;
        _books.OnLevel(update);
        BookTicks += _probe.Now - start;
    }

    public void OnOrderAdded(in OrderAdded added)
    {
        long start = _probe.Now;
        _books.OnOrderAdded(added);
        BookTicks += _probe.Now - start;
    }

    public void OnOrderReduced(in OrderReduced reduced)
    {
        long start = _probe.Now;
        _books.OnOrderTaken(reduced.SecurityId, reduced.OrderId, reduced.Quantity, reduced.EventTimeNs);
        BookTicks += _probe.Now - start;
    }

    public void OnOrderDeleted(in OrderDeleted deleted)
    {
        long start = _probe.Now;
        _books.OnOrderTaken(deleted.SecurityId, deleted.OrderId, long.MaxValue, deleted.EventTimeNs);
        BookTicks += _probe.Now - start;
    }

    public void OnOrderExecuted(in OrderExecuted executed)
    {
        long start = _probe.Now;
        _books.OnOrderExecuted(executed);
        BookTicks += _probe.Now - start;
    }

    public void OnTrade(in TradePrint trade)
    {
        long start = _probe.Now;
        _books.OnTrade(trade);
        BookTicks += _probe.Now - start;
    }

    public void OnStatus(in StatusUpdate status) => _books.OnStatus(status);

    public void OnClear(in BookClear clear) => _books.OnClear(clear);

    public void OnInstrument(in InstrumentAnnouncement announcement) => _books.OnInstrument(announcement);

    public void OnSnapshotComplete(long securityId, ulong sequence) => _books.OnSnapshotComplete(securityId);

    public void OnEndOfEvent(long eventTimeNs) => _books.OnEndOfEvent();
}
