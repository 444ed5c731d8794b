using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;

namespace EdgeRouter.MarketData.Tests.Support;

/// <summary>A minimal protocol of price levels whose snapshots are of one instrument each, as CME's are: messages clear a book, overlay its best bid with a
/// quantity, or complete its snapshot as of a live sequence.</summary>
internal readonly struct BookToyProtocol : IFeedProtocol
{
    public const byte Clear = 0;
    public const byte Bid = 1;
    public const byte Complete = 2;
    private const int MessageBytes = 10;

    public static string Name => "book-toy";

    public static byte[] Packet(ulong sequence, params (byte Kind, byte Security, long Value)[] messages)
    {
        byte[] bytes = new byte[9 + (messages.Length * MessageBytes)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, sequence);
        bytes[8] = (byte)messages.Length;
        for (int i = 0; i < messages.Length; i++)
        {
            Span<byte> at = bytes.AsSpan(9 + (i * MessageBytes));
            at[0] = messages[i].Kind;
            at[1] = messages[i].Security;
            BinaryPrimitives.WriteInt64LittleEndian(at[2..], messages[i].Value);
        }

        return bytes;
    }

    public static bool TryReadHeader(ReadOnlySpan<byte> payload, out FeedPacketHeader header)
    {
        header = new FeedPacketHeader { Sequence = BinaryPrimitives.ReadUInt64LittleEndian(payload), SequenceCount = 1 };
        return true;
    }

    public static void Decode<TSink>(ReadOnlySpan<byte> payload, in FeedPacketHeader header, uint skipSequences, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        for (int i = 0; i < payload[8]; i++)
        {
            ReadOnlySpan<byte> at = payload.Slice(9 + (i * MessageBytes), MessageBytes);
            long value = BinaryPrimitives.ReadInt64LittleEndian(at[2..]);
            switch (at[0])
            {
                case Clear:
                    sink.OnClear(new BookClear(at[1], 0));
                    break;
                case Bid:
                    sink.OnLevel(new LevelUpdate(at[1], Side.Buy, BookAction.Overlay, 1, new Price(100), value, 1, 0, 0));
                    break;
                default:
                    sink.OnSnapshotComplete(at[1], (ulong)value);
                    break;
            }
        }
    }
}
