using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>Real and own senders and receivers mixed: loss between them, groups of both, several destinations, a receiver that dies.</summary>
public sealed class MixedPeerTests
{
    private const int Interrupt = 2;
    private const int KillNow = 9;
    private const string Seed = "77";
    private static readonly NetworkOptions Options = new() { TermLengthBytes = 64 * 1024, TimerNs = 20_000_000, PublicationLingerNs = 500_000_000 };

    [Test]
    public void ShouldReachTheRealSubscriberThroughLoss()
    {
        (int relayPort, int port) = (FreePort.Next(), FreePort.Next());
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using ScenarioProcess relay = Relay(relayPort, port);
        using PeerProcess subscriber = Subscriber(directory, $"aeron:udp?endpoint=127.0.0.1:{port}");
        using TestNode node = Node();
        TestPublication publication = node.Publish($"aeron:udp?endpoint=127.0.0.1:{relayPort}");
        Send(node, publication, 1_000);
        ShouldHaveHeard(subscriber, publication, 1_000, node);
    }

    [Test]
    public void ShouldHearTheRealPublisherThroughLoss()
    {
        (int relayPort, int port) = (FreePort.Next(), FreePort.Next());
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using ScenarioProcess relay = Relay(relayPort, port);
        using TestNode node = Node();
        node.Subscribe($"aeron:udp?endpoint=127.0.0.1:{port}");
        _ = node.DoWork(RealTime.NowNs);
        using PeerProcess publisher = Publisher(directory, $"aeron:udp?endpoint=127.0.0.1:{relayPort}", 3_000);
        ShouldHear(node, 3_000);
        Assert.That(node.Host.System(Aeron.Counters.SystemCounter.NaksSent), Is.GreaterThan(0), "it did lose");
    }

    [Test]
    public void ShouldHearTheRealDynamicPublisher()
    {
        int port = FreePort.Next();
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using TestNode node = Node();
        node.Subscribe($"aeron:udp?endpoint=127.0.0.1:0|control=127.0.0.1:{port}|control-mode=dynamic");
        using PeerProcess publisher = Publisher(directory, $"aeron:udp?control=127.0.0.1:{port}|control-mode=dynamic", 3_000);
        ShouldHear(node, 3_000);
    }

    [Test]
    public void ShouldServeAGroupOfARealAndAnOwnReceiver()
    {
        string group = $"aeron:udp?endpoint=224.20.30.53:{FreePort.Next()}|interface=127.0.0.1";
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using TestNode receiver = Node();
        receiver.Subscribe(group);
        using PeerProcess subscriber = Subscriber(directory, group);
        using TestNode node = Node();
        TestPublication publication = node.Publish($"{group}|fc=min,g:/2");
        bool IsHeardByBoth() => receiver.Host.Available.Count > 0 && publication.Log.IsConnected; // It needs two.
        Assert.That(Until([node, receiver], IsHeardByBoth, 40_000), Is.True, () => $"{subscriber.Output} {driver.Output} {node.Host.Describe()} {receiver.Host.Available.Count}");
        TestImage image = receiver.Image();
        int received = 0;
        Send(node, publication, 1_000, receiver, () => image.Poll(_ => received++));
        Assert.That(Until([node, receiver], () => (received += image.Poll(_ => { })) >= 1_000, 20_000), Is.True, $"{received}");
        ShouldHaveHeard(subscriber, publication, 1_000, node, receiver);
        Assert.That(received, Is.EqualTo(1_000));
    }

    [Test]
    public void ShouldSendToDestinationsOfBothKinds()
    {
        (int theirs, int ours) = (FreePort.Next(), FreePort.Next());
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using TestNode receiver = Node();
        receiver.Subscribe($"aeron:udp?endpoint=127.0.0.1:{ours}");
        using PeerProcess subscriber = Subscriber(directory, $"aeron:udp?endpoint=127.0.0.1:{theirs}");
        using TestNode node = Node();
        TestPublication publication = node.Publish("aeron:udp?control-mode=manual|fc=min,g:/2");
        node.Network.AddDestination(publication.Id, 1, $"aeron:udp?endpoint=127.0.0.1:{ours}");
        node.Network.AddDestination(publication.Id, 2, $"aeron:udp?endpoint=127.0.0.1:{theirs}");
        Assert.That(Until([node, receiver], () => receiver.Host.Available.Count > 0 && publication.Log.IsConnected, 20_000), Is.True, subscriber.Output);
        TestImage image = receiver.Image();
        int received = 0;
        Send(node, publication, 1_000, receiver, () => image.Poll(_ => received++));
        Assert.That(Until([node, receiver], () => (received += image.Poll(_ => { })) >= 1_000, 20_000), Is.True, $"{received}");
        ShouldHaveHeard(subscriber, publication, 1_000, node, receiver);
    }

