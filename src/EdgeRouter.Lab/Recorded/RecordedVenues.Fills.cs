using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.Lab.Recorded;

/// <content>What is filled, and when.</content>
internal sealed partial class RecordedVenues
{
    /// <summary>A packet changed a book: queues move, and what crosses a resting order fills it.</summary>
    public void OnQuote(InstrumentId instrumentId, VenueId venueId)
    {
        List<RecordedChild> resting = _resting[BookOf(instrumentId, venueId)];
        for (int i = resting.Count - 1; i >= 0; i--)
        {
            if (IsDisplayed(venueId))
            {
                MoveQueue(resting[i]);
                FillCrossed(resting[i]);
            }
        }

        resting.RemoveAll(c => !c.IsLive);
    }

    /// <summary>A trade was printed: it takes what stands ahead of a resting order at its price, then the order; one beyond its price would have met it first.</summary>
    public void OnTrade(InstrumentId instrumentId, VenueId venueId, long priceNanos, long quantity, Side aggressor)
    {
        if (quantity <= 0)
        {
            return;
        }

        // The same shares trade once: what one order of ours gets is not there for the next.
        List<RecordedChild> resting = _resting[BookOf(instrumentId, venueId)];
        for (int i = 0; i < resting.Count && quantity > 0; i++)
        {
            RecordedChild child = resting[i];
            long before = child.Cumulative;
            if (aggressor != child.Order.Side && IsDisplayed(venueId))
            {
                FillFromTrade(child, priceNanos, quantity);
            }
            else if (aggressor != child.Order.Side)
            {
                FillFromPrint(child, priceNanos, quantity);
            }

            quantity -= child.Cumulative - before;
        }

        resting.RemoveAll(c => !c.IsLive);
    }

    private void FillFromTrade(RecordedChild child, long priceNanos, long quantity)
    {
        long beyond = child.Order.Side.Sign() * (child.Order.LimitPrice.Nanos - priceNanos);
        if (beyond > 0)
        {
            Fill(child, Math.Min(child.Leaves, quantity), child.Order.LimitPrice.Nanos, LiquidityFlag.Added);
            return;
        }

        if (beyond < 0 || child.Ahead == RecordedChild.AheadUnknown)
        {
            return;
        }

        long ahead = child.AheadIds is null ? Math.Max(0, child.Ahead - quantity) : AheadOf(child);
        long past = ahead == 0 ? quantity - (child.Ahead - ahead) : 0;
        child.Ahead = ahead;
        child.TradedSince += quantity;
        Fill(child, Math.Min(child.Leaves, past), child.Order.LimitPrice.Nanos, LiquidityFlag.Added);
    }

    // Nothing is known of undisplayed volume but the prints: an order of ours would have had a share of each.
    private void FillFromPrint(RecordedChild child, long priceNanos, long quantity)
    {
        long part = (long)(quantity * _options.PrintShare);
        bool accepts = child.Order.Side.Sign() * (priceNanos - LimitNanos(child.Order)) <= 0;
        if (accepts && part >= Math.Max(1, Math.Min(child.Order.MinimumQuantity, child.Leaves)))
        {
            Fill(child, Math.Min(child.Leaves, part), priceNanos, LiquidityFlag.Midpoint);
        }
    }

    private void Take(RecordedChild child)
    {
        ChildOrder order = child.Order;
        Side contra = order.Side.Opposite();
        VenueBookView book = Books.Book(order.InstrumentId, order.VenueId);
        long required = order.TimeInForce == TimeInForce.FillOrKill ? order.Quantity : order.MinimumQuantity;
        if (required > 0 && AvailableTo(order, book) < required)
        {
            return;
        }

        int index = BookOf(order);
        for (int level = 0; level < MarketState.LevelCount && child.IsLive; level++)
        {
            long price = book.Prices(contra)[level];
            long free = book.Quantities(contra)[level] - _taken.At(index, contra, price, NowNs);
            long quantity = Math.Min(child.Leaves, free);
            if (quantity <= 0)
            {
                continue;
            }

            if (order.Side.Sign() * (price - LimitNanos(order)) > 0)
            {
                return;
            }

            _taken.Add(index, contra, price, quantity, NowNs);
            Fill(child, quantity, price, LiquidityFlag.Removed);
        }
    }

    private long AvailableTo(in ChildOrder order, in VenueBookView book)
    {
        Side contra = order.Side.Opposite();
        long sum = 0;
        for (int level = 0; level < MarketState.LevelCount; level++)
        {
            long price = book.Prices(contra)[level];
            bool isGood = book.Quantities(contra)[level] > 0 && order.Side.Sign() * (price - LimitNanos(order)) <= 0;
            sum += isGood ? Math.Max(0, book.Quantities(contra)[level] - _taken.At(BookOf(order), contra, price, NowNs)) : 0;
        }

        return sum;
    }

