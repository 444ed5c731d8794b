namespace EdgeRouter.Ingest.Transport;

/// <summary>Link types of captures (tcpdump.org, link-layer header types).</summary>
public static class LinkTypes
{
    /// <summary>BSD loopback: four bytes of address family in the capturing machine's byte order.</summary>
    public const uint Null = 0;

    /// <summary>Ethernet.</summary>
    public const uint Ethernet = 1;

    /// <summary>Raw IP, as OpenBSD's libpcap numbers it in files.</summary>
    public const uint RawOpenBsd = 14;

    /// <summary>Raw IP, as other libpcaps number it in memory; some programs write it to files.</summary>
    public const uint RawMemory = 12;

    /// <summary>Raw IP.</summary>
    public const uint Raw = 101;

    /// <summary>OpenBSD loopback: four bytes of address family in network order.</summary>
    public const uint Loop = 108;

    /// <summary>Linux cooked: <c>tcpdump -i any</c>.</summary>
    public const uint LinuxCooked = 113;

    /// <summary>Raw IPv4.</summary>
    public const uint RawIpv4 = 228;

    /// <summary>Raw IPv6.</summary>
    public const uint RawIpv6 = 229;

    /// <summary>Linux cooked, version 2: <c>tcpdump -i any</c> of later libpcaps.</summary>
    public const uint LinuxCooked2 = 276;

    /// <summary>Whether frames of a link type can be looked into.</summary>
    /// <param name="linkType">The link type.</param>
    public static bool IsKnown(uint linkType) => linkType is Null or Ethernet or RawMemory or RawOpenBsd or Raw or Loop or LinuxCooked or RawIpv4 or RawIpv6 or LinuxCooked2;
}
