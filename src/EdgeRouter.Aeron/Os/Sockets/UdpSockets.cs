namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Ports of the operating system.</summary>
internal sealed class UdpSockets : IDatagramPorts
{
    /// <inheritdoc/>
    public IDatagramPort Open(in PortSpec spec) => new UdpSocket(spec);
}