    private void Join(RecordedChild child)
    {
        ChildOrder order = child.Order;
        _resting[BookOf(order)].Add(child);
        if (IsDisplayed(order.VenueId))
        {
            child.AheadIds = Books.OrdersAt(order.InstrumentId, order.VenueId, order.Side, order.LimitPrice.Nanos);
            if (TryLevel(child, out long displayed))
            {
                child.LevelQuantity = displayed;
                child.Ahead = child.AheadIds is null ? displayed : AheadOf(child);
            }
        }
    }

    private void MoveQueue(RecordedChild child)
    {
        if (!TryLevel(child, out long displayed))
        {
            return;
        }

        if (child.Ahead == RecordedChild.AheadUnknown)
        {
            child.AheadIds = Books.OrdersAt(child.Order.InstrumentId, child.Order.VenueId, child.Order.Side, child.Order.LimitPrice.Nanos);
            child.Ahead = child.AheadIds is null ? displayed : AheadOf(child);
        }
        else
        {
            child.Ahead = child.AheadIds is null ? AheadAfterCancels(child, displayed) : AheadOf(child);
        }

        child.LevelQuantity = displayed;
        child.TradedSince = 0;
    }

    private long AheadAfterCancels(RecordedChild child, long displayed)
    {
        long stood = Math.Max(0, child.LevelQuantity - child.TradedSince);
        long cancelled = Math.Max(0, stood - displayed);
        if (cancelled > 0 && _options.Queue == QueueRule.CancelsSpread)
        {
            return Math.Min(displayed, child.Ahead - (long)((Int128)cancelled * child.Ahead / stood));
        }

        return Math.Min(displayed, child.Ahead);
    }

    private long AheadOf(RecordedChild child)
    {
        long sum = 0;
        foreach (ulong id in child.AheadIds!)
        {
            sum += Books.QuantityOf(child.Order.VenueId, id);
        }

        return sum;
    }

    // Ten levels are known. At or inside the last one a price without shares is empty; beyond it nothing is known.
    private bool TryLevel(RecordedChild child, out long displayed)
    {
        VenueBookView book = Books.Book(child.Order.InstrumentId, child.Order.VenueId);
        ReadOnlySpan<long> quantities = book.Quantities(child.Order.Side);
        ReadOnlySpan<long> prices = book.Prices(child.Order.Side);
        displayed = 0;
        int full = 0;
        for (int level = 0; level < MarketState.LevelCount; level++)
        {
            if (quantities[level] == 0)
            {
                continue;
            }

            full++;
            long better = child.Order.Side.Sign() * (child.Order.LimitPrice.Nanos - prices[level]);
            if (better >= 0)
            {
                displayed = better == 0 ? quantities[level] : 0;
                return true;
            }
        }

        return full < MarketState.LevelCount;
    }

    // The other side came to our price: it would have traded with us.
    private void FillCrossed(RecordedChild child)
    {
        ChildOrder order = child.Order;
        Side contra = order.Side.Opposite();
        VenueBookView book = Books.Book(order.InstrumentId, order.VenueId);
        int index = BookOf(order);
        for (int level = 0; level < MarketState.LevelCount && child.IsLive; level++)
        {
            long price = book.Prices(contra)[level];
            long shown = book.Quantities(contra)[level];
            if (shown == 0 || order.Side.Sign() * (price - order.LimitPrice.Nanos) > 0)
            {
                continue;
            }

            long quantity = Math.Min(child.Leaves, shown - _taken.At(index, contra, price, NowNs));
            if (quantity > 0)
            {
                _taken.Add(index, contra, price, quantity, NowNs);
                Fill(child, quantity, order.LimitPrice.Nanos, LiquidityFlag.Added);
            }
        }
    }

    private void Fill(RecordedChild child, long quantity, long priceNanos, LiquidityFlag flag)
    {
        if (quantity <= 0 || !child.IsLive)
        {
            return;
        }

        ChildOrder order = child.Order;
        Venue venue = _universe[order.VenueId];
        child.Cumulative += quantity;
        child.State = child.Leaves == 0 ? ChildOrderState.Filled : ChildOrderState.PartiallyFilled;
        long fee = flag switch
        {
            LiquidityFlag.Removed => venue.TakerFeeNanos,
            LiquidityFlag.Added => venue.MakerFeeNanos,
            _ => venue.MidpointFeeNanos,
        };
        _report(child, new ExecutionReport
        {
            Type = ExecutionType.Trade,
            Liquidity = flag,
            ExecutionId = ++_lastExecutionId,
            LastQuantity = quantity,
            LastPrice = new Price(priceNanos),
            FeeNanos = (fee * quantity) + ImpactNanos(order, quantity, flag),
        });
    }

    // The captured prices cannot move against us, so what a take would have moved them by is charged beside the fee.
    private long ImpactNanos(in ChildOrder order, long quantity, LiquidityFlag flag)
    {
        if (flag != LiquidityFlag.Removed)
        {
            return 0;
        }

        ref ImpactModel impact = ref ImpactOf(order);
        long perShare = impact.CostNanos(_universe[order.InstrumentId], quantity, NowNs);
        impact.Add(quantity, NowNs);
        return perShare * quantity;
    }
}
