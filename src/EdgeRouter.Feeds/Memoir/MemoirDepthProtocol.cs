using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir.Wire;

namespace EdgeRouter.Feeds.Memoir;

/// <summary>MEMOIR Depth: order-by-order books of US equities. Framing, big-endian: u8 message type, u8 header length, u64 session, u64 sequence
/// of the first message; at the header's length, in sequenced packets, a u16 message count; then messages, each behind a u16 length that does not
/// count itself. A packet is the smallest unit on the wire, so the end of a packet with messages is passed on as the end of an event.</summary>
public readonly struct MemoirDepthProtocol : IFeedProtocol
{
    /// <summary>Message type of packets without messages that tell the next sequence.</summary>
    public const byte HeartbeatType = 0;

    /// <summary>Message type of the last packet of a session.</summary>
    public const byte SessionShutdownType = 1;

    /// <summary>Message type of packets with messages.</summary>
    public const byte SequencedType = 2;

    /// <summary>Shortest header: type, length, session, sequence.</summary>
    public const int HeaderBytesMin = 18;

    private const int LengthBytes = 2;
    private const int SessionOffset = 2;
    private const int SequenceOffset = 10;

    /// <inheritdoc/>
    public static string Name => "memoir-depth";

    /// <inheritdoc/>
    public static bool TryReadHeader(ReadOnlySpan<byte> payload, out FeedPacketHeader header)
    {
        header = default;
        if (payload.Length < HeaderBytesMin)
        {
            return false;
        }

        byte type = payload[0];
        int headerLength = payload[1];
        bool isSequenced = type == SequencedType;
        if (type > SequencedType || headerLength < HeaderBytesMin || headerLength + (isSequenced ? LengthBytes : 0) > payload.Length)
        {
            return false;
        }

        header = new FeedPacketHeader
        {
            Kind = isSequenced ? FeedPacketKind.Data : type == HeartbeatType ? FeedPacketKind.Heartbeat : FeedPacketKind.SessionEnd,
            Session = BinaryPrimitives.ReadUInt64BigEndian(payload.Slice(SessionOffset)),
            Sequence = BinaryPrimitives.ReadUInt64BigEndian(payload.Slice(SequenceOffset)),
            SequenceCount = isSequenced ? BinaryPrimitives.ReadUInt16BigEndian(payload.Slice(headerLength)) : 0u,
        };
        return true;
    }

    /// <inheritdoc/>
    public static void Decode<TSink>(ReadOnlySpan<byte> payload, in FeedPacketHeader header, uint skipSequences, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        counters.Packets++;
        int start = payload.Length > 1 ? payload[1] + LengthBytes : payload.Length;
        if (header.Kind != FeedPacketKind.Data || start > payload.Length)
        {
            return;
        }

        ReadOnlySpan<byte> rest = payload.Slice(start);
        long eventTimeNs = -1;
        for (uint index = 0; index < header.SequenceCount; index++)
        {
            int lengthBytes = rest.Length < LengthBytes ? -1 : BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (lengthBytes < SchemaInfo.HeaderLength || lengthBytes > rest.Length - LengthBytes)
            {
                counters.Truncated++;
                break;
            }

            if (index >= skipSequences)
            {
                DecodeMessage(rest.Slice(LengthBytes, lengthBytes), ref eventTimeNs, ref sink, counters);
            }

            rest = rest.Slice(LengthBytes + lengthBytes);
        }

        if (eventTimeNs >= 0)
        {
            sink.OnEndOfEvent(eventTimeNs);
        }
    }

    // A damaged message is counted and left out; the next one is decoded, because the framing still holds.
    private static void DecodeMessage<TSink>(ReadOnlySpan<byte> message, ref long eventTimeNs, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        SchemaInfo.TryReadHeader(message, out int blockLength, out int templateId, out int schemaId, out int version);
        counters.CountMessage(templateId);
        if (schemaId != SchemaInfo.Id)
        {
            counters.UnknownTemplates++;
            return;
        }

        SbeMessageFrame frame = new(message.Slice(SchemaInfo.HeaderLength), blockLength, version);
        _ = templateId switch
        {
            OrderAddedDecoder.TemplateId => MemoirOrderDecoder.TryDecodeAdded(frame, ref eventTimeNs, ref sink, counters),
            OrderDeletedDecoder.TemplateId => MemoirOrderDecoder.TryDecodeDeleted(frame, ref eventTimeNs, ref sink, counters),
            OrderReducedDecoder.TemplateId => MemoirOrderDecoder.TryDecodeReduced(frame, ref eventTimeNs, ref sink, counters),
            OrderExecutedDecoder.TemplateId => MemoirOrderDecoder.TryDecodeExecuted(frame, ref eventTimeNs, ref sink, counters),
            TradeDecoder.TemplateId => MemoirOrderDecoder.TryDecodeTrade(frame, ref eventTimeNs, ref sink, counters),
            _ => MemoirAdminDecoder.TryDecode(templateId, frame, ref eventTimeNs, ref sink, counters),
        };
    }
}
