using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>Resting orders of one instrument at one venue: a sorted array of levels a side, a linked queue a level, one pool of orders.
/// Orders that a displayed venue does not show stand in ladders of their own, which exist once there was such an order.
/// The pool doubles when full; sizes settle within the first minutes.</summary>
internal sealed class LimitBook
{
    private readonly LevelLadder _bids = new(descending: true);
    private readonly LevelLadder _asks = new(descending: false);
    private LevelLadder? _hiddenBids;
    private LevelLadder? _hiddenAsks;
    private BookOrder[] _orders = new BookOrder[32];
    private int[] _pegs = [];
    private int _free = -1;
    private int _used;

    /// <summary>Levels of a side, best first; on a displayed venue those that it shows.</summary>
    /// <param name="side">Buy = bids.</param>
    public LevelLadder Ladder(Side side) => side == Side.Buy ? _bids : _asks;

    /// <summary>Levels of a side that a displayed venue does not show; null = there never were any.</summary>
    /// <param name="side">Buy = bids.</param>
    public LevelLadder? Hidden(Side side) => side == Side.Buy ? _hiddenBids : _hiddenAsks;

    /// <summary>Best price of a side, shown or not.</summary>
    /// <param name="side">Buy = bids.</param>
    public long BestNanos(Side side)
    {
        long shown = Ladder(side).BestNanos;
        if (Hidden(side) is not { } hidden)
        {
            return shown;
        }

        return side == Side.Buy ? Math.Max(shown, hidden.BestNanos) : Math.Min(shown, hidden.BestNanos);
    }

    /// <summary>Orders that follow a price.</summary>
    public int PegCount { get; private set; }

    /// <summary>Slots of the orders that follow a price, in order of arrival.</summary>
    public ReadOnlySpan<int> Pegs => _pegs.AsSpan(0, PegCount);

    /// <summary>An order by its slot.</summary>
    /// <param name="slot">Slot from <see cref="Add"/>.</param>
    public ref BookOrder Order(int slot) => ref _orders[slot];

    /// <summary>Puts an order at the end of its level's queue.</summary>
    /// <param name="order">The order; links are set here.</param>
    /// <returns>Its slot, valid until it is removed.</returns>
    public int Add(in BookOrder order)
    {
        int slot = Take();
        _orders[slot] = order;
        if (order.Peg != PegKind.None)
        {
            AddPeg(slot);
        }

        Link(slot);
        return slot;
    }

    /// <summary>Takes shares off the standing part of an order that keeps its place; removes it when none are left.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="quantity">At most what it has standing.</param>
    public void Reduce(int slot, long quantity)
    {
        ref BookOrder order = ref _orders[slot];
        if (quantity >= order.Quantity)
        {
            Remove(slot);
            return;
        }

        order.Quantity -= quantity;
        LevelLadder ladder = LadderOf(in order);
        ladder[ladder.IndexOf(order.PriceNanos)].Quantity -= quantity;
    }

    /// <summary>Takes an order out.</summary>
    /// <param name="slot">Slot.</param>
    public void Remove(int slot)
    {
        Unlink(slot);
        ref BookOrder order = ref _orders[slot];
        if (order.Peg != PegKind.None)
        {
            RemovePeg(slot);
        }

        order.Next = _free;
        _free = slot;
    }

    /// <summary>Lets an iceberg show its next part, at the end of the queue.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="id">Its new id.</param>
    public void Refresh(int slot, ulong id)
    {
        Unlink(slot);
        ref BookOrder order = ref _orders[slot];
        order.Id = id;
        order.Quantity = Math.Min(order.DisplayQuantity, order.Reserve);
        order.Reserve -= order.Quantity;
        Link(slot);
    }

    /// <summary>Moves an order to the end of another price's queue.</summary>
    /// <param name="slot">Slot.</param>
    /// <param name="priceNanos">New price.</param>
    /// <param name="id">Its new id.</param>
    public void Move(int slot, long priceNanos, ulong id)
    {
        Unlink(slot);
        _orders[slot].PriceNanos = priceNanos;
        _orders[slot].Id = id;
        Link(slot);
    }

    private LevelLadder LadderOf(in BookOrder order)
    {
        if (!order.IsHidden)
        {
            return Ladder(order.Side);
        }

        return order.Side == Side.Buy ? _hiddenBids ??= new(descending: true) : _hiddenAsks ??= new(descending: false);
    }

    private void Link(int slot)
    {
        ref BookOrder order = ref _orders[slot];
        ref PriceLevel level = ref LadderOf(in order).GetOrInsert(order.PriceNanos);
        order.Previous = level.Tail;
        order.Next = -1;
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
        level.PegCount += order.Peg == PegKind.None ? 0 : 1;
    }

    private void Unlink(int slot)
    {
        ref BookOrder order = ref _orders[slot];
        LevelLadder ladder = LadderOf(in order);
        int index = ladder.IndexOf(order.PriceNanos);
        ref PriceLevel level = ref ladder[index];
        level.Quantity -= order.Quantity;
        level.OrderCount--;
        level.PegCount -= order.Peg == PegKind.None ? 0 : 1;
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
    }

    private void AddPeg(int slot)
    {
        if (PegCount == _pegs.Length)
        {
            Array.Resize(ref _pegs, Math.Max(8, PegCount * 2));
        }

        _pegs[PegCount++] = slot;
    }

    private void RemovePeg(int slot)
    {
        int index = Array.IndexOf(_pegs, slot, 0, PegCount);
        PegCount--;
        Array.Copy(_pegs, index + 1, _pegs, index, PegCount - index);
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
