using System.Buffers.Binary;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Puts packets together byte by byte, from the framing facts alone.</summary>
internal static class PacketBytes
{
    /// <summary>A CME packet: sequence, sending time, and each message behind its size.</summary>
    public static byte[] CmePacket(uint sequence, ulong sendingTimeNs, params byte[][] messages)
    {
        List<byte> packet = [];
        packet.AddRange(U32(sequence));
        packet.AddRange(U64(sendingTimeNs));
        foreach (byte[] message in messages)
        {
            packet.AddRange(U16(message.Length + 2));
            packet.AddRange(message);
        }

        return [.. packet];
    }

    /// <summary>A CME message: header, then parts.</summary>
    public static byte[] CmeMessage(int blockLength, int templateId, int version, params byte[][] parts) =>
        [.. U16(blockLength), .. U16(templateId), .. U16(1), .. U16(version), .. parts.SelectMany(part => part)];

    /// <summary>One entry of a book refresh (template 32).</summary>
    public static byte[] BookEntry(long mantissa, int quantity, int securityId, uint sequence, int orders, byte level, byte action, char type) =>
        [.. U64((ulong)mantissa), .. U32((uint)quantity), .. U32((uint)securityId), .. U32(sequence), .. U32((uint)orders), level, action, (byte)type, 0, 0, 0, 0, 0];

    /// <summary>Three-byte group header.</summary>
    public static byte[] Group3(int blockLength, byte count) => [.. U16(blockLength), count];

    /// <summary>Eight-byte group header.</summary>
    public static byte[] Group8(int blockLength, byte count) => [.. U16(blockLength), 0, 0, 0, 0, 0, count];

    public static byte[] U16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
