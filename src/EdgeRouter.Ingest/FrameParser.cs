using System.Buffers.Binary;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest;

/// <summary>Takes the UDP datagram out of an Ethernet frame (up to two VLAN tags, IPv4 with options). Every length is checked against the
/// bytes that are there; whatever is not a whole UDP datagram is counted, never thrown. Checksums are left to the NIC.</summary>
public static class FrameParser
{
    private const int EthernetBytes = 14;
    private const int VlanTagBytes = 4;
    private const int MaxVlanTags = 2;
    private const int MinIpv4Bytes = 20;
    private const int UdpBytes = 8;
    private const ushort Ipv4 = 0x0800;
    private const byte UdpProtocol = 17;

    /// <summary>Parses one frame.</summary>
    /// <param name="frame">The frame from its destination MAC on; trailing padding or FCS does no harm.</param>
    /// <param name="receiveTimeNs">Its receive time, handed through.</param>
    /// <param name="counters">Counts what it was.</param>
    /// <param name="datagram">The datagram, pointing into the frame.</param>
    /// <returns>Whether it is a whole UDP datagram.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, long receiveTimeNs, ref ParseCounters counters, out Datagram datagram)
    {
        counters.FrameCount++;
        datagram = default;
        if (frame.Length < EthernetBytes)
        {
            counters.TruncatedCount++;
            return false;
        }

        int ipOffset = EthernetBytes;
        ushort etherType = BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);
        if (etherType != Ipv4 && !TryFindIpv4(frame, etherType, ref ipOffset, ref counters))
        {
            return false;
        }

        ReadOnlySpan<byte> ip = frame[ipOffset..];
        if (!TryTakeIpv4(ref ip, ref counters, out uint source, out uint destination))
        {
            return false;
        }

        // ip is the IPv4 payload now.
        int udpBytes = ip.Length < UdpBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(ip[4..]);
        if (udpBytes < UdpBytes || udpBytes > ip.Length)
        {
            counters.BadUdpCount++;
            return false;
        }

        counters.DatagramCount++;
        datagram = new Datagram
        {
            Payload = ip[UdpBytes..udpBytes],
            SourceAddress = source,
            DestinationAddress = destination,
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(ip),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]),
            ReceiveTimeNs = receiveTimeNs,
        };
        return true;
    }

    /// <summary>Walks over VLAN tags (802.1Q, 802.1ad, and QinQ's older number) to the IPv4 header.</summary>
    private static bool TryFindIpv4(ReadOnlySpan<byte> frame, ushort etherType, ref int ipOffset, ref ParseCounters counters)
    {
        for (int tags = 0; tags < MaxVlanTags && etherType is 0x8100 or 0x88A8 or 0x9100; tags++)
        {
            if (frame.Length < ipOffset + VlanTagBytes)
            {
                counters.TruncatedCount++;
                return false;
            }

            etherType = BinaryPrimitives.ReadUInt16BigEndian(frame[(ipOffset + 2)..]);
            ipOffset += VlanTagBytes;
        }

        switch (etherType)
        {
            case Ipv4:
                return true;
            case 0x0806:
                counters.ArpCount++;
                return false;
            case 0x86DD:
                counters.Ipv6Count++;
                return false;
            default:
                counters.OtherEtherTypeCount++;
                return false;
        }
    }

    /// <summary>Checks the IPv4 header and reduces <paramref name="ip"/> to its UDP bytes.</summary>
    private static bool TryTakeIpv4(ref ReadOnlySpan<byte> ip, ref ParseCounters counters, out uint source, out uint destination)
    {
        source = destination = 0;
        if (ip.Length < MinIpv4Bytes)
        {
            counters.TruncatedCount++;
            return false;
        }

        int headerBytes = (ip[0] & 0x0F) * 4;
        int totalBytes = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (ip[0] >> 4 != 4 || headerBytes < MinIpv4Bytes || totalBytes < headerBytes)
        {
            counters.BadIpv4Count++;
            return false;
        }

        // More fragments, or an offset. The protocol of a later fragment is known too, but its bytes mean nothing alone.
        if ((BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x3FFF) != 0)
        {
            counters.FragmentCount++;
            return false;
        }

        if (ip[9] != UdpProtocol)
        {
            counters.TcpCount += ip[9] == 6 ? 1 : 0;
            counters.OtherProtocolCount += ip[9] == 6 ? 0 : 1;
            return false;
        }

        if (ip.Length < totalBytes)
        {
            counters.TruncatedCount++;
            return false;
        }

        source = BinaryPrimitives.ReadUInt32BigEndian(ip[12..]);
        destination = BinaryPrimitives.ReadUInt32BigEndian(ip[16..]);
        ip = ip[headerBytes..totalBytes];
        return true;
    }
}
