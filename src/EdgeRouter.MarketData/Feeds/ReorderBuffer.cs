using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Packets that came ahead of a missing one: a fixed number of fixed slots in native memory, searched in line (it is empty nearly always).</summary>
internal sealed class ReorderBuffer
{
    private readonly NativeArray<byte> _bytes;
    private readonly NativeArray<HeldPacket> _slots;
    private readonly int _slotBytes;

    public ReorderBuffer(NativeRegion region, int slotCount, int slotBytes)
    {
        _bytes = region.Allocate<byte>(slotCount * slotBytes);
        _slots = region.Allocate<HeldPacket>(slotCount);
        _slotBytes = slotBytes;
    }

    public int Count { get; private set; }

    /// <summary>Lowest sequence held; the highest number there is where none is.</summary>
    public ulong LowestSequence
    {
        get
        {
            ulong lowest = ulong.MaxValue;
            for (int i = 0; i < _slots.Length && Count > 0; i++)
            {
                if (_slots[i].IsUsed)
                {
                    lowest = Math.Min(lowest, _slots[i].Header.Sequence);
                }
            }

            return lowest;
        }
    }

    public bool Contains(in FeedPacketHeader header)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            ref HeldPacket held = ref _slots[i];
            if (held.IsUsed && held.Header.Sequence == header.Sequence && held.Header.SequenceCount >= header.SequenceCount)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies a packet in; false when there is no slot or it does not fit into one.</summary>
    public bool TryHold(ReadOnlySpan<byte> payload, in FeedPacketHeader header)
    {
        if (Count == _slots.Length || payload.Length > _slotBytes)
        {
            return false;
        }

        int slot = 0;
        while (_slots[slot].IsUsed)
        {
            slot++;
        }

        payload.CopyTo(_bytes.Slice(slot * _slotBytes, _slotBytes));
        _slots[slot] = new HeldPacket { Header = header, LengthBytes = payload.Length, IsUsed = true };
        Count++;
        return true;
    }

    /// <summary>Takes out the packet with the lowest sequence if that is not above <paramref name="expected"/>; its bytes stay valid until the next hold.</summary>
    public bool TryTake(ulong expected, out FeedPacketHeader header, out ReadOnlySpan<byte> payload)
    {
        int best = -1;
        for (int i = 0; i < _slots.Length && Count > 0; i++)
        {
            ref HeldPacket held = ref _slots[i];
            if (held.IsUsed && held.Header.Sequence <= expected && (best < 0 || held.Header.Sequence < _slots[best].Header.Sequence))
            {
                best = i;
            }
        }

        header = best < 0 ? default : _slots[best].Header;
        payload = best < 0 ? default : _bytes.Slice(best * _slotBytes, _slots[best].LengthBytes);
        if (best < 0)
        {
            return false;
        }

        _slots[best].IsUsed = false;
        Count--;
        return true;
    }
}
