using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.MarketData.Books;

/// <summary>Builds one venue's books from single orders: an order table, full-depth price ladders, and the ten best levels published to the
/// <see cref="MarketState"/>. All memory is taken at construction; what finds no room is counted and its book marked stale.</summary>
public sealed class OrderBookBuilder
{
    private readonly MarketState _state;
    private readonly VenueId _venueId;
    private readonly FeedCounters _counters;
    private readonly OrderTable _orders;
    private readonly PriceLadder _ladder;

    /// <summary>Creates empty books.</summary>
    /// <param name="state">Where the best levels are published.</param>
    /// <param name="venueId">The venue.</param>
    /// <param name="region">Memory; <see cref="OrderBookCapacity.RequiredBytes"/> of it are taken.</param>
    /// <param name="capacity">Bounds.</param>
    /// <param name="counters">Counts what does not fit.</param>
    public OrderBookBuilder(MarketState state, VenueId venueId, NativeRegion region, OrderBookCapacity capacity, FeedCounters counters)
    {
        _state = state;
        _venueId = venueId;
        _counters = counters;
        _orders = new OrderTable(region, capacity.OrderCountMax);
        _ladder = new PriceLadder(region, state.InstrumentCountMax, capacity.LevelCountMax);
    }

    /// <summary>Orders standing.</summary>
    public int OrderCount => _orders.Count;

    /// <summary>The ids of the orders that stand at a price, in no order. Control plane: allocates and looks at the whole table.</summary>
    /// <param name="instrumentId">The instrument.</param>
    /// <param name="side">Buy or Sell.</param>
    /// <param name="price">The level.</param>
    public IReadOnlyList<ulong> OrdersAt(InstrumentId instrumentId, Side side, Price price) => _orders.IdsAt(instrumentId.Value, side, price.Nanos);

    /// <summary>What an order has left; 0 = it does not stand.</summary>
    /// <param name="orderId">The order.</param>
    public long QuantityOf(ulong orderId)
    {
        int slot = _orders.Find(orderId);
        return slot < 0 ? 0 : _orders[slot].Quantity;
    }

    /// <summary>Puts an order on the book.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="added">The order.</param>
    /// <returns>Whether one of the ten best levels changed.</returns>
    public bool Add(InstrumentId instrumentId, in OrderAdded added)
    {
        if (added.Quantity <= 0 || added.Side == Side.None)
        {
            _counters.BadOrders++;
            return false;
        }

        bool changed = false;
        int standing = _orders.Find(added.OrderId);
        if (standing >= 0)
        {
            _counters.DuplicateOrders++;
            changed = Take(standing, _orders[standing].Quantity);
        }

        var entry = new OrderEntry
        {
            OrderId = added.OrderId,
            PriceNanos = added.Price.Nanos,
            Quantity = added.Quantity,
            InstrumentIndex = instrumentId.Value,
            Side = added.Side,
        };
        return Place(entry) || changed;
    }

    /// <summary>Takes quantity from an order: a reduction, a deletion (all of it) or an execution.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="quantity">How much; <see cref="long.MaxValue"/> = all that is left.</param>
    /// <param name="instrumentId">The order's instrument.</param>
    /// <param name="side">The order's side; None where it is unknown.</param>
    /// <returns>Whether one of the ten best levels changed.</returns>
    public bool Take(ulong orderId, long quantity, out InstrumentId instrumentId, out Side side)
    {
        int slot = _orders.Find(orderId);
        if (slot < 0)
        {
            _counters.UnknownOrders++;
            instrumentId = default;
            side = Side.None;
            return false;
        }

        ref OrderEntry order = ref _orders[slot];
        instrumentId = new InstrumentId(order.InstrumentIndex);
        side = order.Side;
        if (quantity <= 0)
        {
            _counters.BadOrders++;
            return false;
        }

        if (quantity > order.Quantity)
        {
            _counters.OverExecutions += quantity == long.MaxValue ? 0 : 1;
            quantity = order.Quantity;
        }

        return Take(slot, quantity);
    }

    /// <summary>Empties one book.</summary>
    /// <param name="instrumentId">The instrument.</param>
    public void Clear(InstrumentId instrumentId)
    {
        _orders.RemoveInstrument(instrumentId.Value);
        _ladder.Clear(instrumentId.Value);
        _state.ClearLevels(_state.BookIndexOf(instrumentId, _venueId));
    }

    /// <summary>Forgets every order and price. The published levels of the books concerned are the caller's to clear.</summary>
    internal void ClearAll()
    {
        _orders.Clear();
        _ladder.Clear();
    }

    private bool Place(in OrderEntry entry)
    {
        int bookIndex = _state.BookIndexOf(new InstrumentId(entry.InstrumentIndex), _venueId);
        if (!_orders.TryAdd(entry))
        {
            return DropForCapacity(bookIndex);
        }

        int depth = _ladder.Add(entry.InstrumentIndex, entry.Side, entry.PriceNanos, entry.Quantity, out bool isNewLevel);
        if (depth < 0)
        {
            _orders.RemoveAt(_orders.Find(entry.OrderId));
            return DropForCapacity(bookIndex);
        }

        _counters.OrderEvents++;
        return Publish(bookIndex, entry.InstrumentIndex, entry.Side, depth, isNewLevel);
    }

    private bool DropForCapacity(int bookIndex)
    {
        _counters.CapacityDrops++;
        _state.SetTrust(bookIndex, BookTrust.Stale);
        return true;
    }

    private bool Take(int slot, long quantity)
    {
        OrderEntry order = _orders[slot];
        bool leaves = quantity == order.Quantity;
        if (leaves)
        {
            _orders.RemoveAt(slot);
        }
        else
        {
            _orders[slot].Quantity -= quantity;
        }

        int depth = _ladder.Take(order.InstrumentIndex, order.Side, order.PriceNanos, quantity, leaves, out bool isLevelGone);
        _counters.OrderEvents++;
        int bookIndex = _state.BookIndexOf(new InstrumentId(order.InstrumentIndex), _venueId);
        return Publish(bookIndex, order.InstrumentIndex, order.Side, depth, isLevelGone);
    }

    // Copies the changed level, or all from it down where levels moved.
    private bool Publish(int bookIndex, int instrumentIndex, Side side, int depth, bool isShifted)
    {
        if (depth is < 0 or >= MarketState.LevelCount)
        {
            return false;
        }

        int sideIndex = side == Side.Buy ? MarketState.BidIndex : MarketState.AskIndex;
        Span<long> prices = _state.PricesOf(bookIndex, sideIndex);
        Span<long> quantities = _state.QuantitiesOf(bookIndex, sideIndex);
        Span<int> orderCounts = _state.OrderCountsOf(bookIndex, sideIndex);
        int end = isShifted ? MarketState.LevelCount : depth + 1;
        for (int level = depth; level < end; level++)
        {
            _ladder.TryGet(instrumentIndex, side, level, out prices[level], out quantities[level], out orderCounts[level]);
        }

        _state.Touch(bookIndex);
        return true;
    }
}
