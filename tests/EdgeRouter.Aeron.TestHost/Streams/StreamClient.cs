using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.TestHost.Streams;

/// <summary>The client of a scenario: it says what happens to it on stdout.</summary>
internal static class StreamClient
{
    public static AeronClient Connect(Arguments arguments)
    {
        HostTime time = new();
        return AeronClient.Connect(new AeronClientOptions
        {
            Epoch = time,
            Ticks = time,
            Directory = arguments.Text("--dir"),
            Name = arguments.Text("--name", "scenario"),
            DriverTimeoutNs = arguments.Number("--driver-timeout-ms", 10_000) * TimeUnits.Millisecond,
            OnConnected = epoch => Console.WriteLine($"CONNECTED {epoch}"),
            OnLost = loss => Console.WriteLine($"LOST {loss.Reason}"),
            OnError = error => Console.WriteLine($"ERROR {error.ToUserLine()}"),
        });
    }

    /// <summary>Asks until the driver gives it, through losses of the driver.</summary>
    /// <returns>Null: the scenario is over.</returns>
    public static TResource? Retry<TResource>(AeronClient client, CancellationToken over, Func<TResource> add)
        where TResource : class
    {
        BackoffIdle idle = new();
        while (!over.IsCancellationRequested)
        {
            if (client.State == ClientState.Connected)
            {
                try
                {
                    return add();
                }
                catch (EdgeRouterException e) when (client.State != ClientState.Closed)
                {
                    Console.WriteLine($"RETRY {e.Id}");
                }
            }

            idle.Idle(0);
        }

        return null;
    }
}
