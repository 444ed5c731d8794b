using System.Net;
using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

public sealed class DestinationTests
{
    private const long Second = 1_000_000_000;

    [Test]
    public void ShouldSendToTheDestinationsItIsGiven()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:40201");
        nodes.Receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:40202");
        TestPublication publication = nodes.Sender.Publish("aeron:udp?control-mode=manual");
        INetworkConductor network = nodes.Sender.Network;
        network.AddDestination(publication.Id, 501, "aeron:udp?endpoint=127.0.0.1:40201");
        network.AddDestination(publication.Id, 502, "aeron:udp?endpoint=127.0.0.1:40202");
        Assert.That(nodes.RunUntil(() => nodes.Receiver.Host.Available.Count == 2 && publication.Limit > 0, Second), Is.True);
        Assert.That(Send(nodes, publication, "both"), Is.EqualTo(["both", "both"]));

        network.RemoveDestinationById(publication.Id, 502);
        Assert.That(Send(nodes, publication, "one"), Is.EqualTo(["one"]));
        network.RemoveDestination(publication.Id, "aeron:udp?endpoint=localhost:40201");
        Assert.That(Send(nodes, publication, "none"), Is.Empty);
    }

    [Test]
    public void ShouldLearnDestinationsFromReceiversAndForgetThem()
    {
        const string Channel = "aeron:udp?control=127.0.0.1:40210|control-mode=dynamic";
        const string Subscriber = "aeron:udp?endpoint=127.0.0.1:40211|control=127.0.0.1:40210|control-mode=dynamic";
        using TwoNodes nodes = new();
        TestPublication publication = nodes.Sender.Publish(Channel);
        nodes.Run(300_000_000);
        nodes.Receiver.Subscribe(Subscriber);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, 2 * Second), Is.True);
        Assert.That(Send(nodes, publication, "hello"), Is.EqualTo(["hello"]));

        nodes.Network.Drop = (_, target) => target.Port == 40210;
        nodes.Run(8 * Second);
        nodes.Network.IsLogging = true;
        nodes.Run(Second);
        Assert.That(nodes.Network.Log.Exists(d => d.Target.Port == 40211), Is.False, "silent for 5 s: no longer sent to");
    }

    [Test]
    public void ShouldReceiveAtManyPlacesAsOne()
    {
        using TwoNodes nodes = new();
        long subscription = nodes.Receiver.Subscribe("aeron:udp?control-mode=manual");
        INetworkConductor network = nodes.Receiver.Network;
        network.AddReceiveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:40221");
        network.AddReceiveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:40222");
        TestPublication one = nodes.Sender.Publish("aeron:udp?endpoint=127.0.0.1:40221|session-id=3|init-term-id=5|term-id=5|term-offset=0");
        Assert.That(nodes.RunUntil(() => one.Limit > 0, Second), Is.True);
        TestPublication two = nodes.Sender.Publish("aeron:udp?endpoint=127.0.0.1:40222|session-id=3|init-term-id=5|term-id=5|term-offset=0");
        Assert.That(nodes.RunUntil(() => two.Limit > 0, Second), Is.True);
        Assert.That(nodes.Receiver.Host.Available, Has.Count.EqualTo(1), "one session: one image");
        TestImage image = nodes.Receiver.Image();
        nodes.Run(300_000_000);
        Assert.That(image.Log.ActiveTransportCount, Is.EqualTo(2));

        Assert.That(one.Offer("same"u8) && two.Offer("same"u8), Is.True);
        Assert.That(two.Offer("second only"u8), Is.True);
        List<string> messages = [];
        nodes.Run(1_000_000, 10_000);
        _ = image.Poll(m => messages.Add(Encoding.ASCII.GetString(m)));
        Assert.That(messages, Is.EqualTo(["same", "second only"]));

        network.RemoveReceiveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:40222");
        Assert.That(two.Offer("lost"u8), Is.True);
        nodes.Run(2 * Second);
        Assert.That(image.Poll(_ => { }), Is.Zero);
        Assert.Throws<CommandRefusedException>(() => network.RemoveReceiveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:40222"));
    }

    [Test]
    public void ShouldRefuseDestinationsWhereThereAreNone()
    {
        using TwoNodes nodes = new();
        TestPublication publication = nodes.Sender.Publish("aeron:udp?endpoint=127.0.0.1:40230");
        long subscription = nodes.Receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:40231");
        Assert.Throws<CommandRefusedException>(() => nodes.Sender.Network.AddDestination(publication.Id, 1, "aeron:udp?endpoint=127.0.0.1:5"));
        Assert.Throws<CommandRefusedException>(() => nodes.Sender.Network.AddDestination(9_999, 1, "aeron:udp?endpoint=127.0.0.1:5"));
        Assert.Throws<CommandRefusedException>(() => nodes.Receiver.Network.AddReceiveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:5"));
        Assert.Throws<CommandRefusedException>(() => nodes.Receiver.Network.AddReceiveDestination(9_999, "aeron:udp?endpoint=127.0.0.1:5"));
    }

    [Test]
    public void ShouldLookANameUpAgainWhenNobodyAnswers()
    {
        MovingName names = new();
        SimulatedNetwork network = new(1, 0, 0, 20_000, 0);
        using TestNode sender = new(network, names: names);
        using TestNode receiver = new(network);
        receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:40242");
        names.Port = 40241;
        TestPublication publication = sender.Publish("aeron:udp?endpoint=moving.example:40240");
        void Run(long durationNs)
        {
            for (long end = network.NowNs + durationNs; network.NowNs < end; network.NowNs += 1_000_000)
            {
                network.Deliver();
                _ = sender.DoWork(network.NowNs);
                _ = receiver.DoWork(network.NowNs);
            }
        }

        Run(3 * Second);
        Assert.That(publication.Log.IsConnected, Is.False);
        names.Port = 40242;
        Run(6 * Second);
        Assert.That(publication.Log.IsConnected, Is.True, "the name has moved, and the sender with it");
        Assert.That(sender.Host.System(SystemCounter.ResolutionChanges), Is.EqualTo(1));
    }

    [Test]
    public void ShouldGiveAPortOfItsOwnForPortZero()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:0");
        nodes.Receiver.Subscribe("aeron:udp?endpoint=127.0.0.1:0");
        string[] addresses = [.. nodes.Receiver.Host.Counters.Snapshot()
            .Select(c => c.Label)
            .Where(l => l.StartsWith("rcv-local-sockaddr", StringComparison.Ordinal))];
        Assert.That(addresses, Has.Length.EqualTo(2));
        Assert.That(addresses[0].Split(' ')[2], Is.Not.EqualTo(addresses[1].Split(' ')[2]));
    }

    private static List<string> Send(TwoNodes nodes, TestPublication publication, string text)
    {
        List<string> messages = [];
        Assert.That(publication.Offer(Encoding.ASCII.GetBytes(text)), Is.True);
        for (int i = 0; i < 30; i++)
        {
            nodes.Step();
            foreach (AvailableImage image in nodes.Receiver.Host.Available)
            {
                _ = new TestImage(image, nodes.Receiver.Host).Poll(m => messages.Add(Encoding.ASCII.GetString(m)));
            }
        }

        return messages;
    }

    private sealed class MovingName : INameResolver
    {
        public int Port { get; set; }

        public UdpAddress Resolve(string host, int port) => UdpAddress.Of(IPAddress.Loopback, Port);

        public Task<UdpAddress> ResolveAsync(string host, int port) => Task.FromResult(UdpAddress.Of(IPAddress.Loopback, Port));
    }
}
