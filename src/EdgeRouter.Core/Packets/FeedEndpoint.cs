using System.Globalization;

namespace EdgeRouter.Core.Packets;

/// <summary>One line of a feed: a multicast group (or unicast address) and port.</summary>
/// <param name="Address">IPv4 address, host order; 0 matches any address.</param>
/// <param name="Port">UDP port.</param>
public readonly record struct FeedEndpoint(uint Address, ushort Port)
{
    /// <summary>Parses <c>224.0.31.11:14320</c>.</summary>
    /// <param name="text">Address and port.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>Whether the text is one.</returns>
    public static bool TryParse(string? text, out FeedEndpoint endpoint)
    {
        endpoint = default;
        string[] parts = (text ?? string.Empty).Split(':');
        if (parts.Length != 2 || !ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            return false;
        }

        string[] octets = parts[0].Split('.');
        uint address = 0;
        foreach (string octet in octets)
        {
            if (octets.Length != 4 || !byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
            {
                return false;
            }

            address = (address << 8) | value;
        }

        endpoint = new FeedEndpoint(address, port);
        return true;
    }

    /// <summary>Whether a datagram was sent to this endpoint.</summary>
    /// <param name="datagram">The datagram.</param>
    public bool Matches(in Datagram datagram) =>
        datagram.DestinationPort == Port && (Address == 0 || datagram.DestinationAddress == Address);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address >> 24}.{(Address >> 16) & 255}.{(Address >> 8) & 255}.{Address & 255}:{Port}");
}
