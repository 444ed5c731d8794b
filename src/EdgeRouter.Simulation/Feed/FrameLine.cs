namespace EdgeRouter.Simulation.Feed;

/// <summary>One venue's frames on their way to the public, oldest first. A ring of reused buffers that doubles when full:
/// a venue's feed latency times its rate, a few dozen frames.</summary>
/// <param name="frameBytesMax">Longest frame.</param>
internal sealed class FrameLine(int frameBytesMax)
{
    private Slot[] _slots = CreateSlots(4, frameBytesMax);
    private int _head;
    private int _count;

    /// <summary>When the oldest frame is due; <see cref="long.MaxValue"/> = none waits.</summary>
    public long NextTimeNs => _count == 0 ? long.MaxValue : _slots[_head].TimeNs;

    /// <summary>The oldest frame.</summary>
    public ReadOnlySpan<byte> Next => _slots[_head].Buffer.AsSpan(0, _slots[_head].LengthBytes);

    /// <summary>Room for one more frame; it waits once <see cref="Commit"/> was called.</summary>
    public Span<byte> Room()
    {
        if (_count == _slots.Length)
        {
            Grow();
        }

        return _slots[Tail].Buffer;
    }

    /// <summary>Lets the frame written into <see cref="Room"/> wait.</summary>
    public void Commit(int lengthBytes, long timeNs)
    {
        ref Slot slot = ref _slots[Tail];
        slot.LengthBytes = lengthBytes;
        slot.TimeNs = timeNs;
        _count++;
    }

    /// <summary>Lets go of the oldest frame.</summary>
    public void Drop()
    {
        _head = (_head + 1) % _slots.Length;
        _count--;
    }

    private int Tail => (_head + _count) % _slots.Length;

    private static Slot[] CreateSlots(int count, int frameBytesMax)
    {
        var slots = new Slot[count];
        for (int i = 0; i < count; i++)
        {
            slots[i].Buffer = new byte[frameBytesMax];
        }

        return slots;
    }

    private void Grow()
    {
        Slot[] grown = CreateSlots(_slots.Length * 2, frameBytesMax);
        for (int i = 0; i < _count; i++)
        {
            grown[i] = _slots[(_head + i) % _slots.Length];
        }

        _slots = grown;
        _head = 0;
    }

    private struct Slot
    {
        public byte[] Buffer;
        public int LengthBytes;
        public long TimeNs;
    }
}
