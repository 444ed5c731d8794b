namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Opens ports: of the system, or of a simulated network.</summary>
internal interface IDatagramPorts
{
    /// <summary>Opens a port.</summary>
    /// <param name="spec">Which.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2250: the system refuses.</exception>
    IDatagramPort Open(in PortSpec spec);
}
