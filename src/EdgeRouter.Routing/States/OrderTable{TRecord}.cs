using System.Numerics;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Routing.States;

/// <summary>A fixed number of order records, found by id: open addressing with linear probing over slots of a free list. Allocates in its constructor only.</summary>
/// <typeparam name="TRecord">A struct; use it by reference.</typeparam>
/// <remarks>Not safe for several threads. A slot stays where it is until its id is removed, so references and slot numbers keep.</remarks>
public sealed class OrderTable<TRecord>
    where TRecord : struct
{
    /// <summary>Most records of one table.</summary>
    public const int CapacityMax = 1 << 28;

    private const int Empty = -1;
    private const int InUse = -2;

    private readonly TRecord[] _records;
    private readonly long[] _ids;
    private readonly int[] _nextFree;
    private readonly int[] _buckets;
    private readonly int _mask;
    private int _firstFree;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">Most records at a time, 1 to <see cref="CapacityMax"/>.</param>
    /// <exception cref="EdgeRouterException">ER1114: the capacity is out of range.</exception>
    public OrderTable(int capacity)
    {
        if (capacity is < 1 or > CapacityMax)
        {
            throw EdgeRouterException.Usage("ER1114", $"order table capacity {capacity} is out of range: take 1 to {CapacityMax}");
        }

        _records = new TRecord[capacity];
        _ids = new long[capacity];
        _nextFree = new int[capacity];
        _buckets = new int[(int)BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _buckets.Length - 1;
        Clear();
    }

    /// <summary>Most records at a time.</summary>
    public int Capacity => _records.Length;

    /// <summary>Records now.</summary>
    public int Count { get; private set; }

    /// <summary>The record in a slot.</summary>
    /// <param name="slot">From <see cref="TryAdd"/> or <see cref="TryFind"/>.</param>
    public ref TRecord this[int slot] => ref _records[slot];

    /// <summary>Whether a slot holds a record; slots run from 0 to <see cref="Capacity"/> − 1.</summary>
    /// <param name="slot">Any slot.</param>
    public bool IsUsed(int slot) => _nextFree[slot] == InUse;

    /// <summary>The id in a used slot.</summary>
    /// <param name="slot">A used slot.</param>
    public long IdOf(int slot) => _ids[slot];

    /// <summary>Adds a default record.</summary>
    /// <param name="id">Any number not yet in the table.</param>
    /// <param name="slot">Out: its slot; that of the older record for a duplicate; −1 when full.</param>
    /// <returns><see cref="RejectReason.None"/>, <see cref="RejectReason.Duplicate"/> or <see cref="RejectReason.CapacityExceeded"/>.</returns>
    public RejectReason TryAdd(long id, out int slot)
    {
        int bucket = BucketOf(id);
        while (_buckets[bucket] != Empty)
        {
            if (_ids[_buckets[bucket]] == id)
            {
                slot = _buckets[bucket];
                return RejectReason.Duplicate;
            }

            bucket = (bucket + 1) & _mask;
        }

        slot = _firstFree;
        if (slot == Empty)
        {
            return RejectReason.CapacityExceeded;
        }

        _firstFree = _nextFree[slot];
        _nextFree[slot] = InUse;
        _buckets[bucket] = slot;
        _ids[slot] = id;
        _records[slot] = default;
        Count++;
        return RejectReason.None;
    }

    /// <summary>Finds a record.</summary>
    /// <param name="id">Any number.</param>
    /// <param name="slot">Out: its slot, or −1.</param>
    public bool TryFind(long id, out int slot)
    {
        int bucket = FindBucket(id);
        slot = bucket == Empty ? Empty : _buckets[bucket];
        return bucket != Empty;
    }

    /// <summary>Removes a record and frees its slot.</summary>
    /// <param name="id">Any number.</param>
    /// <returns>False when it is not in the table.</returns>
    public bool Remove(long id)
    {
        int bucket = FindBucket(id);
        if (bucket == Empty)
        {
            return false;
        }

        int slot = _buckets[bucket];
        _nextFree[slot] = _firstFree;
        _firstFree = slot;
        Count--;
        CloseGap(bucket);
        return true;
    }

    /// <summary>Removes every record. The next records take the slots 0, 1, 2 … in order.</summary>
    public void Clear()
    {
        Array.Fill(_buckets, Empty);
        for (int i = 0; i < _nextFree.Length; i++)
        {
            _nextFree[i] = i + 1 < _nextFree.Length ? i + 1 : Empty;
        }

        _firstFree = 0;
        Count = 0;
    }

    private int BucketOf(long id) => (int)(SplitMix64.Mix((ulong)id) & (ulong)_mask);

    private int FindBucket(long id)
    {
        int bucket = BucketOf(id);
        while (_buckets[bucket] != Empty)
        {
            if (_ids[_buckets[bucket]] == id)
            {
                return bucket;
            }

            bucket = (bucket + 1) & _mask;
        }

        return Empty;
    }

    // Knuth, TAOCP volume 3, 6.4 algorithm R: moves back what the gap would hide.
    private void CloseGap(int gap)
    {
        int bucket = gap;
        while (true)
        {
            bucket = (bucket + 1) & _mask;
            if (_buckets[bucket] == Empty)
            {
                _buckets[gap] = Empty;
                return;
            }

            int home = BucketOf(_ids[_buckets[bucket]]);
            if (((bucket - home) & _mask) >= ((bucket - gap) & _mask))
            {
                _buckets[gap] = _buckets[bucket];
                gap = bucket;
            }
        }
    }
}
