using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A tier's way to its driver, whichever of them starts first.</summary>
internal static class TierClient
{
    private const int StreamId = 7101;

    /// <summary>Connects as soon as there is a driver.</summary>
    /// <returns>Null: the scenario is over.</returns>
    public static AeronClient? Connect(Arguments arguments, string name, CancellationToken over)
    {
        HostTime time = new();
        AeronClientOptions options = new()
        {
            Epoch = time,
            Ticks = time,
            Directory = arguments.Text("--dir"),
            Name = name,
            DriverTimeoutNs = arguments.Number("--driver-timeout-ms", 10_000) * TimeUnits.Millisecond,
            OnLost = loss => Console.WriteLine($"LOST {loss.Reason}"),
            OnError = error => Console.WriteLine($"ERROR {error.ToUserLine()}"),
        };
        while (!over.IsCancellationRequested)
        {
            try
            {
                return AeronClient.Connect(options);
            }
            catch (EdgeRouterException e)
            {
                Console.WriteLine($"RETRY {e.Id}");
                _ = over.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
            }
        }

        return null;
    }

    public static AeronLinkOptions Streams(Arguments arguments, bool isRouter) =>
        AeronLinkOptions.Ipc((int)arguments.Number("--stream", StreamId), isRouter) with { RetryNs = 50 * TimeUnits.Millisecond };
}
