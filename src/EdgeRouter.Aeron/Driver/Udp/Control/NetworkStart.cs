using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Makes the network half of a driver on the operating system's sockets and names.</summary>
internal static class NetworkStart
{
    /// <summary>Makes it, and the file of its losses.</summary>
    /// <param name="host">The driver's conductor, at monotonic time 0.</param>
    /// <param name="options">Sizes, times, bounds.</param>
    /// <param name="directory">The driver's directory.</param>
    /// <param name="epoch">Time of day.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER2200, ER2201: the file cannot be made.</exception>
    public static INetworkConductor Open(INetworkHost host, NetworkOptions options, string directory, IClock epoch)
    {
        MappedFile file = MappedFile.Create(Path.Combine(directory, LossReport.FileName), LossReport.FileBytes, FileAllocation.Sparse);
        return new NetworkConductor(host, options, new UdpSockets(), new SystemNames(), new LossReport(file, epoch), nowNs: 0);
    }
}
