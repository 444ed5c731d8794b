namespace EdgeRouter.Engine;

/// <summary>A bounded first-in-first-out queue of ids. Allocates nothing after construction.</summary>
internal sealed class IdQueue
{
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
}
