using EdgeRouter.Core.State;

namespace EdgeRouter.Engine.State;

/// <summary>A bounded first-in-first-out queue of ids. Allocates nothing after construction.</summary>
internal sealed class IdQueue : IStatePart
{
    private const uint Tag = 0x5551_4449; // "IDQU"
    private readonly long[] _ids;
    private int _head;

    /// <summary>Creates an empty queue.</summary>
    /// <param name="capacity">Most ids.</param>
    public IdQueue(int capacity) => _ids = new long[capacity];

    /// <summary>Ids waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more ids fit.</summary>
    public bool IsFull => Count == _ids.Length;

    /// <summary>Adds an id; the caller guarantees room.</summary>
    /// <param name="id">The id.</param>
    public void Enqueue(long id)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("Invariant: the queue holds every slot of its table.");
        }

        _ids[(_head + Count++) % _ids.Length] = id;
    }

    /// <summary>Takes the oldest id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeue(out long id)
    {
        id = 0;
        if (Count == 0)
        {
            return false;
        }

        id = _ids[_head];
        _head = (_head + 1) % _ids.Length;
        Count--;
        return true;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(Count);
        for (int i = 0; i < Count; i++)
        {
            writer.Write(_ids[(_head + i) % _ids.Length]);
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        _head = 0;
        Count = 0;
        int count = reader.ReadCount(_ids.Length);
        for (int i = 0; i < count; i++)
        {
            Enqueue(reader.ReadInt64());
        }
    }
}
