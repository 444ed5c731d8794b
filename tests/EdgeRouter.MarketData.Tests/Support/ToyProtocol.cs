using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;

namespace EdgeRouter.MarketData.Tests.Support;

/// <summary>A minimal protocol: kind, session, sequence, count, then messages of 12 bytes, each "security 7, bid level 1 is overlaid with a quantity",
/// so that the book tells which message came last and the report number tells whether one was lost.</summary>
internal readonly struct ToyProtocol : IFeedProtocol
{
    public const int HeaderBytes = 21;

    public static string Name => "toy";

    public static byte[] Packet(ulong sequence, int count = 1, ulong session = 0, FeedPacketKind kind = FeedPacketKind.Data, uint? report = null)
    {
        byte[] bytes = new byte[HeaderBytes + (count * 12)];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(1), session);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(9), sequence);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(17), count);
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderBytes + (i * 12)), (long)sequence + i);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeaderBytes + (i * 12) + 8), report ?? ((uint)sequence + (uint)i));
        }

        return bytes;
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> payload, out FeedPacketHeader header)
    {
        header = default;
        if (payload.Length < HeaderBytes || payload[0] > 2)
        {
            return false;
        }

        header = new FeedPacketHeader
        {
            Kind = (FeedPacketKind)payload[0],
            Session = BinaryPrimitives.ReadUInt64LittleEndian(payload[1..]),
            Sequence = BinaryPrimitives.ReadUInt64LittleEndian(payload[9..]),
            SequenceCount = BinaryPrimitives.ReadUInt32LittleEndian(payload[17..]),
        };
        return true;
    }

    public static void Decode<TSink>(ReadOnlySpan<byte> payload, in FeedPacketHeader header, uint skipSequences, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        counters.Packets++;
        int at = HeaderBytes + (int)Math.Min(skipSequences * 12L, payload.Length);
        for (; at + 12 <= payload.Length; at += 12)
        {
            counters.CountMessage(1);
            long quantity = BinaryPrimitives.ReadInt64LittleEndian(payload[at..]);
            uint report = BinaryPrimitives.ReadUInt32LittleEndian(payload[(at + 8)..]);
            sink.OnLevel(new LevelUpdate(7, Side.Buy, BookAction.Overlay, 1, new Price(100), quantity, 1, report, 0));
            sink.OnTrade(new TradePrint(7, new Price(100), quantity, Side.Buy, 0, 0, 0));
        }

        counters.Truncated += at < payload.Length ? 1 : 0;
    }
}
