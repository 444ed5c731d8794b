using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Feed;

/// <content>What the venue's matching says, as messages.</content>
internal sealed partial class VenueFeed
{
    public void OrderAdded(int instrument, ulong orderId, Side side, long priceNanos, long quantity)
    {
        _snapshots?.Book.Add(instrument, orderId, side, priceNanos, quantity);
        var message = new OrderAdded(_securityIds[instrument], orderId, side, new Price(priceNanos), quantity, EventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderReduced(int instrument, ulong orderId, long reducedBy)
    {
        _snapshots?.Book.Reduce(orderId, reducedBy);
        var message = new OrderReduced(_securityIds[instrument], orderId, reducedBy, EventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderDeleted(int instrument, ulong orderId)
    {
        _snapshots?.Book.Reduce(orderId, long.MaxValue);
        var message = new OrderDeleted(_securityIds[instrument], orderId, EventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void OrderExecuted(int instrument, ulong orderId, ulong tradeId, long priceNanos, long quantity)
    {
        _snapshots?.Book.Reduce(orderId, quantity);
        var message = new OrderExecuted(_securityIds[instrument], orderId, tradeId, new Price(priceNanos), quantity, EventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void Trade(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor)
    {
        var message = new TradePrint(_securityIds[instrument], new Price(priceNanos), quantity, aggressor, tradeId, 0, EventTimeNs);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }

    public void TradeBroken(int instrument, ulong tradeId, long priceNanos, long quantity, Side aggressor)
    {
        var message = new TradePrint(_securityIds[instrument], new Price(priceNanos), quantity, aggressor, tradeId, 0, EventTimeNs);
        Start();
        if (!_encoder.TryAddBrokenTrade(in message))
        {
            NextPacket();
            Require(_encoder.TryAddBrokenTrade(in message));
        }
    }

    public void StatusChanged(int instrument, TradingStatus status) =>
        Status(new StatusUpdate(instrument < 0 ? -1 : _securityIds[instrument], status, EventTimeNs));

    private void Status(in StatusUpdate message)
    {
        _snapshots?.OnStatus(in message);
        Start();
        if (!_encoder.TryAdd(in message))
        {
            NextPacket();
            Require(_encoder.TryAdd(in message));
        }
    }
}
