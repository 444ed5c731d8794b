using System.Buffers.Binary;

namespace EdgeRouter.Ingest.Tests.Support;

/// <summary>Packets put together by hand after RFC 791, 8200, 768 and 9293; checksums are zero.</summary>
internal static class Packets
{
    public static byte[] Ethernet(ushort type, byte[] payload) => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, (byte)(type >> 8), (byte)type, .. payload];

    public static byte[] Ipv4(byte protocol, byte[] payload, ushort fragment = 0, int? totalBytes = null) =>
    [
        0x45, 0, .. Word(totalBytes ?? (20 + payload.Length)), 0, 0, .. Word(fragment), 64, protocol, 0, 0, 10, 1, 2, 3, 10, 4, 5, 6, .. payload,
    ];

    /// <summary>From fe80::1 to ff02::2.</summary>
    public static byte[] Ipv6(byte next, byte[] payload) =>
    [
        0x60, 0, 0, 0, .. Word(payload.Length), next, 64,
        0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
        .. payload,
    ];

    /// <summary>From port 1000 to 2000.</summary>
    public static byte[] Udp(byte[] payload) => [.. Word(1000), .. Word(2000), .. Word(8 + payload.Length), 0, 0, .. payload];

    /// <summary>From port 1000 to 2000.</summary>
    public static byte[] Tcp(uint sequence, byte flags, byte[] payload, int optionWords = 0)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, sequence);
        return [.. Word(1000), .. Word(2000), .. number, 0, 0, 0, 0, (byte)((5 + optionWords) << 4), flags, 1, 0, 0, 0, 0, 0, .. new byte[optionWords * 4], .. payload];
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];
}
