using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Deribit: an 8-byte packet header (u16 length, u16 channel, u32 channel sequence; little-endian), then one message to the packet's
/// end.</summary>
public sealed class DeribitFraming : MessageFraming
{
    private const int PacketHeaderBytes = 8;

    /// <inheritdoc/>
    public override string Name => "deribit";

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        if (!TrySkipHeader(payload, PacketHeaderBytes, out cursor))
        {
            return false;
        }

        cursor.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        return true;
    }

    /// <inheritdoc/>
    public override FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message) =>
        NoneFraming.TakeRest(payload, ref cursor, out message);
}
