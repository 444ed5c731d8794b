namespace EdgeRouter.Aeron.Driver.Udp.Pipes;

/// <summary>A bounded queue from one thread to one other, without locks.</summary>
/// <typeparam name="T">What goes through it.</typeparam>
internal sealed class BoundedPipe<T>
{
    private readonly T[] _items;
    private readonly int _mask;
    private PaddedIndex _head;
    private PaddedIndex _tail;

    /// <summary>An empty queue.</summary>
    /// <param name="capacity">Items at least, 1 or more; rounded up to a power of two.</param>
    public BoundedPipe(int capacity)
    {
        _items = new T[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _items.Length - 1;
    }

    /// <summary>Puts an item in; the one producer.</summary>
    /// <param name="item">It.</param>
    /// <returns>False: full.</returns>
    public bool TryWrite(in T item)
    {
        long tail = _tail.Value;
        if (tail - Volatile.Read(ref _head.Value) > _mask)
        {
            return false;
        }

        _items[(int)tail & _mask] = item;
        Volatile.Write(ref _tail.Value, tail + 1);
        return true;
    }

    /// <summary>Takes an item out; the one consumer.</summary>
    /// <param name="item">It.</param>
    /// <returns>False: empty.</returns>
    public bool TryRead(out T item)
    {
        long head = _head.Value;
        if (head == Volatile.Read(ref _tail.Value))
        {
            item = default!;
            return false;
        }

        ref T slot = ref _items[(int)head & _mask];
        item = slot;
        slot = default!;
        Volatile.Write(ref _head.Value, head + 1);
        return true;
    }
}
