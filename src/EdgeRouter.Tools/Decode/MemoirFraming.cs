using System.Buffers.Binary;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode;

/// <summary>MEMOIR: a big-endian header with a message count, then messages behind a u16 length that does not count itself.</summary>
public sealed class MemoirFraming : MessageFraming
{
    private const int LengthBytes = 2;

    /// <inheritdoc/>
    public override string Name => "memoir";

    /// <inheritdoc/>
    public override SbeSchema LoadSchema() => FeedSchemas.MemoirDepth();

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        bool isSound = MemoirDepthProtocol.TryReadHeader(payload, out FeedPacketHeader header);
        cursor = new FramingCursor
        {
            OffsetBytes = isSound ? Math.Min(payload[1] + LengthBytes, payload.Length) : payload.Length,
            Left = (int)header.SequenceCount,
            Sequence = header.Sequence,
        };
        return isSound;
    }

    /// <inheritdoc/>
    public override FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (cursor.Left == 0)
        {
            return FramingStep.End;
        }

        cursor.Left--;
        ReadOnlySpan<byte> rest = payload[cursor.OffsetBytes..];
        return rest.Length < LengthBytes
            ? FramingStep.Damaged
            : Take(payload, ref cursor, LengthBytes, BinaryPrimitives.ReadUInt16BigEndian(rest), out message);
    }
}
