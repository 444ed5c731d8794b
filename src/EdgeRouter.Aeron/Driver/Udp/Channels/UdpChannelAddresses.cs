using System.Globalization;
using System.Net;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>Looks up the names of a channel and says what makes it the same as another.</summary>
/// <param name="names">Looks names up.</param>
internal sealed class UdpChannelAddresses(INameResolver names)
{
    private const int IPv4Bits = 32;
    private const int IPv6Bits = 128;
    private int _unique;

    /// <summary>Fills in addresses and canonical form.</summary>
    /// <param name="channel">A channel whose parameters were read.</param>
    /// <param name="isDestination">Whether it belongs to another channel, and need not be told apart.</param>
    public UdpChannel Fill(UdpChannel channel, bool isDestination)
    {
        HostAndPort? endpoint = ReadPlace(channel, "endpoint");
        HostAndPort? control = ReadPlace(channel, "control");
        UdpAddress controlAddress = control is { } c ? Resolve(channel, c) : default;
        UdpAddress remote = endpoint is { } e ? Resolve(channel, e) : UdpAddress.Any(controlAddress.IsIPv6, 0);
        UdpChannel filled = channel with { Endpoint = endpoint, Control = control, RemoteData = remote, RemoteControl = remote };
        filled = remote.IsMulticast
            ? WithGroup(filled)
            : controlAddress.IsPresent ? filled with { Local = controlAddress } : WithInterface(filled);
        bool hasWildcard = (endpoint == null && control == null) || endpoint is { Port: 0 } || control is { Port: 0 };
        string suffix = !hasWildcard || isDestination
            ? string.Empty
            : channel.Tag is { } tag ? $"#{tag}" : $"-{_unique++}";
        return filled with { CanonicalForm = $"UDP-{filled.Local}-{remote}{suffix}" };
    }

    private static HostAndPort? ReadPlace(UdpChannel channel, string key)
    {
        if (channel.Uri.Get(key) is not { } text)
        {
            return null;
        }

        return HostAndPort.TryParse(text, isPortNeeded: true, out HostAndPort place)
            ? place
            : throw UdpChannelParser.Invalid(channel.Text, $"{key}={text} is not host:port");
    }

    private static CommandRefusedException Unknown(UdpChannel channel, string host) =>
        new(DriverErrorCode.UnknownHost, $"channel '{channel.Text}': {host} has no address");

    private UdpAddress Resolve(UdpChannel channel, HostAndPort place)
    {
        UdpAddress address = names.Resolve(place.Host, place.Port);
        return address.IsPresent ? address : throw Unknown(channel, place.Host);
    }

    private UdpChannel WithGroup(UdpChannel channel)
    {
        if ((channel.RemoteData.LastByte & 1) == 0)
        {
            throw UdpChannelParser.Invalid(channel.Text, $"the last byte of the data group {channel.RemoteData} is not odd");
        }

        if (channel.RemoteData.Port == 0)
        {
            throw UdpChannelParser.Invalid(channel.Text, "a group needs a port");
        }

        UdpAddress local = FindInterface(channel, out int index);
        return channel with { IsMulticast = true, RemoteControl = channel.RemoteData.NextInGroup(), Local = local, InterfaceIndex = index };
    }

    private UdpChannel WithInterface(UdpChannel channel)
    {
        if (channel.Uri.Get("interface") == null)
        {
            return channel with { Local = UdpAddress.Any(channel.RemoteData.IsIPv6, 0) };
        }

        UdpAddress local = FindInterface(channel, out int index);
        return channel with { Local = local, InterfaceIndex = index };
    }

    private UdpAddress FindInterface(UdpChannel channel, out int index)
    {
        string text = channel.Uri.Get("interface") ?? (channel.RemoteData.IsIPv6 ? "[::]/0" : "0.0.0.0/0");
        int slash = text.LastIndexOf('/');
        if (!HostAndPort.TryParse(slash < 0 ? text : text[..slash], isPortNeeded: false, out HostAndPort place))
        {
            throw UdpChannelParser.Invalid(channel.Text, $"interface={text} is not address[:port][/bits]");
        }

        UdpAddress wanted = Resolve(channel, place);
        int most = wanted.IsIPv6 ? IPv6Bits : IPv4Bits;
        int bits = most;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > most))
        {
            throw UdpChannelParser.Invalid(channel.Text, $"interface={text}: the mask has 0 to {most} bits");
        }

        IPAddress address = wanted.ToIPAddress();
        UdpAddress found = NetworkInterfaces.Find(address, bits, out index);
        return found.IsPresent
            ? found.WithPort(place.Port)
            : throw UdpChannelParser.Invalid(channel.Text, $"no interface has an address in {text}");
    }
}
