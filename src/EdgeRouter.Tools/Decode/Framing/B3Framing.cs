using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>B3 UMDF: a 16-byte packet header (channel, reserved, u16 sequence version, u32 sequence, u64 sending time), then messages behind
/// a u16 length that counts its four framing bytes and the encoding word 0xEB50; all little-endian.</summary>
public sealed class B3Framing : LengthPrefixFraming
{
    private const int PacketHeaderBytes = 16;
    private const int FramingBytes = 4;
    private const ushort Encoding = 0xEB50;

    /// <inheritdoc/>
    public override string Name => "b3";

    /// <inheritdoc/>
    protected override int LengthWordsBytes => FramingBytes;

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        if (!TrySkipHeader(payload, PacketHeaderBytes, out cursor))
        {
            return false;
        }

        cursor.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]);
        cursor.SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(payload[8..]);
        return true;
    }

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        ushort encoding = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
        prefixBytes = FramingBytes;
        messageBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest) - FramingBytes;
        cursor.Problem = encoding == Encoding ? null : Invariant($"the encoding word is 0x{encoding:X4}, 0x{Encoding:X4} is wanted");
        return encoding == Encoding;
    }
}
