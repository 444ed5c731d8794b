using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>Looks names up.</summary>
internal interface INameResolver
{
    /// <summary>Looks a name up and waits for it.</summary>
    /// <param name="host">A name or a literal address, without brackets.</param>
    /// <param name="port">The port to give the address.</param>
    /// <returns>Its first address; none if it has none.</returns>
    UdpAddress Resolve(string host, int port);

    /// <summary>Looks a name up elsewhere.</summary>
    /// <param name="host">A name.</param>
    /// <param name="port">The port to give the address.</param>
    /// <returns>Its first address; none if it has none. Never fails.</returns>
    Task<UdpAddress> ResolveAsync(string host, int port);
}
