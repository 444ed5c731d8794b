using EdgeRouter.Core.Packets;

namespace EdgeRouter.Simulation.Feed;

/// <summary>Frames on their way to the public on one line of one venue, oldest first. A ring of bytes that doubles when full: a venue's feed latency times
/// its rate, a few dozen frames.</summary>
internal sealed class FrameLine
{
    private const int InitialBytes = 8_192;
    private const int InitialFrames = 16;
    private byte[] _bytes = new byte[InitialBytes];
    private Slot[] _slots = new Slot[InitialFrames];
    private int _head;
    private int _count;
    private int _tailByte;

    /// <summary>When the oldest frame is due; <see cref="long.MaxValue"/> = none waits.</summary>
    public long NextTimeNs => _count == 0 ? long.MaxValue : _slots[_head].TimeNs;

    /// <summary>The oldest frame's place among all frames of its venue that are due at the same time.</summary>
    public long NextOrder => _slots[_head].Order;

    /// <summary>The oldest frame.</summary>
    public ReadOnlySpan<byte> Next => _bytes.AsSpan(_slots[_head].Offset, _slots[_head].LengthBytes);

    /// <summary>Whether no frame waits.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Lets one more frame wait.</summary>
    /// <param name="header">Addresses.</param>
    /// <param name="payload">UDP payload.</param>
    /// <param name="timeNs">When it is due, not before the frame ahead of it.</param>
    /// <param name="order">Its place at that time.</param>
    public void Append(in UdpFrameHeader header, ReadOnlySpan<byte> payload, long timeNs, long order)
    {
        int lengthBytes = FrameBuilder.HeaderBytes + payload.Length;
        int offset = Reserve(lengthBytes);
        FrameBuilder.Write(_bytes.AsSpan(offset, lengthBytes), in header, payload);
        _slots[(_head + _count) % _slots.Length] = new Slot { Offset = offset, LengthBytes = lengthBytes, TimeNs = timeNs, Order = order };
        _tailByte = offset + lengthBytes;
        _count++;
    }

    /// <summary>Lets go of the oldest frame.</summary>
    public void Drop()
    {
        _head = (_head + 1) % _slots.Length;
        _count--;
    }

    // A frame lies in one piece: what is left at the end of the ring is skipped.
    private int Reserve(int lengthBytes)
    {
        if (_count == 0)
        {
            _tailByte = 0;
        }

        while (true)
        {
            int headByte = _count == 0 ? 0 : _slots[_head].Offset;
            bool isWrapped = _count > 0 && _tailByte <= headByte;
            if (_count < _slots.Length && lengthBytes <= (isWrapped ? headByte : _bytes.Length) - _tailByte)
            {
                return _tailByte;
            }

            if (_count < _slots.Length && !isWrapped && lengthBytes <= headByte)
            {
                return 0;
            }

            Grow();
        }
    }

    private void Grow()
    {
        var bytes = new byte[_bytes.Length * 2];
        var slots = new Slot[_slots.Length * 2];
        int at = 0;
        for (int i = 0; i < _count; i++)
        {
            Slot slot = _slots[(_head + i) % _slots.Length];
            _bytes.AsSpan(slot.Offset, slot.LengthBytes).CopyTo(bytes.AsSpan(at));
            slot.Offset = at;
            slots[i] = slot;
            at += slot.LengthBytes;
        }

        _bytes = bytes;
        _slots = slots;
        _head = 0;
        _tailByte = at;
    }

    private struct Slot
    {
        public int Offset;
        public int LengthBytes;
        public long TimeNs;
        public long Order;
    }
}
