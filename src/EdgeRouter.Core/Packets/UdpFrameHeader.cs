namespace EdgeRouter.Core.Packets;

/// <summary>The addresses of an Ethernet/IPv4/UDP frame that <see cref="FrameBuilder"/> makes.</summary>
/// <param name="SourceAddress">IPv4 source, host order.</param>
/// <param name="DestinationAddress">IPv4 destination, host order.</param>
/// <param name="SourcePort">UDP source port.</param>
/// <param name="DestinationPort">UDP destination port.</param>
public readonly record struct UdpFrameHeader(uint SourceAddress, uint DestinationAddress, ushort SourcePort, ushort DestinationPort)
{
    /// <summary>Source MAC, low 48 bits; the default is a locally administered one, 02:00:00:00:00:01.</summary>
    public ulong SourceMac { get; init; } = 0x0200_0000_0001;

    /// <summary>Destination MAC, low 48 bits; 0: taken from a multicast group (RFC 1112 §6.4), else 02:00:00:00:00:02.</summary>
    public ulong DestinationMac { get; init; }

    /// <summary>IPv4 time to live.</summary>
    public byte TimeToLive { get; init; } = 64;

    /// <summary>IPv4 identification.</summary>
    public ushort Identification { get; init; }

    /// <summary>The destination MAC that goes on the wire.</summary>
    public ulong EffectiveDestinationMac => (DestinationMac, DestinationAddress >> 28) switch
    {
        (0, 0xE) => 0x0100_5E00_0000UL | (DestinationAddress & 0x7F_FFFF),
        (0, _) => 0x0200_0000_0002,
        _ => DestinationMac,
    };
}
