using System.Buffers.Binary;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>MEMOIR: a big-endian header with a message count, then messages behind a u16 length that does not count itself.</summary>
public sealed class MemoirFraming : LengthPrefixFraming
{
    private const int LengthBytes = 2;

    /// <inheritdoc/>
    public override string Name => "memoir";

    /// <inheritdoc/>
    public override bool HasSchema => true;

    /// <inheritdoc/>
    protected override int LengthWordsBytes => LengthBytes;

    /// <inheritdoc/>
    public override SbeSchema LoadSchema() => FeedSchemas.MemoirDepth();

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        bool isSound = MemoirDepthProtocol.TryReadHeader(payload, out FeedPacketHeader header);
        cursor = new FramingCursor
        {
            OffsetBytes = isSound ? Math.Min(payload[1] + LengthBytes, payload.Length) : 0,
            Left = (int)header.SequenceCount,
            Sequence = header.Sequence,
            Problem = isSound ? null : "the packet header is no MEMOIR header",
        };
        return isSound;
    }

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        prefixBytes = LengthBytes;
        messageBytes = BinaryPrimitives.ReadUInt16BigEndian(rest);
        return true;
    }
}
