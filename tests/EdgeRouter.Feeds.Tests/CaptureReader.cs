using System.Buffers.Binary;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Reads the UDP payloads of a little-endian pcapng file: enhanced packet blocks, Ethernet, IPv4. For tests only.</summary>
internal static class CaptureReader
{
    private const uint EnhancedPacketBlock = 6;

    public static List<(int Port, byte[] Payload)> ReadUdp(string path)
    {
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        List<(int, byte[])> packets = [];
        while (file.Length >= 12)
        {
            int blockBytes = BinaryPrimitives.ReadInt32LittleEndian(file.Slice(4));
            if (BinaryPrimitives.ReadUInt32LittleEndian(file) == EnhancedPacketBlock)
            {
                ReadOnlySpan<byte> frame = file.Slice(28, BinaryPrimitives.ReadInt32LittleEndian(file.Slice(20)));
                packets.Add(ReadFrame(frame));
            }

            file = file.Slice(blockBytes);
        }

        return packets;
    }

    private static (int Port, byte[] Payload) ReadFrame(ReadOnlySpan<byte> frame)
    {
        int network = 14;
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(12));
        while (type == 0x8100)
        {
            type = BinaryPrimitives.ReadUInt16BigEndian(frame.Slice(network + 2));
            network += 4;
        }

        Assert.That(type, Is.EqualTo(0x0800), "IPv4");
        ReadOnlySpan<byte> udp = frame.Slice(network + ((frame[network] & 15) * 4));
        return (BinaryPrimitives.ReadUInt16BigEndian(udp.Slice(2)), udp.Slice(8, BinaryPrimitives.ReadUInt16BigEndian(udp.Slice(4)) - 8).ToArray());
    }
}
