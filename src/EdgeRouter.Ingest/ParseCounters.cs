namespace EdgeRouter.Ingest;

/// <summary>What became of the frames that <see cref="FrameParser"/> saw. Every frame is counted in <see cref="FrameCount"/> and in exactly
/// one other field.</summary>
public struct ParseCounters
{
    /// <summary>All frames.</summary>
    public long FrameCount;

    /// <summary>UDP datagrams handed on.</summary>
    public long DatagramCount;

    /// <summary>Frames that end before their headers or their payload do: cut by the capture, or damaged.</summary>
    public long TruncatedCount;

    /// <summary>ARP.</summary>
    public long ArpCount;

    /// <summary>IPv6.</summary>
    public long Ipv6Count;

    /// <summary>Frames of other EtherTypes, and with more than two VLAN tags.</summary>
    public long OtherEtherTypeCount;

    /// <summary>IPv4 headers with impossible version or lengths.</summary>
    public long BadIpv4Count;

    /// <summary>Fragments of IPv4 packets: feeds do not fragment, and we do not reassemble.</summary>
    public long FragmentCount;

    /// <summary>TCP.</summary>
    public long TcpCount;

    /// <summary>Other protocols over IPv4 (ICMP, IGMP, …).</summary>
    public long OtherProtocolCount;

    /// <summary>UDP headers with impossible lengths.</summary>
    public long BadUdpCount;

    /// <summary>Frames that gave no datagram.</summary>
    public readonly long RejectedCount => FrameCount - DatagramCount;
}
