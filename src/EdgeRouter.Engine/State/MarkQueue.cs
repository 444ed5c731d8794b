using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Engine.State;

/// <summary>Fills whose mark-out is due after one fixed horizon: first in, first out. Bounded; allocates nothing after construction.</summary>
internal sealed class MarkQueue : IStatePart
{
    private const uint Tag = 0x4B52_414D; // "MARK"
    private readonly MarkOut[] _marks;
    private int _head;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">Most fills under way.</param>
    public MarkQueue(int capacity) => _marks = new MarkOut[capacity];

    /// <summary>Fills under way.</summary>
    public int Count { get; private set; }

    /// <summary>When the first is due; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextTimeNs => Count == 0 ? long.MaxValue : _marks[_head].TimeNs;

    /// <summary>The first; there must be one.</summary>
    public ref readonly MarkOut First => ref _marks[_head];

    /// <summary>Adds a fill.</summary>
    /// <param name="mark">With the time at which it is due; not before those that wait.</param>
    /// <returns>False when there is no room.</returns>
    public bool TryAdd(in MarkOut mark)
    {
        if (Count == _marks.Length)
        {
            return false;
        }

        _marks[(_head + Count++) % _marks.Length] = mark;
        return true;
    }

    /// <summary>Takes the first out, if it is of the same fill: only marks of this queue are journaled, in its order.</summary>
    /// <param name="mark">The mark that was taken.</param>
    public void RemoveFirst(in MarkOut mark)
    {
        if (Count > 0 && First.ChildId == mark.ChildId && First.FillPrice == mark.FillPrice && First.FillQuantity == mark.FillQuantity)
        {
            _head = (_head + 1) % _marks.Length;
            Count--;
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(Count);
        for (int i = 0; i < Count; i++)
        {
            ref readonly MarkOut mark = ref _marks[(_head + i) % _marks.Length];
            writer.Write(mark.ChildId.Value);
            writer.Write(mark.ParentId.Value);
            writer.Write(mark.VenueId.Value);
            writer.Write(mark.InstrumentId.Value);
            writer.Write((byte)mark.Side);
            writer.Write(mark.HorizonNs);
            writer.Write(mark.FillPrice.Nanos);
            writer.Write(mark.FillQuantity);
            writer.Write(mark.TimeNs);
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        _head = 0;
        Count = 0;
        int count = reader.ReadCount(_marks.Length);
        for (int i = 0; i < count; i++)
        {
            _ = TryAdd(new MarkOut
            {
                ChildId = new ChildOrderId(reader.ReadInt64()),
                ParentId = new ParentOrderId(reader.ReadInt64()),
                VenueId = new VenueId(reader.ReadByte()),
                InstrumentId = new InstrumentId(reader.ReadInt32()),
                Side = (Side)reader.ReadByte(),
                HorizonNs = reader.ReadInt64(),
                FillPrice = new Price(reader.ReadInt64()),
                FillQuantity = reader.ReadInt64(),
                TimeNs = reader.ReadInt64(),
            });
        }
    }
}
