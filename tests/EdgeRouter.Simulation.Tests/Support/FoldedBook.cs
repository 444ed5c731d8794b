using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Feed;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>What the public knows of one venue's book of one instrument, folded from what the venue says; complains about whatever cannot be.</summary>
internal sealed class FoldedBook : IVenuePublisher
{
    private readonly Dictionary<ulong, (Side Side, long Price, long Quantity)> _orders = [];
    private readonly HashSet<ulong> _everSeen = [];
    private ulong _lastTrade;

    public List<(long Price, long Quantity)> Prints { get; } = [];

    public List<(ulong TradeId, long Price, long Quantity)> Broken { get; } = [];

    public List<(int Instrument, TradingStatus Status)> Statuses { get; } = [];

    public int MessageCount { get; private set; }

    public void OrderAdded(int instrument, ulong orderId, Side side, long priceNanos, long quantity)
    {
        MessageCount++;
        Assert.That(_everSeen.Add(orderId), Is.True, "an order id comes once");
        Assert.That(quantity, Is.Positive);
        _orders.Add(orderId, (side, priceNanos, quantity));
    }

    public void OrderReduced(int instrument, ulong orderId, long reducedBy) => Reduce(orderId, reducedBy);

    public void OrderDeleted(int instrument, ulong orderId)
    {
        MessageCount++;
        Assert.That(_orders.Remove(orderId), Is.True, "only what stands can go");
    }

    public void OrderExecuted(int instrument, ulong orderId, ulong tradeId, long priceNanos, long quantity)
    {
        CountTrade(tradeId);
        Assert.That(priceNanos, Is.EqualTo(_orders[orderId].Price), "a shown order trades at its price");
        Reduce(orderId, quantity);
    }

    public void Trade(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor)
    {
        MessageCount++;
        CountTrade(tradeId);
        Prints.Add((priceNanos, quantity));
    }

    public void TradeBroken(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor) => Broken.Add((tradeId, priceNanos, quantity));

    public void StatusChanged(int instrument, TradingStatus status) => Statuses.Add((instrument, status));

    public List<(long Price, long Quantity, int Count)> Levels(Side side) =>
        [.. _orders.Values.Where(o => o.Side == side).GroupBy(o => o.Price).OrderBy(g => -side.Sign() * g.Key).Select(g => (g.Key, g.Sum(o => o.Quantity), g.Count()))];

    private void Reduce(ulong orderId, long quantity)
    {
        MessageCount++;
        (Side side, long price, long standing) = _orders[orderId];
        Assert.That(quantity, Is.InRange(1, standing));
        _orders[orderId] = (side, price, standing - quantity);
        if (quantity == standing)
        {
            _orders.Remove(orderId);
        }
    }

    private void CountTrade(ulong tradeId)
    {
        Assert.That(tradeId, Is.GreaterThan(_lastTrade), "trade ids rise");
        _lastTrade = tradeId;
    }
}
