using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Risk;

/// <summary>The open firm children of every beneficial owner, by owner, instrument, venue and side: whom a new order could trade with.
/// Allocates in its constructor only. What does not fit is counted, and while anything is missing no owner's order passes.</summary>
internal sealed class OwnOrders
{
    private const int None = -1;

    private readonly Entry[] _entries;
    private readonly int[] _buckets;
    private readonly int _mask;
    private int _firstFree;
    private int _count;
    private int _missing;

    /// <summary>Creates an empty table.</summary>
    public OwnOrders(int capacity)
    {
        _entries = new Entry[capacity];
        _buckets = new int[(int)BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _buckets.Length - 1;
        Clear();
    }

    /// <summary>Most orders.</summary>
    public int Capacity => _entries.Length;

    /// <summary>Whether an order is watched: it has an owner, and is firm.</summary>
    public static bool IsWatched(in ChildOrder child) => child.BeneficialOwner != 0 && !child.IsConditional;

    /// <summary>Whether one more fits and none is missing.</summary>
    /// <param name="ahead">Orders that come before it.</param>
    public bool HasRoom(int ahead) => _count + ahead < _entries.Length && _missing == 0;

    /// <summary>Finds an order of the same owner on the other side that the new one could trade with: at least one of the two stands at the venue, or the
    /// venue collects orders, and their limits meet.</summary>
    /// <param name="child">A watched order.</param>
    /// <param name="collects">Whether the venue lets orders trade that do not stand: an auction.</param>
    /// <param name="id">Out: the other order, when there is one.</param>
    /// <param name="limitNanos">Out: its limit.</param>
    public bool TryFindCounterparty(in ChildOrder child, bool collects, out long id, out long limitNanos)
    {
        var key = new Key(child.BeneficialOwner, child.InstrumentId.Value, child.VenueId.Value, child.Side.Opposite());
        bool meetsAny = collects || Stands(child);
        for (int slot = _buckets[BucketOf(key)]; slot != None; slot = _entries[slot].Next)
        {
            ref readonly Entry entry = ref _entries[slot];
            bool meets = child.Side == Side.Buy ? child.LimitPrice.Nanos >= entry.LimitNanos : child.LimitPrice.Nanos <= entry.LimitNanos;
            if (meets && (meetsAny || entry.Stands) && entry.Key == key)
            {
                (id, limitNanos) = (entry.Id, entry.LimitNanos);
                return true;
            }
        }

        (id, limitNanos) = (0, 0);
        return false;
    }

    /// <summary>Adds a watched order that leaves.</summary>
    public void Add(in ChildOrder child)
    {
        if (_firstFree == None)
        {
            _missing++;
            return;
        }

        Key key = KeyOf(child);
        int bucket = BucketOf(key);
        int slot = TakeSlot();
        _entries[slot] = new Entry { Key = key, Id = child.Id.Value, LimitNanos = child.LimitPrice.Nanos, Stands = Stands(child), Next = _buckets[bucket] };
        _buckets[bucket] = slot;
    }

    /// <summary>Removes a watched order that ended.</summary>
    public void Remove(in ChildOrder child)
    {
        ref int link = ref _buckets[BucketOf(KeyOf(child))];
        while (link != None)
        {
            int slot = link;
            if (_entries[slot].Id == child.Id.Value)
            {
                link = _entries[slot].Next;
                _entries[slot].Next = _firstFree;
                _firstFree = slot;
                _count--;
                return;
            }

            link = ref _entries[slot].Next;
        }

        _missing = Math.Max(0, _missing - 1);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_buckets, None);
        for (int i = 0; i < _entries.Length; i++)
        {
            _entries[i].Next = i + 1 < _entries.Length ? i + 1 : None;
        }

        _firstFree = 0;
        _count = 0;
        _missing = 0;
    }

    /// <summary>Writes the orders, bucket by bucket as they are chained. Slots have no meaning.</summary>
    public void Save(StateWriter writer)
    {
        writer.Write(_missing);
        writer.Write(_count);
        foreach (int head in _buckets)
        {
            for (int slot = head; slot != None; slot = _entries[slot].Next)
            {
                ref readonly Entry entry = ref _entries[slot];
                writer.Write(entry.Key.Owner);
                writer.Write(entry.Key.InstrumentId);
                writer.Write(entry.Key.VenueId);
                writer.Write((byte)entry.Key.Side);
                writer.Write(entry.Id);
                writer.Write(entry.LimitNanos);
                writer.Write(entry.Stands);
            }
        }
    }

    /// <summary>Replaces the orders.</summary>
    public void Load(ref StateReader reader)
    {
        Clear();
        int missing = reader.ReadCount(int.MaxValue);
        int count = reader.ReadCount(_entries.Length);
        int last = None;
        for (int i = 0; i < count; i++)
        {
            var key = new Key(reader.ReadInt64(), reader.ReadInt32(), reader.ReadByte(), (Side)reader.ReadByte());
            last = Append(last, new Entry { Key = key, Id = reader.ReadInt64(), LimitNanos = reader.ReadInt64(), Stands = reader.ReadBoolean(), Next = None });
        }

        _missing = missing;
    }

    // A firm order that answers for a conditional one is met by its like at once, whatever its time in force.
    private static bool Stands(in ChildOrder child) =>
        child.TimeInForce is not (TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill) || child.FirmUpOf.Value != 0;

    private static Key KeyOf(in ChildOrder child) => new(child.BeneficialOwner, child.InstrumentId.Value, child.VenueId.Value, child.Side);

    private int BucketOf(in Key key)
    {
        ulong where = ((ulong)(uint)key.InstrumentId << 16) | ((ulong)key.VenueId << 8) | (ulong)key.Side;
        return (int)(SplitMix64.Mix((ulong)key.Owner ^ (where * 0x9E37_79B9_7F4A_7C15UL)) & (ulong)_mask);
    }

    // The chain of a bucket is built again in its order: each entry behind the one before.
    private int Append(int last, in Entry entry)
    {
        int slot = TakeSlot();
        int bucket = BucketOf(entry.Key);
        _entries[slot] = entry;
        if (last != None && BucketOf(_entries[last].Key) == bucket)
        {
            _entries[last].Next = slot;
        }
        else
        {
            _buckets[bucket] = slot;
        }

        return slot;
    }

    private int TakeSlot()
    {
        int slot = _firstFree;
        _firstFree = _entries[slot].Next;
        _count++;
        return slot;
    }

    private readonly record struct Key(long Owner, int InstrumentId, byte VenueId, Side Side);

    private struct Entry
    {
        public Key Key;
        public long Id;
        public long LimitNanos;
        public int Next;
        public bool Stands;
    }
}
