using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>Rings between clients and driver that run over.</summary>
[TestFixture]
public sealed class OverrunTests
{
    private const int RecoverySeconds = 15;
    private const int BadCommandCount = 1_500;
    private static readonly string BadChannel = $"aeron:udp?endpoint={new string('x', 180)}";

    [Test]
    public void ShouldTellAClientThatWasLappedAndLetItComeBack()
    {
        using FaultStage stage = new(41);
        _ = stage.Driver("--liveness-ms", "20000", "--unblock-ms", "30000");
        ScenarioProcess subscriber = stage.Subscriber();
        _ = stage.Publisher();
        subscriber.AwaitProgress();
        using AeronClient noisy = Connect(stage);
        subscriber.Stop();
        int refused = Provoke(noisy);
        subscriber.Continue();
        Assert.That(refused, Is.EqualTo(BadCommandCount), "every bad command is answered");
        Assert.That(subscriber.Await(line => line.StartsWith("LOST", StringComparison.Ordinal), RecoverySeconds), Is.EqualTo("LOST EventsLost"));
        subscriber.AwaitProgress(2_000, RecoverySeconds);
        subscriber.ShouldBeWhole();
    }

    [Test]
    public void ShouldSayThatADriverDoesNotReadItsCommands()
    {
        using FaultStage stage = new(42);
        ScenarioProcess driver = stage.Driver();
        using AeronClient client = Connect(stage);
        driver.Stop();
        EdgeRouterException full = Assert.Throws<EdgeRouterException>(() => Fill(client))!;
        Assert.That(full.Id, Is.EqualTo("ER2213").Or.EqualTo("ER2214"), full.Message);
        driver.Continue();
    }

    private static void Fill(AeronClient client)
    {
        for (int i = 0; i < 10_000; i++)
        {
            _ = client.BeginAddPublication(BadChannel, i);
        }
    }

    private static int Provoke(AeronClient client)
    {
        int refused = 0;
        Queue<long> waiting = new();
        for (int i = 0; i < BadCommandCount || waiting.Count > 0;)
        {
            if (i < BadCommandCount && waiting.Count < 200)
            {
                i++;
                waiting.Enqueue(client.BeginAddPublication(BadChannel, i));
                continue;
            }

            long number = waiting.Peek();
            try
            {
                Assert.That(client.TryComplete(number, out Publication? _), Is.False);
            }
            catch (EdgeRouterException e) when (e.Id == "ER2211")
            {
                refused++;
                _ = waiting.Dequeue();
            }
        }

        return refused;
    }

    private static AeronClient Connect(FaultStage stage)
    {
        HostTime time = new();
        return AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = stage.Directory, IdleStrategy = "yield" });
    }
}
