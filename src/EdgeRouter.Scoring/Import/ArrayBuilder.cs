using System.Runtime.CompilerServices;

namespace EdgeRouter.Scoring.Import;

/// <summary>Collects an array whose length the file does not state; its memory is kept for the next array.</summary>
/// <typeparam name="T">Item.</typeparam>
internal sealed class ArrayBuilder<T>
    where T : unmanaged
{
    private T[] _items = new T[256];
    private int _count;

    /// <summary>Items so far.</summary>
    public int Count => _count;

    /// <summary>Appends an item.</summary>
    /// <param name="item">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (_count == _items.Length)
        {
            Grow();
        }

        _items[_count++] = item;
    }

    /// <summary>The items as an array of their own; the builder is empty afterwards.</summary>
    public T[] Take()
    {
        T[] taken = _count == 0 ? [] : _items.AsSpan(0, _count).ToArray();
        _count = 0;
        return taken;
    }

    private void Grow() => Array.Resize(ref _items, _count * 2);
}
