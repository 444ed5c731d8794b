using System.Buffers.Binary;

namespace EdgeRouter.Ingest.Transport;

/// <summary>Finds UDP and TCP over IPv4 and IPv6 in frames of any link type that <see cref="LinkTypes"/> knows: the general twin of
/// <see cref="FrameParser"/>, for tools. Every length is checked against the bytes that are there. Checksums are not: captures of a
/// sending machine commonly lack them.</summary>
public static class TransportParser
{
    private const int UdpBytes = 8;
    private const int TcpBytes = 20;
    private const byte UdpProtocol = 17;
    private const byte TcpProtocol = 6;

    /// <summary>Parses one frame.</summary>
    /// <param name="linkType">Its link type.</param>
    /// <param name="frame">The frame; padding behind the IP packet does no harm.</param>
    /// <param name="packet">The datagram or segment, pointing into the frame.</param>
    /// <returns><see cref="TransportKind.Udp"/> or <see cref="TransportKind.Tcp"/> where there is one.</returns>
    public static TransportKind Parse(uint linkType, ReadOnlySpan<byte> frame, out TransportPacket packet)
    {
        packet = default;
        TransportKind kind = LinkParser.FindIp(linkType, frame, out int ipOffset);
        if (kind != TransportKind.Other)
        {
            // No IP is nothing wrong: ARP, LLDP and others live on the same wire.
            return kind == TransportKind.Cut ? kind : TransportKind.Other;
        }

        kind = IpParser.Parse(frame, ipOffset, out IpPacket ip);
        if (kind != TransportKind.Other || ip.Protocol is not (UdpProtocol or TcpProtocol))
        {
            return kind;
        }

        if (ip.IsFragment)
        {
            return TransportKind.Fragment;
        }

        if (ip.End > frame.Length)
        {
            return TransportKind.Cut;
        }

        ReadOnlySpan<byte> payload = frame[ip.PayloadOffset..ip.End];
        return ip.Protocol == UdpProtocol ? ParseUdp(payload, ip, out packet) : ParseTcp(payload, ip, out packet);
    }

    private static TransportKind ParseUdp(ReadOnlySpan<byte> udp, scoped in IpPacket ip, out TransportPacket packet)
    {
        packet = default;
        int lengthBytes = udp.Length < UdpBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(udp[4..]);
        if (lengthBytes < UdpBytes || lengthBytes > udp.Length)
        {
            return TransportKind.Unsound;
        }

        packet = new TransportPacket
        {
            Source = ip.Source with { Port = BinaryPrimitives.ReadUInt16BigEndian(udp) },
            Destination = ip.Destination with { Port = BinaryPrimitives.ReadUInt16BigEndian(udp[2..]) },
            Payload = udp[UdpBytes..lengthBytes],
            PayloadOffsetBytes = ip.PayloadOffset + UdpBytes,
        };
        return TransportKind.Udp;
    }

    private static TransportKind ParseTcp(ReadOnlySpan<byte> tcp, scoped in IpPacket ip, out TransportPacket packet)
    {
        packet = default;
        int headerBytes = tcp.Length < TcpBytes ? 0 : (tcp[12] >> 4) * 4;
        if (headerBytes < TcpBytes || headerBytes > tcp.Length)
        {
            return TransportKind.Unsound;
        }

        packet = new TransportPacket
        {
            Source = ip.Source with { Port = BinaryPrimitives.ReadUInt16BigEndian(tcp) },
            Destination = ip.Destination with { Port = BinaryPrimitives.ReadUInt16BigEndian(tcp[2..]) },
            Payload = tcp[headerBytes..],
            PayloadOffsetBytes = ip.PayloadOffset + headerBytes,
            Sequence = BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]),
            Flags = (TcpFlags)(tcp[13] & 0x07),
        };
        return TransportKind.Tcp;
    }
}
