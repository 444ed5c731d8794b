using System.Net;
using System.Net.Sockets;

namespace EdgeRouter.Aeron.Tests.Support;

/// <summary>UDP ports for tests, below those that the system hands out to senders: nobody else is given one by chance.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 6_000;
    private static int _next = Environment.ProcessId * 61;

    /// <summary>One that is free now, not given to another test of this process.</summary>
    public static int Next()
    {
        for (int tries = 0; tries < Count; tries++)
        {
            int port = First + (Interlocked.Increment(ref _next) % Count);
            using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }

        throw new InvalidOperationException("no port is free");
    }
}
