using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Feed;

/// <summary>One venue's displayed orders as its feed has told of them, of each instrument in the order in which they came: what a snapshot says. It is kept from
/// the published messages alone, so that snapshot and feed cannot disagree. Tables grow to the most orders that stood at once.</summary>
/// <param name="instrumentCount">Instruments.</param>
internal sealed class PublishedBook(int instrumentCount)
{
    private const int None = -1;
    private readonly Dictionary<ulong, int> _slotById = [];
    private readonly int[] _heads = CreateEnds(instrumentCount);
    private readonly int[] _tails = CreateEnds(instrumentCount);
    private PublishedOrder[] _orders = new PublishedOrder[256];
    private int _free = None;
    private int _used;

    /// <summary>The oldest order of an instrument; below 0 = none.</summary>
    public int First(int instrument) => _heads[instrument];

    /// <summary>The order behind another; below 0 = none.</summary>
    public int NextOf(int slot) => _orders[slot].Next;

    /// <summary>An order.</summary>
    public ref readonly PublishedOrder this[int slot] => ref _orders[slot];

    public void Add(int instrument, ulong id, Side side, long priceNanos, long quantity)
    {
        int slot = Take();
        _orders[slot] = new PublishedOrder
        {
            Id = id,
            PriceNanos = priceNanos,
            Quantity = quantity,
            Instrument = instrument,
            Previous = _tails[instrument],
            Next = None,
            Side = side,
        };
        if (_tails[instrument] >= 0)
        {
            _orders[_tails[instrument]].Next = slot;
        }
        else
        {
            _heads[instrument] = slot;
        }

        _tails[instrument] = slot;
        _slotById.Add(id, slot);
    }

    /// <summary>Takes shares off an order; with none left it is gone.</summary>
    public void Reduce(ulong id, long quantity)
    {
        int slot = _slotById[id];
        ref PublishedOrder order = ref _orders[slot];
        if (quantity < order.Quantity)
        {
            order.Quantity -= quantity;
            return;
        }

        _slotById.Remove(id);
        Unlink(in order);
        order.Next = _free;
        _free = slot;
    }

    private static int[] CreateEnds(int count)
    {
        var ends = new int[count];
        Array.Fill(ends, None);
        return ends;
    }

    private void Unlink(in PublishedOrder order)
    {
        if (order.Previous >= 0)
        {
            _orders[order.Previous].Next = order.Next;
        }
        else
        {
            _heads[order.Instrument] = order.Next;
        }

        if (order.Next >= 0)
        {
            _orders[order.Next].Previous = order.Previous;
        }
        else
        {
            _tails[order.Instrument] = order.Previous;
        }
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
