using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.TestHost.Scripted;

namespace EdgeRouter.Aeron.TestHost.Churn;

/// <summary>Threads offer, claim, poll and ask without pause while everything that they use is closed and made again under their hands, the client too. A
/// process of its own, because a thread that touched unmapped memory would end it. Lines: <c>READY</c>, <c>DONE closings messages</c>.</summary>
internal static class ChurnScenario
{
    private const int ClosingsPerClient = 20;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        string directory = arguments.Text("--dir");
        HostTime time = new();
        long closingCount = arguments.Number("--count");
        using ScriptedDriver driver = new(directory, time, sizes: new CncSizes { CounterValuesBytes = 8 * 1024 * 1024, ToClientsBytes = 1024 * 1024 });
        ChurnShared shared = new();
        Thread server = new(() => Serve(driver, shared));
        server.Start();
        Thread[] users = [.. ChurnUsers.All(shared).Select(user => new Thread(() => ChurnUsers.Loop(shared, user)))];
        Array.ForEach(users, user => user.Start());
        Console.WriteLine("READY");
        long closings = 0;
        while (closings < closingCount && !over.IsCancellationRequested && shared.Failure == null)
        {
            closings += ChurnOneClient(time, directory, shared);
        }

        shared.IsOver = true;
        Array.ForEach(users, user => user.Join());
        shared.IsServed = false;
        server.Join();
        Console.WriteLine(shared.Failure ?? $"DONE {closings} {shared.MessageCount}");
        return shared.Failure == null ? 0 : 1;
    }

    private static int ChurnOneClient(HostTime time, string directory, ChurnShared shared)
    {
        using AeronClient client = AeronClient.Connect(
            new AeronClientOptions { Epoch = time, Ticks = time, Directory = directory, IdleStrategy = "yield" });
        for (int i = 0; i < ClosingsPerClient; i++)
        {
            (ExclusivePublication? exclusive, Publication? many, Subscription? subscription) = (shared.Exclusive, shared.Many, shared.Subscription);
            shared.Exclusive = client.AddExclusivePublication("aeron:ipc", 10);
            shared.Many = client.AddPublication("aeron:ipc", 10);
            shared.Subscription = client.AddSubscription("aeron:ipc", 10);
            shared.Counter = client.AddCounter(1001, [], "churn");
            if (i % 3 != 0)
            {
                exclusive?.Dispose();
                many?.Dispose();
                subscription?.Dispose();
            }
        }

        return ClosingsPerClient * 4;
    }

    private static void Serve(ScriptedDriver driver, ChurnShared shared)
    {
        while (shared.IsServed)
        {
            driver.Beat();
            if (driver.Step() == 0)
            {
                _ = Thread.Yield();
            }
        }
    }
}
