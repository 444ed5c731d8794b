using System.Buffers.Binary;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>CME MDP 3.0: a 12-byte packet header, then messages behind a little-endian u16 size that counts itself. Over TCP (recovery): a
/// 14-byte technical header whose first word, the encoding type, tells it from a message's size.</summary>
public sealed class CmeFraming : LengthPrefixFraming
{
    private const int SizeBytes = 2;
    private const int TechnicalHeaderBytes = 14;

    /// <inheritdoc/>
    public override string Name => "cme";

    /// <inheritdoc/>
    public override bool HasSchema => true;

    /// <inheritdoc/>
    public override bool HasStreamForm => true;

    /// <inheritdoc/>
    protected override int LengthWordsBytes => SizeBytes;

    /// <inheritdoc/>
    public override SbeSchema LoadSchema() => FeedSchemas.CmeMdp3();

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        if (!TrySkipHeader(payload, CmeMdp3Protocol.PacketHeaderBytes, out cursor))
        {
            return false;
        }

        bool isSound = CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header);
        cursor.Sequence = header.Sequence;
        cursor.SendingTimeNs = header.SendingTimeNs;
        cursor.Problem = isSound ? null : "the packet header's sending time is no time";
        return isSound;
    }

    /// <inheritdoc/>
    public override FramingStep NextInStream(ReadOnlySpan<byte> bytes, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = bytes[cursor.OffsetBytes..];
        cursor.MessageOffsetBytes = bytes.Length;
        if (rest.Length < SizeBytes)
        {
            return FramingStep.More;
        }

        ushort word = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (cursor.HeaderWord is { } headerWord && headerWord != word)
        {
            return base.NextInStream(bytes, ref cursor, out message);
        }

        if (rest.Length < TechnicalHeaderBytes)
        {
            return FramingStep.More;
        }

        cursor.HeaderWord = word;
        cursor.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(rest[2..]);
        cursor.SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(rest[6..]);
        cursor.OffsetBytes += TechnicalHeaderBytes;
        return base.NextInStream(bytes, ref cursor, out message);
    }

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        prefixBytes = SizeBytes;
        messageBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest) - SizeBytes;
        return true;
    }
}
