namespace EdgeRouter.Simulation.Feed;

/// <summary>A venue's last packets, to be sent again on request: a ring of fixed size; the oldest make room.</summary>
internal sealed class PacketHistory
{
    private const int SizeBytes = 1 << 19;
    private const int PacketCountMax = 4_096;
    private readonly byte[] _bytes = new byte[SizeBytes];
    private readonly Slot[] _slots = new Slot[PacketCountMax];
    private int _head;
    private int _tailByte;

    /// <summary>Packets kept.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps a packet.</summary>
    /// <param name="sequence">Its first message's sequence.</param>
    /// <param name="messageCount">Its messages, above 0.</param>
    /// <param name="payload">UDP payload.</param>
    public void Add(ulong sequence, int messageCount, ReadOnlySpan<byte> payload)
    {
        if (SizeBytes - _tailByte < payload.Length)
        {
            // The end of the ring is skipped, and with it what still lay there.
            DropBelow(SizeBytes);
            _tailByte = 0;
        }

        DropBelow(_tailByte + payload.Length);
        if (Count == PacketCountMax)
        {
            Drop();
        }

        payload.CopyTo(_bytes.AsSpan(_tailByte));
        _slots[(_head + Count) % PacketCountMax] = new Slot { Sequence = sequence, MessageCount = messageCount, Offset = _tailByte, LengthBytes = payload.Length };
        _tailByte += payload.Length;
        Count++;
    }

    /// <summary>A packet if it has a message of a range.</summary>
    /// <param name="index">0 is the oldest.</param>
    /// <param name="firstSequence">First of the range.</param>
    /// <param name="count">Sequences of the range.</param>
    /// <param name="payload">Its bytes, valid until the next <see cref="Add"/>.</param>
    public bool TryGet(int index, ulong firstSequence, ulong count, out ReadOnlySpan<byte> payload)
    {
        ref Slot slot = ref _slots[(_head + index) % PacketCountMax];
        payload = _bytes.AsSpan(slot.Offset, slot.LengthBytes);
        return slot.Sequence < firstSequence + count && slot.Sequence + (ulong)slot.MessageCount > firstSequence;
    }

    // Drops the packets that lie from the tail on up to a byte: those written a round ago.
    private void DropBelow(int endByte)
    {
        while (Count > 0 && _slots[_head].Offset >= _tailByte && _slots[_head].Offset < endByte)
        {
            Drop();
        }
    }

    private void Drop()
    {
        _head = (_head + 1) % PacketCountMax;
        Count--;
    }

    private struct Slot
    {
        public ulong Sequence;
        public int MessageCount;
        public int Offset;
        public int LengthBytes;
    }
}
