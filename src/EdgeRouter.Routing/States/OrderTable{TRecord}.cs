using System.Numerics;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>A fixed number of order records, found by id: open addressing with linear probing over slots of a free list. Allocates in its constructor only.</summary>
/// <typeparam name="TRecord">A struct; use it by reference.</typeparam>
/// <remarks>Not safe for several threads. A slot stays where it is until its id is removed, so references and slot numbers keep; saved and loaded, every
/// record has its slot again, and new ones get the same slots as before.</remarks>
public sealed class OrderTable<TRecord> : IStatePart
    where TRecord : struct, IStateRecord<TRecord>
{
    /// <summary>Most records of one table.</summary>
    public const int CapacityMax = 1 << 28;

    private const uint Tag = 0x4F52_4454; // ORDT
    private const int Empty = -1;
    private const int InUse = -2;

    // Fibonacci hashing (Knuth, TAOCP volume 3, 6.4): ids that count up fall far apart and hardly ever meet.
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15UL;

    private readonly TRecord[] _records;
    private readonly long[] _ids;
    private readonly int[] _nextFree;
    private readonly Bucket[] _buckets;
    private readonly int _mask;
    private readonly int _shift;
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
        _buckets = new Bucket[(int)BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _buckets.Length - 1;
        _shift = 64 - BitOperations.Log2((uint)_buckets.Length);
        Clear();
    }

    /// <summary>Most records at a time.</summary>
    public int Capacity => _records.Length;

    /// <summary>Records now.</summary>
    public int Count { get; private set; }

    /// <summary>Slots that were ever used since the table was empty: those from here on hold nothing, so that a walk may stop.</summary>
    public int SlotBound { get; private set; }

    /// <summary>The record in a slot.</summary>
    /// <param name="slot">From <see cref="TryAdd"/> or <see cref="TryFind"/>.</param>
    public ref TRecord this[int slot] => ref _records[slot];

    /// <summary>Whether a slot holds a record; slots run from 0 to <see cref="Capacity"/> − 1.</summary>
    /// <param name="slot">Any slot.</param>
    public bool IsUsed(int slot) => slot < SlotBound && _nextFree[slot] == InUse;

    /// <summary>The id in a used slot.</summary>
    /// <param name="slot">A used slot.</param>
    public long IdOf(int slot) => _ids[slot];

    /// <summary>Adds a default record.</summary>
    /// <param name="id">Any number not yet in the table.</param>
    /// <param name="slot">Out: its slot; that of the older record for a duplicate; −1 when full.</param>
    /// <returns><see cref="RejectReason.None"/>, <see cref="RejectReason.Duplicate"/> or <see cref="RejectReason.CapacityExceeded"/>.</returns>
    public RejectReason TryAdd(long id, out int slot)
    {
        int bucket = FindBucket(id);
        slot = _buckets[bucket].Slot;
        if (slot != Empty)
        {
            return RejectReason.Duplicate;
        }

        slot = TakeSlot();
        if (slot == Empty)
        {
            return RejectReason.CapacityExceeded;
        }

        _nextFree[slot] = InUse;
        _buckets[bucket] = new Bucket(id, slot);
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
        slot = _buckets[FindBucket(id)].Slot;
        return slot != Empty;
    }

    /// <summary>Removes a record and frees its slot.</summary>
    /// <param name="id">Any number.</param>
    /// <returns>False when it is not in the table.</returns>
    public bool Remove(long id)
    {
        int bucket = FindBucket(id);
        int slot = _buckets[bucket].Slot;
        if (slot == Empty)
        {
            return false;
        }

        _nextFree[slot] = _firstFree;
        _firstFree = slot;
        Count--;
        CloseGap(bucket);
        return true;
    }

    /// <summary>Removes every record. The next records take the slots 0, 1, 2 … in order.</summary>
    public void Clear()
    {
        Array.Fill(_buckets, new Bucket(0, Empty));
        _firstFree = Empty;
        SlotBound = 0;
        Count = 0;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(SlotBound);
        writer.Write(_firstFree);
        for (int slot = 0; slot < SlotBound; slot++)
        {
            writer.Write(_nextFree[slot]);
            if (_nextFree[slot] == InUse)
            {
                writer.Write(_ids[slot]);
                _records[slot].Save(writer);
            }
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        Clear();
        reader.Expect(Tag);
        SlotBound = reader.ReadCount(Capacity);
        _firstFree = reader.ReadInt32();
        for (int slot = 0; slot < SlotBound; slot++)
        {
            _nextFree[slot] = reader.ReadInt32();
            if (_nextFree[slot] == InUse)
            {
                LoadRecord(ref reader, slot);
            }
        }

        RequireSoundFreeList();
    }

    private void LoadRecord(ref StateReader reader, int slot)
    {
        long id = reader.ReadInt64();
        int bucket = FindBucket(id);
        Require(_buckets[bucket].Slot == Empty, "holds an order twice");
        _buckets[bucket] = new Bucket(id, slot);
        _ids[slot] = id;
        _records[slot] = TRecord.Load(ref reader);
        Count++;
    }

    private void RequireSoundFreeList()
    {
        int freeCount = 0;
        for (int slot = _firstFree; slot != Empty; slot = _nextFree[slot])
        {
            Require((uint)slot < (uint)SlotBound && _nextFree[slot] != InUse && ++freeCount <= SlotBound, "has a broken list of free places");
        }

        Require(freeCount + Count == SlotBound, "has places that are neither used nor free");
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw StateDamage.Of(what);
        }
    }

    private int TakeSlot()
    {
        if (_firstFree == Empty)
        {
            return SlotBound < _records.Length ? SlotBound++ : Empty;
        }

        int slot = _firstFree;
        _firstFree = _nextFree[slot];
        return slot;
    }

    private int BucketOf(long id) => (int)(((ulong)id * Golden) >> _shift);

    // The bucket of an id, or the empty one where it would go; there is always one, because at most half are used.
    private int FindBucket(long id)
    {
        int bucket = BucketOf(id);
        while (_buckets[bucket].Slot != Empty && _buckets[bucket].Id != id)
        {
            bucket = (bucket + 1) & _mask;
        }

        return bucket;
    }

    // Knuth, TAOCP volume 3, 6.4 algorithm R: moves back what the gap would hide.
    private void CloseGap(int gap)
    {
        int bucket = gap;
        while (true)
        {
            bucket = (bucket + 1) & _mask;
            if (_buckets[bucket].Slot == Empty)
            {
                _buckets[gap] = new Bucket(0, Empty);
                return;
            }

            int home = BucketOf(_buckets[bucket].Id);
            if (((bucket - home) & _mask) >= ((bucket - gap) & _mask))
            {
                _buckets[gap] = _buckets[bucket];
                gap = bucket;
            }
        }
    }

    private readonly record struct Bucket(long Id, int Slot);
}
