using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Packets in the order in which they came, in a ring of native memory of fixed size. A packet lies in one piece.</summary>
internal sealed class PacketLog
{
    private const int BytesPerEntry = 128;
    private const int EntryCountMin = 16;
    private readonly NativeArray<byte> _bytes;
    private readonly NativeArray<LoggedPacket> _entries;
    private int _head;
    private int _tailByte;

    public PacketLog(NativeRegion region, int sizeBytes)
    {
        _bytes = region.Allocate<byte>(sizeBytes);
        _entries = region.Allocate<LoggedPacket>(EntryCount(sizeBytes));
    }

    public int Count { get; private set; }

    /// <summary>Native memory of a log, with room for alignment.</summary>
    public static long RequiredBytes(int sizeBytes) => sizeBytes + (EntryCount(sizeBytes) * 64L) + 128;

    public void Clear() => Count = 0;

    /// <summary>Puts a packet behind the others; false when there is no room.</summary>
    public bool TryAppend(in FeedPacketHeader header, ReadOnlySpan<byte> payload)
    {
        int offset = Count == _entries.Length ? -1 : Reserve(payload.Length);
        if (offset < 0)
        {
            return false;
        }

        payload.CopyTo(_bytes.Slice(offset, payload.Length));
        _entries[(_head + Count) % _entries.Length] = new LoggedPacket { Header = header, Offset = offset, LengthBytes = payload.Length };
        _tailByte = offset + payload.Length;
        Count++;
        return true;
    }

    /// <summary>Lets go of the oldest packet.</summary>
    public void DropOldest()
    {
        _head = (_head + 1) % _entries.Length;
        Count--;
    }

    /// <summary>A packet; 0 is the oldest. Its bytes stay valid until the next append.</summary>
    public ReadOnlySpan<byte> Read(int index, out FeedPacketHeader header)
    {
        ref LoggedPacket entry = ref _entries[(_head + index) % _entries.Length];
        header = entry.Header;
        return _bytes.Slice(entry.Offset, entry.LengthBytes);
    }

    private static int EntryCount(int sizeBytes) => (sizeBytes / BytesPerEntry) + EntryCountMin;

    private int Reserve(int lengthBytes)
    {
        if (Count == 0)
        {
            _tailByte = 0;
        }

        int headByte = Count == 0 ? 0 : _entries[_head].Offset;
        bool isWrapped = Count > 0 && _tailByte <= headByte;
        if (lengthBytes <= (isWrapped ? headByte : _bytes.Length) - _tailByte)
        {
            return _tailByte;
        }

        return !isWrapped && lengthBytes <= headByte ? 0 : -1;
    }
}
