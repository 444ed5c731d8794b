using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Finds an interface by an address and a mask.</summary>
internal static class NetworkInterfaces
{
    /// <summary>Finds the interface for a multicast group: the given address and prefix, or, when none is given, the loopback interface last.</summary>
    /// <param name="wanted">Address to match; any = every one.</param>
    /// <param name="prefixBits">Leading bits that must agree, 0 to 32 or 128.</param>
    /// <param name="index">The system's number of it.</param>
    /// <returns>Its address, port 0; none if there is no such interface.</returns>
    public static UdpAddress Find(IPAddress wanted, int prefixBits, out int index)
    {
        UdpAddress fallback = default;
        int fallbackIndex = 0;
        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation address in candidate.GetIPProperties().UnicastAddresses)
            {
                if (candidate.OperationalStatus == OperationalStatus.Down || !Matches(address.Address, wanted, prefixBits))
                {
                    continue;
                }

                int number = IndexOf(candidate, wanted.AddressFamily);
                if (candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback || prefixBits > 0)
                {
                    index = number;
                    return UdpAddress.Of(address.Address, 0);
                }

                fallback = UdpAddress.Of(address.Address, 0);
                fallbackIndex = number;
            }
        }

        index = fallbackIndex;
        return fallback;
    }

    private static int IndexOf(NetworkInterface candidate, AddressFamily family)
    {
        IPInterfaceProperties properties = candidate.GetIPProperties();
        return family == AddressFamily.InterNetwork
            ? properties.GetIPv4Properties()?.Index ?? 0
            : properties.GetIPv6Properties()?.Index ?? 0;
    }

    private static bool Matches(IPAddress address, IPAddress wanted, int prefixBits)
    {
        if (address.AddressFamily != wanted.AddressFamily)
        {
            return false;
        }

        byte[] left = address.GetAddressBytes();
        byte[] right = wanted.GetAddressBytes();
        for (int bit = 0; bit < prefixBits; bit++)
        {
            int mask = 0x80 >> (bit & 7);
            if ((left[bit >> 3] & mask) != (right[bit >> 3] & mask))
            {
                return false;
            }
        }

        return true;
    }
}
