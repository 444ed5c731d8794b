using System.Globalization;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Faults;

/// <summary>Two drivers of their own directories, joined by sockets through a relay that loses, doubles and holds back datagrams both ways: every message
/// comes, once and in order.</summary>
[TestFixture]
public sealed class LossyNetworkTests
{
    private const int MessageBytesMax = 3_000;
    private const int SecondsMax = 60;
    private const string Seed = "51";
    private readonly List<IDisposable> _parts = [];

    [TearDown]
    public void EndAll()
    {
        foreach (IDisposable part in Enumerable.Reverse(_parts))
        {
            part.Dispose();
        }

        _parts.Clear();
    }

    [TestCase(0.01, 0.01, 0.01, 20_000)]
    [TestCase(0.05, 0.0, 0.10, 5_000)]
    [TestCase(0.20, 0.10, 0.05, 2_000)]
    public void ShouldDeliverEverythingOnceAndInOrder(double loss, double duplicates, double reorder, int count)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        (int relayPort, int receiverPort) = (FreePort.Next(), FreePort.Next());
        ScenarioProcess relay = Kept(ScenarioProcess.Start(
            "relay", "--listen", $"{relayPort}", "--to", $"{receiverPort}", "--seed", Seed, "--loss", Text(loss), "--duplicate", Text(duplicates), "--reorder", Text(reorder)));
        ScenarioProcess subscriber = Stream("subscribe", Driver(), $"aeron:udp?endpoint=127.0.0.1:{receiverPort}", count);
        _ = Stream("publish", Driver(), $"aeron:udp?endpoint=127.0.0.1:{relayPort}|term-length=64k", count);
        Assert.That(subscriber.AwaitExit(SecondsMax), Is.Zero, () => string.Join(" | ", subscriber.Lines.TakeLast(5)));
        subscriber.ShouldBeWhole();
        Assert.That(relay.End(), Is.Zero);
        TestContext.Out.WriteLine(relay.Lines[^1]);
    }

    [TestCase("--loss-back", "0.2")]
    [TestCase("--loss-setup", "0.8")]
    public void ShouldDeliverEverythingThoughAnswersOrBeginningsAreLost(string option, string share)
    {
        const int count = 10_000;
        TestContext.Out.WriteLine($"seed {Seed}");
        (int relayPort, int receiverPort) = (FreePort.Next(), FreePort.Next());
        ScenarioProcess relay = Kept(ScenarioProcess.Start(
            "relay", "--listen", $"{relayPort}", "--to", $"{receiverPort}", "--seed", Seed, "--loss", "0.02", option, share));
        ScenarioProcess subscriber = Stream("subscribe", Driver(), $"aeron:udp?endpoint=127.0.0.1:{receiverPort}", count);
        _ = Stream("publish", Driver(), $"aeron:udp?endpoint=127.0.0.1:{relayPort}|term-length=64k", count);
        Assert.That(subscriber.AwaitExit(SecondsMax), Is.Zero, () => string.Join(" | ", subscriber.Lines.TakeLast(5)));
        subscriber.ShouldBeWhole();
        Assert.That(relay.End(), Is.Zero);
        TestContext.Out.WriteLine(relay.Lines[^1]);
    }

    [Test]
    public void ShouldGoOnWhenTheNetworkComesBack()
    {
        const int count = 20_000;
        (int relayPort, int receiverPort) = (FreePort.Next(), FreePort.Next());
        ScenarioProcess relay = Kept(ScenarioProcess.Start("relay", "--listen", $"{relayPort}", "--to", $"{receiverPort}", "--seed", Seed));
        ScenarioProcess subscriber = Stream("subscribe", Driver(), $"aeron:udp?endpoint=127.0.0.1:{receiverPort}", count);
        _ = Stream("publish", Driver(), $"aeron:udp?endpoint=127.0.0.1:{relayPort}|term-length=64k", count);
        subscriber.AwaitProgress(1_000);
        relay.Stop();
        using ManualResetEventSlim never = new(false);
        _ = never.Wait(TimeSpan.FromSeconds(1));
        relay.Continue();
        Assert.That(subscriber.AwaitExit(SecondsMax), Is.Zero);
        subscriber.ShouldBeWhole();
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private string Driver()
    {
        TestDirectory directory = new(isMade: false);
        _parts.Add(directory);
        _ = Kept(ScenarioProcess.Start("driver", "--dir", directory.Path));
        return directory.Path;
    }

    private ScenarioProcess Stream(string scenario, string directory, string channel, int count) => Kept(ScenarioProcess.Start(
        scenario, "--dir", directory, "--channel", channel, "--stream", "1001", "--seed", Seed, "--size", $"{MessageBytesMax}", "--count", $"{count}"));

    private ScenarioProcess Kept(ScenarioProcess process)
    {
        _parts.Add(process);
        return process;
    }
}
