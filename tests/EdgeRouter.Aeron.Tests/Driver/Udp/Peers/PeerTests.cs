using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>The network half against the real driver and its samples.</summary>
public sealed class PeerTests
{
    private const string Group = "aeron:udp?endpoint=224.20.30.43:40461|interface=127.0.0.1";
    private string _directory = string.Empty;
    private TestNode _node = null!;
    private Peer? _driver;

    [SetUp]
    public void StartDriver()
    {
        Peer.Require();
        _node = new TestNode(new UdpSockets(), new NetworkOptions { TermLengthBytes = 64 * 1024, TimerNs = 20_000_000, PublicationLingerNs = 500_000_000 }, nowNs: RealTime.NowNs);
        _directory = _node.Host.Folder + "-peer";
        _driver = new Peer("aeronmd", _directory);
        Assert.That(Until(() => File.Exists(Path.Combine(_directory, "cnc.dat")), 5_000), Is.True, _driver.Output);
    }

    [TearDown]
    public void StopDriver()
    {
        _driver?.Dispose();
        _driver = null;
        if (Peer.Folder != null && _node != null)
        {
            _node.Dispose();
            Directory.Delete(_directory, true);
        }
    }

    [TestCase("aeron:udp?endpoint=127.0.0.1:40460")]
    [TestCase(Group)]
    public void ShouldSendToTheRealSubscriber(string channel)
    {
        using Peer subscriber = new("basic_subscriber", _directory, "-c", channel, "-s", "10");
        TestPublication publication = _node.Publish(channel);
        Assert.That(Until(() => publication.Log.IsConnected, 5_000), Is.True, subscriber.Output);
        int sent = 0;
        byte[] text = new byte[1000];
        Encoding.ASCII.GetBytes("message ").CopyTo(text, 0);
        bool IsSent()
        {
            Encoding.ASCII.GetBytes($"{sent:D8}").CopyTo(text, 8);
            sent += sent < 1000 && publication.Offer(text.AsSpan(0, 16 + (sent % 900))) ? 1 : 0;
            return sent == 1000 && subscriber.Output.Contains("message 00000999", StringComparison.Ordinal);
        }

        Assert.That(Until(IsSent, 10_000), Is.True, $"{sent} sent; {subscriber.Output[..Math.Min(500, subscriber.Output.Length)]}");
        Assert.That(subscriber.Output.Split("message ").Length - 1, Is.EqualTo(1000));
        Assert.That(_node.Host.System(SystemCounter.InvalidPackets), Is.Zero);
        Assert.That(_node.Network.RemovePublication(publication.Id, isRevoked: false), Is.True);
        Assert.That(Until(() => subscriber.Output.Contains("Unavailable", StringComparison.OrdinalIgnoreCase), 5_000), Is.True, "the end is told");
        Assert.That(Until(() => _node.Host.Logs.Count == 0, 5_000), Is.True);
    }

    [TestCase("aeron:udp?endpoint=127.0.0.1:40462")]
    [TestCase(Group)]
    public void ShouldReceiveFromTheRealPublisher(string channel)
    {
        const int Count = 20_000;
        _node.Subscribe(channel);
        _node.DoWork(RealTime.NowNs);
        using Peer publisher = new("streaming_publisher", _directory, "-c", channel, "-s", "10", "-m", $"{Count}", "-L", "200", "-l", "0");
        int received = 0;
        TestImage? image = null;
        bool IsReceived()
        {
            image ??= _node.Host.Available.Count > 0 ? _node.Image() : null;
            image?.Poll(m =>
            {
                Assert.That(m, Has.Length.EqualTo(200));
                Assert.That(BitConverter.ToInt64(m), Is.EqualTo(received), "the sample begins a message with its number");
                received++;
            });
            return received >= Count;
        }

        Assert.That(Until(IsReceived, 10_000), Is.True, $"{received}; {publisher.Output}");
        Assert.That(Until(() => _node.Host.Unavailable.Count > 0, 10_000), Is.True, "the end is seen");
        Assert.That(received, Is.EqualTo(Count));
        Assert.That(_node.Host.System(SystemCounter.InvalidPackets), Is.Zero);
    }

    private bool Until(Func<bool> condition, long timeoutMs)
    {
        long end = RealTime.NowNs + (timeoutMs * 1_000_000);
        bool isMet = condition();
        while (!isMet && RealTime.NowNs < end)
        {
            if (_node.DoWork(RealTime.NowNs) == 0)
            {
                Thread.Yield();
            }

            isMet = condition();
        }

        return isMet;
    }
}
