using System.Numerics;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.MarketData.Books;

/// <summary>A map from a 64-bit number to a 32-bit index that never grows: open addressing, linear probing, at most half full.</summary>
internal sealed class Int64Map
{
    private readonly NativeArray<long> _keys;
    private readonly NativeArray<int> _values; // value + 1; 0 = free slot
    private readonly int _mask;

    public Int64Map(NativeRegion region, int capacity)
    {
        int slotCount = SlotCount(capacity);
        _keys = region.Allocate<long>(slotCount);
        _values = region.Allocate<int>(slotCount);
        _mask = slotCount - 1;
        Capacity = capacity;
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public static long RequiredBytes(int capacity) => (SlotCount(capacity) * 12L) + 128;

    public bool TryGet(long key, out int value)
    {
        int slot = SlotOf(key);
        while (true)
        {
            int stored = _values[slot];
            if (stored == 0)
            {
                value = -1;
                return false;
            }

            if (_keys[slot] == key)
            {
                value = stored - 1;
                return true;
            }

            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Adds or replaces; false when full.</summary>
    public bool TrySet(long key, int value)
    {
        int slot = SlotOf(key);
        while (_values[slot] != 0)
        {
            if (_keys[slot] == key)
            {
                _values[slot] = value + 1;
                return true;
            }

            slot = (slot + 1) & _mask;
        }

        if (Count == Capacity)
        {
            return false;
        }

        _keys[slot] = key;
        _values[slot] = value + 1;
        Count++;
        return true;
    }

    private static int SlotCount(int capacity) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, capacity * 2));

    private int SlotOf(long key) => (int)SplitMix64.Mix((ulong)key) & _mask;
}
