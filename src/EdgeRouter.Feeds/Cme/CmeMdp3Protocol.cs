using System.Buffers.Binary;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme.Wire;

namespace EdgeRouter.Feeds.Cme;

/// <summary>CME MDP 3.0 over UDP: price-level books. Framing: 12 bytes (u32 packet sequence, u64 sending time, little-endian),
/// then messages, each behind a u16 size that counts itself.</summary>
public readonly struct CmeMdp3Protocol : IFeedProtocol
{
    /// <summary>Bytes in front of the first message.</summary>
    public const int PacketHeaderBytes = 12;

    private const int SizeBytes = 2;

    /// <inheritdoc/>
    public static string Name => "cme-mdp3";

    /// <inheritdoc/>
    public static bool TryReadHeader(ReadOnlySpan<byte> payload, out FeedPacketHeader header)
    {
        if (payload.Length < PacketHeaderBytes)
        {
            header = default;
            return false;
        }

        header = new FeedPacketHeader
        {
            Kind = FeedPacketKind.Data,
            Sequence = BinaryPrimitives.ReadUInt32LittleEndian(payload),
            SequenceCount = 1,
            SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(payload.Slice(4)),
        };
        return header.SendingTimeNs >= 0;
    }

    /// <inheritdoc/>
    public static void Decode<TSink>(ReadOnlySpan<byte> payload, in FeedPacketHeader header, uint skipSequences, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct
    {
        counters.Packets++;
        if (skipSequences > 0)
        {
            return;
        }

        ReadOnlySpan<byte> rest = payload.Slice(Math.Min(PacketHeaderBytes, payload.Length));
        while (rest.Length > 0)
        {
            int sizeBytes = rest.Length < SizeBytes ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (sizeBytes < SizeBytes + SchemaInfo.HeaderLength || sizeBytes > rest.Length)
            {
                counters.Truncated++;
                return;
            }

            DecodeMessage(rest.Slice(SizeBytes, sizeBytes - SizeBytes), ref sink, counters);
            rest = rest.Slice(sizeBytes);
        }
    }

    // A damaged message is counted and left out; the next one is decoded, because the framing still holds.
    private static void DecodeMessage<TSink>(ReadOnlySpan<byte> message, ref TSink sink, DecodeCounters counters)
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
            MDIncrementalRefreshBook32Decoder.TemplateId => CmeBookDecoder.TryDecodeBook(frame, ref sink, counters),
            MDIncrementalRefreshTradeSummary42Decoder.TemplateId => CmeTradeDecoder.TryDecodeSummary(frame, ref sink, counters),
            MDIncrementalRefreshTrade36Decoder.TemplateId => CmeTradeDecoder.TryDecodeTrade(frame, ref sink, counters),
            SecurityStatus30Decoder.TemplateId => CmeStatusDecoder.TryDecode(frame, ref sink, counters),
            ChannelReset4Decoder.TemplateId => CmeBookDecoder.TryDecodeChannelReset(frame, ref sink, counters),
            SnapshotFullRefresh38Decoder.TemplateId => CmeSnapshotDecoder.TryDecode(frame, ref sink, counters),
            MDInstrumentDefinitionFuture27Decoder.TemplateId => CmeInstrumentDecoder.TryDecodeFuture(frame, ref sink, counters),
            MDInstrumentDefinitionSpread29Decoder.TemplateId => CmeInstrumentDecoder.TryDecodeSpread(frame, ref sink, counters),
            MDInstrumentDefinitionOption41Decoder.TemplateId => CmeInstrumentDecoder.TryDecodeOption(frame, ref sink, counters),
            _ => CmeOtherDecoder.TryDecode(templateId, frame, ref sink, counters),
        };
    }
}
