using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Euronext Optiq: a 16-byte packet header (u64 time, u32 sequence, u16 flags, u16 channel), then messages behind a u16 frame length that
/// counts itself; all little-endian. Where bit 0 of the flags is set, what follows the header is one LZ4 block. Over TCP (order entry): the
/// messages without packet header.</summary>
public sealed class OptiqFraming : LengthPrefixFraming
{
    private const int PacketHeaderBytes = 16;
    private const int FlagsOffset = 12;
    private const int LengthBytes = 2;

    /// <inheritdoc/>
    public override string Name => "optiq";

    /// <inheritdoc/>
    public override bool HasStreamForm => true;

    /// <inheritdoc/>
    protected override int LengthWordsBytes => LengthBytes;

    /// <inheritdoc/>
    public override bool TryExpand(ReadOnlySpan<byte> payload, Span<byte> room, out ReadOnlySpan<byte> packet)
    {
        packet = payload;
        if (payload.Length < PacketHeaderBytes || (payload[FlagsOffset] & 1) == 0)
        {
            return true;
        }

        payload[..PacketHeaderBytes].CopyTo(room);
        bool isSound = Lz4Block.TryDecode(payload[PacketHeaderBytes..], room[PacketHeaderBytes..], out int lengthBytes);
        packet = room[..(PacketHeaderBytes + lengthBytes)];
        return isSound;
    }

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        if (!TrySkipHeader(payload, PacketHeaderBytes, out cursor))
        {
            return false;
        }

        cursor.SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(payload);
        cursor.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]);
        return true;
    }

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        prefixBytes = LengthBytes;
        messageBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest) - LengthBytes;
        return true;
    }
}
