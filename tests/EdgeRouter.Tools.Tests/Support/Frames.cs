namespace EdgeRouter.Tools.Tests.Support;

/// <summary>Ethernet frames put together by hand after RFC 791, 768 and 9293; checksums are zero.</summary>
internal static class Frames
{
    /// <summary>Where a UDP payload begins.</summary>
    public const int UdpPayload = 14 + 20 + 8;

    /// <summary>Where a TCP payload begins.</summary>
    public const int TcpPayload = 14 + 20 + 20;

    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Rst = 4;

    /// <summary>10.1.2.3:1000 → 239.1.1.1:5000.</summary>
    public static byte[] Udp(byte[] payload) =>
        Ip(17, [239, 1, 1, 1], [.. Bytes.U16B(1000), .. Bytes.U16B(5000), .. Bytes.U16B(8 + payload.Length), 0, 0, .. payload]);

    /// <summary>10.1.2.3:1000 → 10.9.9.9:5000.</summary>
    public static byte[] Tcp(uint sequence, byte[] payload, byte flags = 0, int sourcePort = 1000) =>
        Ip(6, [10, 9, 9, 9], [.. Bytes.U16B(sourcePort), .. Bytes.U16B(5000), .. Bytes.U32B(sequence), 0, 0, 0, 0, 0x50, flags, 1, 0, 0, 0, 0, 0, .. payload]);

    private static byte[] Ip(byte protocol, byte[] destination, byte[] payload) =>
    [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 8, 0,
        0x45, 0, .. Bytes.U16B(20 + payload.Length), 0, 0, 0, 0, 64, protocol, 0, 0, 10, 1, 2, 3, .. destination, .. payload,
    ];
}