    [Test]
    public void ShouldGoOnWhenTheRealReceiverIsKilledAndAnotherComes()
    {
        string channel = $"aeron:udp?endpoint=127.0.0.1:{FreePort.Next()}";
        using TestDirectory first = new(isMade: false);
        using TestDirectory second = new(isMade: false);
        using TestNode node = Node();
        TestPublication publication = node.Publish(channel);
        using (PeerProcess driver = PeerTools.StartDriver(first.Path))
        using (PeerProcess subscriber = Subscriber(first, channel))
        {
            Assert.That(Until([node], () => publication.Log.IsConnected, 20_000), Is.True, subscriber.Output);
            Send(node, publication, 50);
            driver.Signal(KillNow);
        }

        Assert.That(Until([node], () => !publication.Log.IsConnected, 20_000), Is.True, "nobody has answered for five seconds");
        using PeerProcess next = PeerTools.StartDriver(second.Path);
        using PeerProcess late = Subscriber(second, channel);
        Assert.That(Until([node], () => publication.Log.IsConnected, 20_000), Is.True, "its question for a SETUP is answered");
        Send(node, publication, 300);
        ShouldHaveHeard(late, publication, 300, node);
    }

    private static TestNode Node() => new(new UdpSockets(), Options, nowNs: RealTime.NowNs);

    private static ScenarioProcess Relay(int listenPort, int port)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        return ScenarioProcess.Start(
            "relay", "--listen", $"{listenPort}", "--to", $"{port}", "--seed", Seed, "--loss", "0.05", "--duplicate", "0.02", "--reorder", "0.05");
    }

    private static PeerProcess Subscriber(TestDirectory directory, string channel) =>
        PeerTools.Start(directory.Path, "basic_subscriber", "-c", channel, "-s", "10");

    private static PeerProcess Publisher(TestDirectory directory, string channel, int count) =>
        PeerTools.Start(directory.Path, "streaming_publisher", "-c", channel, "-s", "10", "-m", $"{count}", "-L", "200", "-l", "0");

    private static void Send(TestNode node, TestPublication publication, int count, TestNode? other = null, Action? poll = null)
    {
        int sent = 0;
        byte[] text = new byte[1000];
        bool IsSent()
        {
            poll?.Invoke();
            System.Text.Encoding.ASCII.GetBytes($"message {sent:D8}").CopyTo(text, 0);
            sent += sent < count && publication.Offer(text.AsSpan(0, 16 + (sent % 900))) ? 1 : 0;
            return sent == count;
        }

        Assert.That(Until(other == null ? [node] : [node, other], IsSent, 60_000), Is.True, $"{sent} sent");
    }

    private static void ShouldHaveHeard(PeerProcess subscriber, TestPublication publication, int count, params TestNode[] nodes)
    {
        const int ReportedBytes = 32 * 1024 * 3 / 4; // The real driver says nothing of the last quarter of its window.
        long SenderLimit() => nodes[0].Host.Counters.Snapshot().First(c => c.Label.StartsWith("snd-lmt", StringComparison.Ordinal)).Value;
        Assert.That(Until(nodes, () => SenderLimit() >= publication.Position + ReportedBytes, 60_000), Is.True, () => $"{publication.Position} not consumed: {nodes[0].Host.Describe()}");
        _ = Until(nodes, () => false, 3_000);
        subscriber.Signal(Interrupt);
        _ = subscriber.WaitForEnd();
        string[] heard = [.. subscriber.Output.Split("message 0").Skip(1).Select(m => m[..7])];
        Assert.That(heard, Is.EqualTo(Enumerable.Range(0, count).Select(i => $"{i:D7}")));
    }

    private static void ShouldHear(TestNode node, int count)
    {
        int received = 0;
        TestImage? image = null;
        bool IsReceived()
        {
            image ??= node.Host.Available.Count > 0 ? node.Image() : null;
            image?.Poll(m =>
            {
                Assert.That(BitConverter.ToInt64(m), Is.EqualTo(received), "the sample begins a message with its number");
                received++;
            });
            return received >= count;
        }

        Assert.That(Until([node], IsReceived, 60_000), Is.True, $"{received}");
        Assert.That(received, Is.EqualTo(count));
    }

    private static bool Until(TestNode[] nodes, Func<bool> condition, long timeoutMs)
    {
        long end = RealTime.NowNs + (timeoutMs * 1_000_000);
        bool isMet = condition();
        while (!isMet && RealTime.NowNs < end)
        {
            int work = 0;
            foreach (TestNode node in nodes)
            {
                work += node.DoWork(RealTime.NowNs);
            }

            if (work == 0)
            {
                _ = Thread.Yield();
            }

            isMet = condition();
        }

        return isMet;
    }
}
