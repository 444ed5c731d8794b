using System.Globalization;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>A host and a port as a channel writes them: <c>name:port</c>, <c>1.2.3.4:port</c>, <c>[::1]:port</c>.</summary>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">0 to 65,535.</param>
internal readonly record struct HostAndPort(string Host, int Port)
{
    private const int MaxPort = 65_535;

    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPortNeeded">Whether it is wrong without a port.</param>
    /// <param name="result">It.</param>
    /// <returns>False: it makes no sense.</returns>
    public static bool TryParse(string text, bool isPortNeeded, out HostAndPort result)
    {
        result = default;
        bool isBracketed = text.StartsWith('[');
        int hostEnd = isBracketed ? text.IndexOf(']', StringComparison.Ordinal) : text.IndexOf(':', StringComparison.Ordinal);
        if (isBracketed && hostEnd < 0)
        {
            return false;
        }

        string host = isBracketed ? text[1..hostEnd] : hostEnd < 0 ? text : text[..hostEnd];
        string rest = hostEnd < 0 ? string.Empty : text[(isBracketed ? hostEnd + 1 : hostEnd)..];
        int port = 0;
        bool hasPort = rest.Length > 1 && rest[0] == ':' &&
            int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= MaxPort;
        if (host.Length == 0 || (isPortNeeded && !hasPort) || (rest.Length > 0 && !hasPort))
        {
            return false;
        }

        result = new HostAndPort(host, port);
        return true;
    }
}
