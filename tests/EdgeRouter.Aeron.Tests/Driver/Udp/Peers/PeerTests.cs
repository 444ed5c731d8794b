using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>The network half against the real driver and its samples.</summary>
public sealed class PeerTests
{
    private const string Group = "aeron:udp?endpoint=224.20.30.43:27461|interface=127.0.0.1";
    private const int Interrupt = 2;
    private static readonly NetworkOptions Options = new() { TermLengthBytes = 64 * 1024, TimerNs = 20_000_000, PublicationLingerNs = 500_000_000 };

    [TestCase("aeron:udp?endpoint=127.0.0.1:27460")]
    [TestCase(Group)]
    public void ShouldSendToTheRealSubscriber(string channel)
    {
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using TestNode node = new(new UdpSockets(), Options, nowNs: RealTime.NowNs);
        using PeerProcess subscriber = PeerTools.Start(directory.Path, "basic_subscriber", "-c", channel, "-s", "10");
        TestPublication publication = node.Publish(channel);
        Assert.That(Until(node, () => publication.Log.IsConnected, 10_000), Is.True, subscriber.Output);
        int sent = 0;
        byte[] text = new byte[1000];
        bool IsConsumed()
        {
            Encoding.ASCII.GetBytes($"message {sent:D8}").CopyTo(text, 0);
            sent += sent < 1000 && publication.Offer(text.AsSpan(0, 16 + (sent % 900))) ? 1 : 0;
            return sent == 1000 && publication.Limit >= publication.Position + 32_768;
        }

        Assert.That(Until(node, IsConsumed, 20_000), Is.True, $"{sent} sent");
        Assert.That(node.Network.RemovePublication(publication.Id, isRevoked: false), Is.True);
        Assert.That(Until(node, () => node.Host.Logs.Count == 0, 10_000), Is.True);
        _ = Until(node, () => false, 4_000); // The real driver looks once a second, and says goodbye for one.
        subscriber.Signal(Interrupt);
        _ = subscriber.WaitForEnd();
        Assert.That(subscriber.Output.Split("message 0").Length - 1, Is.EqualTo(1000));
        Assert.That(subscriber.Output, Does.Contain("message 00000999"));
        Assert.That(subscriber.Output, Does.Contain("Unavailable image").IgnoreCase, "the end is told");
        Assert.That(node.Host.System(SystemCounter.InvalidPackets), Is.Zero);
    }

    [TestCase("aeron:udp?endpoint=127.0.0.1:27462")]
    [TestCase(Group)]
    public void ShouldReceiveFromTheRealPublisher(string channel)
    {
        const int Count = 20_000;
        using TestDirectory directory = new(isMade: false);
        using PeerProcess driver = PeerTools.StartDriver(directory.Path);
        using TestNode node = new(new UdpSockets(), Options, nowNs: RealTime.NowNs);
        node.Subscribe(channel);
        _ = node.DoWork(RealTime.NowNs);
        using PeerProcess publisher = PeerTools.Start(
            directory.Path, "streaming_publisher", "-c", channel, "-s", "10", "-m", $"{Count}", "-L", "200", "-l", "0");
        int received = 0;
        TestImage? image = null;
        bool IsReceived()
        {
            image ??= node.Host.Available.Count > 0 ? node.Image() : null;
            image?.Poll(m =>
            {
                Assert.That(m, Has.Length.EqualTo(200));
                Assert.That(BitConverter.ToInt64(m), Is.EqualTo(received), "the sample begins a message with its number");
                received++;
            });
            return received >= Count;
        }

        Assert.That(Until(node, IsReceived, 20_000), Is.True, $"{received}; {publisher.Output}");
        Assert.That(Until(node, () => node.Host.Unavailable.Count > 0, 15_000), Is.True, "the end is seen");
        Assert.That(received, Is.EqualTo(Count));
        Assert.That(node.Host.System(SystemCounter.InvalidPackets), Is.Zero);
    }

    private static bool Until(TestNode node, Func<bool> condition, long timeoutMs)
    {
        long end = RealTime.NowNs + (timeoutMs * 1_000_000);
        bool isMet = condition();
        while (!isMet && RealTime.NowNs < end)
        {
            if (node.DoWork(RealTime.NowNs) == 0)
            {
                _ = Thread.Yield();
            }

            isMet = condition();
        }

        return isMet;
    }
}
