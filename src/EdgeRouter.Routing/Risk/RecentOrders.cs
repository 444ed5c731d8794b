using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Risk;

/// <summary>The last different orders and when each left last, for the duplicate check: a hash table whose entries also stand in order of time.
/// When it is full the oldest makes room. Allocates in its constructor only.</summary>
internal sealed class RecentOrders
{
    private const int None = -1;

    private readonly Entry[] _entries;
    private readonly int[] _buckets;
    private readonly int _mask;
    private int _count;
    private int _oldest;
    private int _newest;

    /// <summary>Creates an empty table.</summary>
    public RecentOrders(int capacity)
    {
        _entries = new Entry[capacity];
        _buckets = new int[(int)BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _buckets.Length - 1;
        Clear();
    }

    /// <summary>Most orders.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Judges an order: None, DuplicateOrder when an equal one left within the window, or CapacityExceeded when there is no telling.</summary>
    /// <param name="child">The order.</param>
    /// <param name="nowNs">Now.</param>
    /// <param name="windowNs">The window's length.</param>
    /// <param name="ahead">Orders that come before it, each of which may make the table forget one.</param>
    public RejectReason Check(in ChildOrder child, long nowNs, long windowNs, int ahead)
    {
        var key = new RecentOrder(child);
        int slot = Find(key, BucketOf(key));
        if (slot != None)
        {
            return IsWithin(_entries[slot].TimeNs, nowNs, windowNs) ? RejectReason.DuplicateOrder : RejectReason.None;
        }

        // Only in a full table can an order have been forgotten, and then it was not younger than the oldest that is left.
        bool isBlind = _count + ahead >= _entries.Length && _oldest != None && IsWithin(_entries[_oldest].TimeNs, nowNs, windowNs);
        return isBlind ? RejectReason.CapacityExceeded : RejectReason.None;
    }

    /// <summary>Remembers an order that leaves; a time before the newest counts as the newest.</summary>
    public void Add(in ChildOrder child, long timeNs) => Add(new RecentOrder(child), timeNs);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_buckets, None);
        _count = 0;
        _oldest = None;
        _newest = None;
    }

    /// <summary>Writes the orders, the oldest first.</summary>
    public void Save(StateWriter writer)
    {
        writer.Write(_count);
        for (int slot = _oldest; slot != None; slot = _entries[slot].Newer)
        {
            ref readonly Entry entry = ref _entries[slot];
            writer.Write(entry.Key.PriceNanos);
            writer.Write(entry.Key.Quantity);
            writer.Write(entry.Key.FirmUpOf);
            writer.Write(entry.Key.ClientId);
            writer.Write(entry.Key.InstrumentId);
            writer.Write(entry.Key.VenueId);
            writer.Write((byte)entry.Key.Side);
            writer.Write((byte)entry.Key.Type);
            writer.Write(entry.Key.IsConditional);
            writer.Write(entry.TimeNs);
        }
    }

    /// <summary>Replaces the orders.</summary>
    public void Load(ref StateReader reader)
    {
        Clear();
        int count = reader.ReadCount(_entries.Length);
        for (int i = 0; i < count; i++)
        {
            var key = new RecentOrder
            {
                PriceNanos = reader.ReadInt64(),
                Quantity = reader.ReadInt64(),
                FirmUpOf = reader.ReadInt64(),
                ClientId = reader.ReadInt32(),
                InstrumentId = reader.ReadInt32(),
                VenueId = reader.ReadByte(),
                Side = (Side)reader.ReadByte(),
                Type = (OrderType)reader.ReadByte(),
                IsConditional = reader.ReadBoolean(),
            };
            Add(key, reader.ReadInt64());
        }
    }

    private static bool IsWithin(long timeNs, long nowNs, long windowNs) => nowNs < timeNs || (ulong)(nowNs - timeNs) < (ulong)windowNs;

    private int BucketOf(in RecentOrder key) => (int)(key.Hash() & (ulong)_mask);

    private int Find(in RecentOrder key, int bucket)
    {
        int slot = _buckets[bucket];
        while (slot != None && _entries[slot].Key != key)
        {
            slot = _entries[slot].NextInBucket;
        }

        return slot;
    }

    private void Add(in RecentOrder key, long timeNs)
    {
        timeNs = _newest == None ? timeNs : Math.Max(timeNs, _entries[_newest].TimeNs);
        int bucket = BucketOf(key);
        int slot = Find(key, bucket);
        if (slot == None)
        {
            slot = TakeSlot();
            _entries[slot] = new Entry { Key = key, Bucket = bucket, NextInBucket = _buckets[bucket] };
            _buckets[bucket] = slot;
        }
        else
        {
            LeaveOrder(slot);
        }

        ref Entry entry = ref _entries[slot];
        entry.TimeNs = timeNs;
        entry.Newer = None;
        entry.Older = _newest;
        if (_newest == None)
        {
            _oldest = slot;
        }
        else
        {
            _entries[_newest].Newer = slot;
        }

        _newest = slot;
    }

    private int TakeSlot()
    {
        if (_count < _entries.Length)
        {
            return _count++;
        }

        int slot = _oldest;
        LeaveOrder(slot);
        ref int link = ref _buckets[_entries[slot].Bucket];
        while (link != slot)
        {
            link = ref _entries[link].NextInBucket;
        }

        link = _entries[slot].NextInBucket;
        return slot;
    }

    private void LeaveOrder(int slot)
    {
        (int older, int newer) = (_entries[slot].Older, _entries[slot].Newer);
        if (older == None)
        {
            _oldest = newer;
        }
        else
        {
            _entries[older].Newer = newer;
        }

        if (newer == None)
        {
            _newest = older;
        }
        else
        {
            _entries[newer].Older = older;
        }
    }

    private struct Entry
    {
        public RecentOrder Key;
        public long TimeNs;
        public int Bucket;
        public int NextInBucket;
        public int Older;
        public int Newer;
    }
}
