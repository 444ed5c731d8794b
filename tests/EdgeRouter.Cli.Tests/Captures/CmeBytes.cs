using System.Buffers.Binary;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>CME packets laid out by hand after the exchange's message specification: no encoder of ours is involved.</summary>
internal static class CmeBytes
{
    public const uint GroupA = 0xE000_1F0B; // 224.0.31.11
    public const uint GroupB = 0xE000_200B; // 224.0.32.11
    private const int GroupCountOffset = 2 + 8 + 11 + 2; // size, header, block, group's block length

    public static byte[] FrameA(byte[] payload) => Frame(GroupA, 14_320, payload);

    public static byte[] FrameB(byte[] payload) => Frame(GroupB, 15_320, payload);

    public static byte[] Frame(uint group, ushort port, byte[] payload)
    {
        byte[] frame = new byte[FrameBuilder.HeaderBytes + payload.Length];
        FrameBuilder.Write(frame, new UdpFrameHeader(0x0A00_0001, group, 10_000, port), payload);
        return frame;
    }

    /// <summary>u32 sequence, u64 sending time, then the messages.</summary>
    public static byte[] Packet(uint sequence, params byte[][] messages) =>
    [
        .. U32(sequence), .. U64(1_475_012_773_000_000_000UL + sequence), .. messages.SelectMany(message => message),
    ];

    /// <summary>A book refresh of one bid: template 32, schema 1, version 8, an 11-byte block, one 32-byte entry, no orders.</summary>
    public static byte[] Bid(int securityId, uint reportSequence, byte level, long price, int quantity) => Message(32, 1, 8, 11,
    [
        .. U64(1_475_012_773_000_000_000), 0x80, 0, 0,
        .. U16(32), 1,
        .. U64(unchecked((ulong)(price * 10_000_000))), .. U32((uint)quantity), .. U32((uint)securityId), .. U32(reportSequence), .. U32(1), level, 0, (byte)'0', 0, 0, 0, 0, 0,
        .. U16(24), 0, 0, 0, 0, 0, 0,
    ]);

    /// <summary>The same with more entries claimed than there are bytes.</summary>
    public static byte[] BidOfImpossibleCount(int securityId)
    {
        byte[] message = Bid(securityId, 1, 1, 100, 1);
        message[GroupCountOffset] = 200;
        return message;
    }

    /// <summary>A book refresh whose block has 5 bytes: less than its transaction time alone.</summary>
    public static byte[] ShortBlock() => Message(32, 1, 8, 5, [1, 2, 3, 4, 5, .. U16(32), 0, .. U16(24), 0, 0, 0, 0, 0, 0]);

    public static byte[] UnknownTemplate(ushort templateId) => Message(templateId, 1, 8, 4, [1, 2, 3, 4]);

    /// <summary>A message that claims more bytes than the packet has.</summary>
    public static byte[] CutMessage(int securityId) => Bid(securityId, 1, 1, 100, 1)[..^20];

    private static byte[] Message(ushort template, ushort schema, ushort version, ushort blockLength, byte[] body) =>
        [.. U16((ushort)(body.Length + 10)), .. U16(blockLength), .. U16(template), .. U16(schema), .. U16(version), .. body];

    private static byte[] U16(ushort value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
