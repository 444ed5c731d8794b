using System.Buffers.Binary;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode;

/// <summary>CME MDP 3.0 over UDP: a 12-byte packet header, then messages behind a little-endian u16 size that counts itself.</summary>
public sealed class CmeFraming : MessageFraming
{
    private const int SizeBytes = 2;

    /// <inheritdoc/>
    public override string Name => "cme";

    /// <inheritdoc/>
    public override SbeSchema LoadSchema() => FeedSchemas.CmeMdp3();

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        bool isSound = CmeMdp3Protocol.TryReadHeader(payload, out FeedPacketHeader header);
        cursor = new FramingCursor
        {
            OffsetBytes = CmeMdp3Protocol.PacketHeaderBytes,
            Left = -1,
            Sequence = header.Sequence,
            SendingTimeNs = header.SendingTimeNs,
        };
        return isSound;
    }

    /// <inheritdoc/>
    public override FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = payload[cursor.OffsetBytes..];
        if (rest.IsEmpty)
        {
            return FramingStep.End;
        }

        return rest.Length < SizeBytes
            ? FramingStep.Damaged
            : Take(payload, ref cursor, SizeBytes, BinaryPrimitives.ReadUInt16LittleEndian(rest) - SizeBytes, out message);
    }
}
