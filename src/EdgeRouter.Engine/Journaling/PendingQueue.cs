namespace EdgeRouter.Engine.Journaling;

/// <summary>What waits for a commit, in order. Bounded; allocates nothing after construction.</summary>
internal sealed class PendingQueue<T>
    where T : struct
{
    private readonly T[] _items;
    private int _head;

    /// <summary>Creates an empty queue.</summary>
    public PendingQueue(int capacity) => _items = new T[capacity];

    /// <summary>Items waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more fit.</summary>
    public bool IsFull => Count == _items.Length;

    /// <summary>Adds an item; there must be room.</summary>
    public void Add(in T item)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("Invariant: nothing is taken behind a commit that failed.");
        }

        _items[(_head + Count++) % _items.Length] = item;
    }

    /// <summary>Takes the oldest; there must be one.</summary>
    public ref readonly T Take()
    {
        ref readonly T item = ref _items[_head];
        _head = (_head + 1) % _items.Length;
        Count--;
        return ref item;
    }
}
