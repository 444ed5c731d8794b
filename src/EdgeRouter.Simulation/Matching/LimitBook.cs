using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>Resting orders of one instrument at one venue in price-time priority: a sorted array of levels a side, a linked queue a level, one pool of orders.
/// The pool doubles when full; sizes settle within the first minutes.</summary>
internal sealed class LimitBook
{
    private readonly LevelLadder _bids = new(descending: true);
    private readonly LevelLadder _asks = new(descending: false);
    private BookOrder[] _orders = new BookOrder[128];
    private int _free = -1;
    private int _used;

    /// <summary>Levels of a side, best first.</summary>
    /// <param name="side">Buy = bids.</param>
    public LevelLadder Ladder(Side side) => side == Side.Buy ? _bids : _asks;

    /// <summary>An order by its slot.</summary>
    /// <param name="slot">Slot from <see cref="Add"/>.</param>
    public ref BookOrder Order(int slot) => ref _orders[slot];

    /// <summary>Puts an order at the end of its level's queue.</summary>
    /// <param name="order">The order; links are set here.</param>
    /// <returns>Its slot, valid until it is removed.</returns>
    public int Add(in BookOrder order)
    {
        int slot = Take();
        ref BookOrder stored = ref _orders[slot];
        stored = order;
        ref PriceLevel level = ref Ladder(order.Side).GetOrInsert(order.PriceNanos);
        stored.Previous = level.Tail;
        stored.Next = -1;
        if (level.Tail >= 0)
        {
            _orders[level.Tail].Next = slot;
        }
        else
        {
            level.Head = slot;
        }

        level.Tail = slot;
        level.Quantity += order.Quantity;
        level.OrderCount++;
        return slot;
    }

    /// <summary>Takes shares off an order that keeps its place; removes it when none are left.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="quantity">At most what it has.</param>
    public void Reduce(int slot, long quantity)
    {
        ref BookOrder order = ref _orders[slot];
        if (quantity >= order.Quantity)
        {
            Remove(slot);
            return;
        }

        order.Quantity -= quantity;
        LevelLadder ladder = Ladder(order.Side);
        ladder[ladder.IndexOf(order.PriceNanos)].Quantity -= quantity;
    }

    /// <summary>Takes an order out.</summary>
    /// <param name="slot">Slot.</param>
    public void Remove(int slot)
    {
        ref BookOrder order = ref _orders[slot];
        LevelLadder ladder = Ladder(order.Side);
        int index = ladder.IndexOf(order.PriceNanos);
        ref PriceLevel level = ref ladder[index];
        level.Quantity -= order.Quantity;
        level.OrderCount--;
        if (order.Previous >= 0)
        {
            _orders[order.Previous].Next = order.Next;
        }
        else
        {
            level.Head = order.Next;
        }

        if (order.Next >= 0)
        {
            _orders[order.Next].Previous = order.Previous;
        }
        else
        {
            level.Tail = order.Previous;
        }

        if (level.OrderCount == 0)
        {
            ladder.RemoveAt(index);
        }

        order.Next = _free;
        _free = slot;
    }

    private int Take()
    {
        if (_free >= 0)
        {
            int slot = _free;
            _free = _orders[slot].Next;
            return slot;
        }

        if (_used == _orders.Length)
        {
            Array.Resize(ref _orders, _used * 2);
        }

        return _used++;
    }
}
