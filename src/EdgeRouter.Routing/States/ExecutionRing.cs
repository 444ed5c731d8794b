using System.Runtime.CompilerServices;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>The last eight execution ids of an order with what each was worth: to know a repeated report, and to restate exactly the fill that a
/// correction or bust names. When it is full, the oldest report without shares goes first, then the oldest correction's own id, then the oldest fill; what was
/// forgotten is only known by the venue's cumulative quantity (<see cref="ChildOrderMachine"/>).</summary>
public struct ExecutionRing
{
    /// <summary>Ids kept.</summary>
    public const int Capacity = 8;

    private Ids _ids;
    private Entries _entries;
    private byte _count;

    /// <summary>Ids kept now.</summary>
    public readonly int Count => _count;

    /// <summary>Whether a fill was booked that is not in the ring: it was pushed out, or had no id.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>Whether the id was added and not yet pushed out.</summary>
    /// <param name="executionId">0 = the venue gave none: never contained.</param>
    public readonly bool Contains(ulong executionId) => IndexOf(executionId) >= 0;

    /// <summary>The place of an id, or −1.</summary>
    internal readonly int IndexOf(ulong executionId)
    {
        if (executionId != 0)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_ids[i] == executionId)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <summary>The place of the fill that an id names, directly or by a correction of it; −1 when it is not known.</summary>
    internal readonly int FillOf(ulong executionId)
    {
        int index = IndexOf(executionId);
        if (index >= 0 && _entries[index].Kind == ExecutionEntryKind.Alias)
        {
            index = IndexOf(_entries[index].OriginId);
        }

        return index >= 0 && _entries[index].Kind != ExecutionEntryKind.Other ? index : -1;
    }

    /// <summary>What is kept at a place.</summary>
    internal readonly ExecutionEntry At(int index) => _entries[index];

    /// <summary>The id at a place.</summary>
    internal readonly ulong IdAt(int index) => _ids[index];

    /// <summary>Changes what is kept at a place.</summary>
    internal void Set(int index, in ExecutionEntry entry) => _entries[index] = entry;

    /// <summary>Adds an id, or changes what is kept of it, and pushes one out when full.</summary>
    internal void Add(ulong executionId, in ExecutionEntry entry)
    {
        if (executionId == 0)
        {
            HasForgotten |= entry.Kind == ExecutionEntryKind.Fill;
            return;
        }

        int index = IndexOf(executionId);
        if (index < 0)
        {
            if (_count == Capacity)
            {
                PushOut();
            }

            index = _count++;
            _ids[index] = executionId;
        }

        _entries[index] = entry;
    }

    /// <summary>Whether totals were restated without saying which fills of the ring that concerned.</summary>
    internal bool IsBlurred { get; private set; }

    /// <summary>Totals were restated without saying which fill that concerned.</summary>
    internal void Blur()
    {
        IsBlurred = true;
        HasForgotten = true;
    }

    /// <summary>The place of the only fill of the order; −1 when there are more, or none.</summary>
    internal readonly int OnlyFill()
    {
        int found = -1;
        for (int i = 0; i < _count && !HasForgotten; i++)
        {
            if (_entries[i].Kind is ExecutionEntryKind.Fill or ExecutionEntryKind.Corrected)
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = i;
            }
        }

        return found;
    }

    /// <summary>The place of the first fill of a quantity and price; −1 when there is none.</summary>
    internal readonly int FillWith(long quantity, long priceNanos)
    {
        for (int i = 0; i < _count; i++)
        {
            ExecutionEntry entry = _entries[i];
            if (entry.Kind is ExecutionEntryKind.Fill or ExecutionEntryKind.Corrected && entry.Quantity == quantity && entry.PriceNanos == priceNanos)
            {
                return i;
            }
        }

        return -1;
    }

    internal readonly void Save(StateWriter writer)
    {
        writer.Write(_count);
        writer.Write(HasForgotten);
        writer.Write(IsBlurred);
        for (int i = 0; i < _count; i++)
        {
            ExecutionEntry entry = _entries[i];
            writer.Write(_ids[i]);
            writer.Write((byte)entry.Kind);
            writer.Write(entry.Quantity);
            writer.Write(entry.PriceNanos);
            writer.Write(entry.FeeNanos);
            writer.Write(entry.TimeNs);
            writer.Write(entry.OriginId);
        }
    }

    internal static ExecutionRing Load(ref StateReader reader)
    {
        byte count = reader.ReadByte();
        if (count > Capacity)
        {
            throw StateDamage.Of($"has {count} executions of one order where at most {Capacity} fit");
        }

        var ring = new ExecutionRing { _count = count, HasForgotten = reader.ReadBoolean(), IsBlurred = reader.ReadBoolean() };
        for (int i = 0; i < count; i++)
        {
            ring._ids[i] = reader.ReadUInt64();
            ring._entries[i] = new ExecutionEntry
            {
                Kind = (ExecutionEntryKind)reader.ReadByte(),
                Quantity = reader.ReadInt64(),
                PriceNanos = reader.ReadInt64(),
                FeeNanos = reader.ReadInt64(),
                TimeNs = reader.ReadInt64(),
                OriginId = reader.ReadUInt64(),
            };
        }

        return ring;
    }

    private readonly int OldestOf(ExecutionEntryKind kind)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_entries[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }

    private void PushOut()
    {
        int gone = OldestOf(ExecutionEntryKind.Other);
        gone = gone >= 0 ? gone : Math.Max(0, OldestOf(ExecutionEntryKind.Alias));

        HasForgotten |= _entries[gone].Kind is not (ExecutionEntryKind.Other or ExecutionEntryKind.Alias);
        for (int i = gone; i + 1 < Capacity; i++)
        {
            _ids[i] = _ids[i + 1];
            _entries[i] = _entries[i + 1];
        }

        _count--;
    }

    [InlineArray(Capacity)]
    private struct Ids
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private ulong _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }

    [InlineArray(Capacity)]
    private struct Entries
    {
#pragma warning disable IDE0044, IDE0051, RCS1213 // The one field of an inline array is its element type.
        private ExecutionEntry _first;
#pragma warning restore IDE0044, IDE0051, RCS1213
    }
}
