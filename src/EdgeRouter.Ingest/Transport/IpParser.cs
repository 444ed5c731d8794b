using System.Buffers.Binary;

namespace EdgeRouter.Ingest.Transport;

/// <summary>Reads IPv4 headers (RFC 791) and IPv6 headers with their extensions (RFC 8200).</summary>
internal static class IpParser
{
    private const int Ipv4Bytes = 20;
    private const int Ipv6Bytes = 40;

    // A chain of more is no traffic, it is an attack on parsers.
    private const int ExtensionsMax = 8;

    /// <summary>Reads the header at an offset inside the frame.</summary>
    /// <returns><see cref="TransportKind.Other"/> where there is one; <see cref="TransportKind.Cut"/> or <see cref="TransportKind.Unsound"/>.</returns>
    public static TransportKind Parse(ReadOnlySpan<byte> frame, int offset, out IpPacket packet)
    {
        packet = default;
        ReadOnlySpan<byte> ip = frame[offset..];
        return ip.IsEmpty ? TransportKind.Cut : (ip[0] >> 4) switch
        {
            4 => ParseIpv4(ip, offset, out packet),
            6 => ParseIpv6(ip, offset, out packet),
            _ => TransportKind.Unsound,
        };
    }

    private static TransportKind ParseIpv4(ReadOnlySpan<byte> ip, int offset, out IpPacket packet)
    {
        packet = default;
        if (ip.Length < Ipv4Bytes)
        {
            return TransportKind.Cut;
        }

        int headerBytes = (ip[0] & 0x0F) * 4;
        int totalBytes = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);

        // 0: a segment that the sender's NIC is to split, longer than the word can say.
        totalBytes = totalBytes == 0 ? ip.Length : totalBytes;
        if (headerBytes < Ipv4Bytes || totalBytes < headerBytes)
        {
            return TransportKind.Unsound;
        }

        packet = new IpPacket
        {
            Source = new IpEndpoint(0, BinaryPrimitives.ReadUInt32BigEndian(ip[12..]), 0, false),
            Destination = new IpEndpoint(0, BinaryPrimitives.ReadUInt32BigEndian(ip[16..]), 0, false),
            Protocol = ip[9],
            PayloadOffset = offset + headerBytes,
            End = offset + totalBytes,
            IsFragment = (BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x3FFF) != 0,
        };
        return TransportKind.Other;
    }

    private static TransportKind ParseIpv6(ReadOnlySpan<byte> ip, int offset, out IpPacket packet)
    {
        packet = default;
        if (ip.Length < Ipv6Bytes)
        {
            return TransportKind.Cut;
        }

        int payloadBytes = BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        int end = payloadBytes == 0 ? ip.Length : Ipv6Bytes + payloadBytes;
        byte protocol = ip[6];
        int at = Ipv6Bytes;
        bool isFragment = false;
        for (int count = 0; IsExtension(protocol); count++)
        {
            if (count == ExtensionsMax || at + 8 > end)
            {
                return TransportKind.Unsound;
            }

            if (at + 8 > ip.Length)
            {
                return TransportKind.Cut;
            }

            // An atomic fragment (RFC 6946) is a whole packet: no offset, no more to come.
            isFragment |= protocol == 44 && (BinaryPrimitives.ReadUInt16BigEndian(ip[(at + 2)..]) & 0xFFF9) != 0;
            int length = protocol switch { 44 => 8, 51 => (ip[at + 1] + 2) * 4, _ => (ip[at + 1] + 1) * 8 };
            protocol = ip[at];
            at += length;
        }

        packet = new IpPacket
        {
            Source = Address(ip[8..]),
            Destination = Address(ip[24..]),
            Protocol = protocol,
            PayloadOffset = offset + at,
            End = offset + end,
            IsFragment = isFragment,
        };
        return at > end ? TransportKind.Unsound : TransportKind.Other;
    }

    /// <summary>Hop-by-hop options, routing, fragment, authentication, destination options, mobility.</summary>
    private static bool IsExtension(byte protocol) => protocol is 0 or 43 or 44 or 51 or 60 or 135;

    private static IpEndpoint Address(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), 0, true);
}
