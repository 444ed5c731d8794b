using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.MarketData.Books;

/// <summary>Orders by id: open addressing with linear probing, at most half full, holes closed on removal so that probes stay short.</summary>
internal sealed class OrderTable
{
    private const int EntryBytes = 32;
    private readonly NativeArray<OrderEntry> _entries;
    private readonly int _mask;
    private readonly int _capacity;

    public OrderTable(NativeRegion region, int capacity)
    {
        int slotCount = SlotCount(capacity);
        _entries = region.Allocate<OrderEntry>(slotCount);
        _mask = slotCount - 1;
        _capacity = capacity;
    }

    public int Count { get; private set; }

    public static long RequiredBytes(int capacity) => ((long)SlotCount(capacity) * EntryBytes) + 64;

    public ref OrderEntry this[int slot] => ref _entries[slot];

    /// <summary>Slot of an order, or −1.</summary>
    public int Find(ulong orderId)
    {
        int slot = HomeOf(orderId);
        while (true)
        {
            ref OrderEntry entry = ref _entries[slot];
            if (entry.Side == Side.None)
            {
                return -1;
            }

            if (entry.OrderId == orderId)
            {
                return slot;
            }

            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Adds an order that is not in the table; false when full.</summary>
    public bool TryAdd(in OrderEntry order)
    {
        if (Count == _capacity)
        {
            return false;
        }

        int slot = HomeOf(order.OrderId);
        while (_entries[slot].Side != Side.None)
        {
            slot = (slot + 1) & _mask;
        }

        _entries[slot] = order;
        Count++;
        return true;
    }

    /// <summary>The orders of a level, in no order. Looks at every slot.</summary>
    public List<ulong> IdsAt(int instrumentIndex, Side side, long priceNanos)
    {
        var ids = new List<ulong>();
        for (int slot = 0; slot <= _mask; slot++)
        {
            ref OrderEntry entry = ref _entries[slot];
            if (entry.Side == side && entry.InstrumentIndex == instrumentIndex && entry.PriceNanos == priceNanos)
            {
                ids.Add(entry.OrderId);
            }
        }

        return ids;
    }

    /// <summary>Removes the order at a slot and moves displaced ones back.</summary>
    public void RemoveAt(int slot)
    {
        int hole = slot;
        int probe = (slot + 1) & _mask;
        while (_entries[probe].Side != Side.None)
        {
            int home = HomeOf(_entries[probe].OrderId);
            if (((probe - home) & _mask) >= ((probe - hole) & _mask))
            {
                _entries[hole] = _entries[probe];
                hole = probe;
            }

            probe = (probe + 1) & _mask;
        }

        _entries[hole] = default;
        Count--;
    }

    /// <summary>Removes all orders of an instrument: one pass over the table, for the rare clear of one book.</summary>
    public void RemoveInstrument(int instrumentIndex)
    {
        int slot = 0;
        while (slot < _entries.Length && Count > 0)
        {
            ref OrderEntry entry = ref _entries[slot];
            if (entry.Side != Side.None && entry.InstrumentIndex == instrumentIndex)
            {
                RemoveAt(slot); // another order may have moved here: look again
            }
            else
            {
                slot++;
            }
        }
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        _entries.Span.Clear();
        Count = 0;
    }

    private static int SlotCount(int capacity) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, capacity * 2));

    private int HomeOf(ulong orderId) => (int)SplitMix64.Mix(orderId) & _mask;
}
