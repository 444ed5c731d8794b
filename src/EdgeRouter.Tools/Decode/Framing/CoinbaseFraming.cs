using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Coinbase Derivatives: a 24-byte packet header (i64 sending time, i64 sequence, u16 channel, u8 flags, u8 message count, i32
/// instrument), then messages whose own header begins with a u16 length of the whole, padding included. Over TCP (orders): messages whose
/// header has a u16 length of the whole at offset 2. All little-endian.</summary>
public sealed class CoinbaseFraming : LengthPrefixFraming
{
    private const int PacketHeaderBytes = 24;
    private const int CountOffset = 19;
    private const int LengthBytes = 2;
    private const int StreamLengthOffset = 2;
    private const int StreamHeaderBytes = 32;

    /// <inheritdoc/>
    public override string Name => "coinbase";

    /// <inheritdoc/>
    public override bool HasStreamForm => true;

    /// <inheritdoc/>
    protected override int LengthWordsBytes => LengthBytes;

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor)
    {
        if (!TrySkipHeader(payload, PacketHeaderBytes, out cursor))
        {
            return false;
        }

        cursor.SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(payload);
        cursor.Sequence = BinaryPrimitives.ReadUInt64LittleEndian(payload[8..]);
        cursor.Left = payload[CountOffset];
        return true;
    }

    /// <inheritdoc/>
    public override FramingStep NextInStream(ReadOnlySpan<byte> bytes, ref FramingCursor cursor, out ReadOnlySpan<byte> message)
    {
        message = default;
        ReadOnlySpan<byte> rest = bytes[cursor.OffsetBytes..];
        cursor.MessageOffsetBytes = cursor.OffsetBytes;
        if (rest.Length < StreamLengthOffset + LengthBytes)
        {
            return FramingStep.More;
        }

        int messageBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest[StreamLengthOffset..]);
        if (messageBytes < StreamHeaderBytes)
        {
            return Damage(ref cursor, Invariant($"a message claims {messageBytes} bytes, its header alone has {StreamHeaderBytes}"));
        }

        if (rest.Length >= StreamHeaderBytes)
        {
            cursor.Sequence = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            cursor.SendingTimeNs = BinaryPrimitives.ReadInt64LittleEndian(rest[16..]);
        }

        return TakeInStream(bytes, ref cursor, 0, messageBytes, out message);
    }

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        prefixBytes = 0;
        messageBytes = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        cursor.Problem = messageBytes >= LengthBytes ? null : Invariant($"a frame claims {messageBytes} bytes");
        return messageBytes >= LengthBytes;
    }
}
