using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.TestHost.Drivers;

/// <summary>A driver and a client on a device that is too small: adds publications until there is no room, uses one, makes room, adds again. Lines:
/// <c>FULL publications code</c>, <c>USED n</c>, <c>AGAIN</c>.</summary>
internal static class StorageScenario
{
    private const string Channel = "aeron:ipc?term-length=1m";
    private const int PublicationsMax = 64;
    private const int MessageCount = 50_000;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        HostTime time = new();
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Clock = time,
            Ticks = time,
            Directory = arguments.Text("--dir"),
            DeletesDirectoryOnClose = true,
            TimerNs = 100_000_000,
        });
        using AeronClient client = AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = arguments.Text("--dir") });
        List<ExclusivePublication> publications = Fill(client);
        Use(client, publications[0], over.Token);
        publications[^1].Dispose();
        AddAgain(client, over.Token);
        return 0;
    }

    private static List<ExclusivePublication> Fill(AeronClient client)
    {
        List<ExclusivePublication> publications = [];
        try
        {
            while (publications.Count < PublicationsMax)
            {
                publications.Add(client.AddExclusivePublication(Channel, publications.Count + 1));
            }
        }
        catch (EdgeRouterException e) when (DriverRefusal.CodeOf(e) == DriverErrorCode.StorageSpace)
        {
            Console.WriteLine($"FULL {publications.Count} {DriverRefusal.CodeOf(e)}");
        }

        return publications;
    }

    private static void Use(AeronClient client, ExclusivePublication publication, CancellationToken over)
    {
        using Subscription subscription = client.AddSubscription(Channel, publication.StreamId);
        BackoffIdle idle = new();
        byte[] message = new byte[256];
        Counter counter = default;
        int sent = 0;
        while (counter.Count < MessageCount && !over.IsCancellationRequested)
        {
            sent += sent < MessageCount && publication.Offer(message) > 0 ? 1 : 0;
            idle.Idle(subscription.Poll(ref counter, 64));
        }

        Console.WriteLine($"USED {counter.Count}");
    }

    private static void AddAgain(AeronClient client, CancellationToken over)
    {
        BackoffIdle idle = new();
        while (!over.IsCancellationRequested)
        {
            try
            {
                using ExclusivePublication publication = client.AddExclusivePublication(Channel, 1_000);
                Console.WriteLine("AGAIN");
                return;
            }
            catch (EdgeRouterException e) when (DriverRefusal.CodeOf(e) == DriverErrorCode.StorageSpace)
            {
                idle.Idle(0);
            }
        }
    }

    private struct Counter : IFragmentHandler
    {
        public int Count { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => Count++;
    }
}
