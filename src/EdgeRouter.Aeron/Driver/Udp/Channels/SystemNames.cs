using System.Net;
using System.Net.Sockets;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>Names as the operating system knows them.</summary>
internal sealed class SystemNames : INameResolver
{
    /// <inheritdoc/>
    public UdpAddress Resolve(string host, int port)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return UdpAddress.Of(literal, port);
        }

        try
        {
            return First(Dns.GetHostAddresses(host), port);
        }
        catch (SocketException)
        {
            return default; // No such name: the caller says so in its own words.
        }
        catch (ArgumentException)
        {
            return default; // No name at all.
        }
    }

    /// <inheritdoc/>
    public async Task<UdpAddress> ResolveAsync(string host, int port)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
        {
            return UdpAddress.Of(literal, port);
        }

        try
        {
            return First(await Dns.GetHostAddressesAsync(host).ConfigureAwait(false), port);
        }
        catch (SocketException)
        {
            return default; // Not now: what was known stays.
        }
        catch (ArgumentException)
        {
            return default;
        }
    }

    private static UdpAddress First(IPAddress[] addresses, int port)
    {
        IPAddress? first = Array.Find(addresses, static a => a.AddressFamily == AddressFamily.InterNetwork) ??
            (addresses.Length > 0 ? addresses[0] : null);
        return first == null ? default : UdpAddress.Of(first, port);
    }
}
