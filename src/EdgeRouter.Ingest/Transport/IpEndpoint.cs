using System.Globalization;
using System.Net;

namespace EdgeRouter.Ingest.Transport;

/// <summary>An IP address and a port.</summary>
/// <param name="High">Upper 64 bits of an IPv6 address, host order; 0 for IPv4.</param>
/// <param name="Low">Lower 64 bits of an IPv6 address, or the IPv4 address, host order.</param>
/// <param name="Port">UDP or TCP port.</param>
/// <param name="IsIpv6">Whether the address is IPv6.</param>
public readonly record struct IpEndpoint(ulong High, ulong Low, ushort Port, bool IsIpv6)
{
    /// <summary><c>10.1.2.3:4000</c> or <c>[fe80::1]:4000</c>.</summary>
    public override string ToString()
    {
        if (!IsIpv6)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Low >> 24}.{(Low >> 16) & 255}.{(Low >> 8) & 255}.{Low & 255}:{Port}");
        }

        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return string.Create(CultureInfo.InvariantCulture, $"[{new IPAddress(bytes)}]:{Port}");
    }
}
