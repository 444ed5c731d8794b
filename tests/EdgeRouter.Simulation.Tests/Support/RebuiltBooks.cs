using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>Books of one venue rebuilt from its decoded feed alone.</summary>
internal sealed class RebuiltBooks
{
    private readonly Dictionary<ulong, OrderAdded> _orders = [];

    public Dictionary<long, string> Symbols { get; } = [];

    public List<StatusUpdate> Statuses { get; } = [];

    public long LastEventTimeNs { get; private set; }

    public int TradeCount { get; private set; }

    public Sink CreateSink() => new(this);

    public List<(Price Price, long Quantity)> Levels(long securityId, Side side) =>
    [
        .. _orders.Values.Where(o => o.SecurityId == securityId && o.Side == side)
            .GroupBy(o => o.Price.Nanos).OrderBy(g => -side.Sign() * g.Key).Select(g => (new Price(g.Key), g.Sum(o => o.Quantity))),
    ];

    private void Reduce(ulong orderId, long quantity, long timeNs)
    {
        LastEventTimeNs = timeNs;
        OrderAdded order = _orders[orderId];
        Assert.That(quantity, Is.InRange(1, order.Quantity), "a reduction must not take more than there is");
        if (order.Quantity == quantity)
        {
            _orders.Remove(orderId);
            return;
        }

        _orders[orderId] = order with { Quantity = order.Quantity - quantity };
    }

    internal readonly struct Sink(RebuiltBooks books) : IBookEventSink
    {
        public void OnLevel(in LevelUpdate update) => throw new InvalidOperationException("MEMOIR Depth has no levels.");

        public void OnOrderAdded(in OrderAdded added)
        {
            books.LastEventTimeNs = added.EventTimeNs;
            books._orders.Add(added.OrderId, added);
        }

        public void OnOrderReduced(in OrderReduced reduced) => books.Reduce(reduced.OrderId, reduced.Quantity, reduced.EventTimeNs);

        public void OnOrderDeleted(in OrderDeleted deleted)
        {
            books.LastEventTimeNs = deleted.EventTimeNs;
            Assert.That(books._orders.Remove(deleted.OrderId), Is.True);
        }

        public void OnOrderExecuted(in OrderExecuted executed)
        {
            books.TradeCount++;
            books.Reduce(executed.OrderId, executed.Quantity, executed.EventTimeNs);
        }

        public void OnTrade(in TradePrint trade) => books.TradeCount++;

        public void OnStatus(in StatusUpdate status) => books.Statuses.Add(status);

        public void OnClear(in BookClear clear) => throw new InvalidOperationException("Nobody clears.");

        public void OnInstrument(in InstrumentAnnouncement announcement) =>
            books.Symbols.Add(announcement.SecurityId, System.Text.Encoding.ASCII.GetString(announcement.Symbol));

        public void OnSnapshotComplete(long securityId, ulong sequence) => throw new InvalidOperationException("Nobody takes snapshots.");

        public void OnEndOfEvent(long eventTimeNs)
        {
        }
    }
}
