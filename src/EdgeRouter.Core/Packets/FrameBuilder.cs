using System.Buffers.Binary;

namespace EdgeRouter.Core.Packets;

/// <summary>Builds Ethernet II / IPv4 / UDP frames (RFC 894, 791, 768) into the caller's memory, without FCS and without padding to
/// Ethernet's least length, which is the NIC's work.</summary>
public static class FrameBuilder
{
    /// <summary>Ethernet, IPv4 and UDP headers together.</summary>
    public const int HeaderBytes = EthernetBytes + Ipv4Bytes + UdpBytes;

    /// <summary>The largest payload: IPv4's 65,535 less its header and UDP's.</summary>
    public const int MaxPayloadBytes = ushort.MaxValue - Ipv4Bytes - UdpBytes;

    private const int EthernetBytes = 14;
    private const int Ipv4Bytes = 20;
    private const int UdpBytes = 8;

    /// <summary>Writes a whole frame.</summary>
    /// <param name="frame">Room for <see cref="HeaderBytes"/> and the payload.</param>
    /// <param name="header">Addresses.</param>
    /// <param name="payload">UDP payload, at most <see cref="MaxPayloadBytes"/>.</param>
    /// <returns>The frame's length.</returns>
    /// <exception cref="ArgumentException">The payload is too long, or the room too short.</exception>
    public static int Write(Span<byte> frame, in UdpFrameHeader header, ReadOnlySpan<byte> payload)
    {
        WriteHeader(frame, header, payload.Length);
        payload.CopyTo(frame[HeaderBytes..]);
        return HeaderBytes + payload.Length;
    }

    /// <summary>Writes the three headers before a payload that is there already, or comes later.</summary>
    /// <param name="frame">Room for <see cref="HeaderBytes"/> at least.</param>
    /// <param name="header">Addresses.</param>
    /// <param name="payloadBytes">Payload length, 0 to <see cref="MaxPayloadBytes"/>.</param>
    /// <exception cref="ArgumentException">The payload is too long, or the room too short.</exception>
    public static void WriteHeader(Span<byte> frame, in UdpFrameHeader header, int payloadBytes)
    {
        if ((uint)payloadBytes > MaxPayloadBytes || frame.Length < HeaderBytes)
        {
            ThrowDoesNotFit(payloadBytes);
        }

        WriteMac(frame, header.EffectiveDestinationMac);
        WriteMac(frame[6..], header.SourceMac);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], 0x0800);
        WriteIpv4(frame.Slice(EthernetBytes, Ipv4Bytes), header, Ipv4Bytes + UdpBytes + payloadBytes);
        Span<byte> udp = frame.Slice(EthernetBytes + Ipv4Bytes, UdpBytes);
        BinaryPrimitives.WriteUInt16BigEndian(udp, header.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], header.DestinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)(UdpBytes + payloadBytes));

        // 0: no checksum, which RFC 768 permits over IPv4 and feeds commonly do.
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], 0);
    }

    /// <summary>The Internet checksum of an IPv4 header (RFC 1071); 0 over a header that carries a right one.</summary>
    /// <param name="header">The header, an even number of bytes.</param>
    public static ushort Ipv4Checksum(ReadOnlySpan<byte> header)
    {
        uint sum = 0;
        for (int i = 0; i + 1 < header.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }

    private static void WriteIpv4(Span<byte> ip, in UdpFrameHeader header, int totalBytes)
    {
        const byte VersionAndLength = 0x45;
        const byte UdpProtocol = 17;
        const ushort DoNotFragment = 0x4000;
        ip[0] = VersionAndLength;
        ip[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], (ushort)totalBytes);
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], header.Identification);
        BinaryPrimitives.WriteUInt16BigEndian(ip[6..], DoNotFragment);
        ip[8] = header.TimeToLive;
        ip[9] = UdpProtocol;
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], header.SourceAddress);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], header.DestinationAddress);
        BinaryPrimitives.WriteUInt16BigEndian(ip[10..], Ipv4Checksum(ip));
    }

    private static void WriteMac(Span<byte> room, ulong mac)
    {
        BinaryPrimitives.WriteUInt16BigEndian(room, (ushort)(mac >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(room[2..], (uint)mac);
    }

    private static void ThrowDoesNotFit(int payloadBytes) =>
        throw new ArgumentException($"A payload of {payloadBytes} bytes does not fit an IPv4 datagram, or the frame's room is too short.", nameof(payloadBytes));
}
