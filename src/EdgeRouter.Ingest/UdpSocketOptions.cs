using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest;

/// <summary>What a <see cref="UdpSocketSource"/> listens to.</summary>
/// <param name="Endpoints">Groups (joined) or own addresses, each with its port; 1 to 64. Address 0 listens on all addresses.</param>
public sealed record UdpSocketOptions(IReadOnlyList<FeedEndpoint> Endpoints)
{
    /// <summary>IPv4 address, host order, of the interface on which groups are joined; 0: the kernel's choice.</summary>
    public uint InterfaceAddress { get; init; }

    /// <summary>Kernel buffer of each socket: 4 MiB rides out a pause of some ms in a busy feed. The kernel cuts it to net.core.rmem_max.</summary>
    public int ReceiveBufferBytes { get; init; } = 4 * 1024 * 1024;
}
