using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Peers;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

/// <summary>Two nodes on real sockets of this machine, one thread. Time is real: on a busy machine the system delivers late, and a count of rounds, or a clock that
/// runs with them, would be over first.</summary>
public sealed class LoopbackTests
{
    private const long PatienceNs = 60_000_000_000;

    [TestCase("aeron:udp?endpoint=127.0.0.1:27301", "aeron:udp?endpoint=127.0.0.1:27301")]
    [TestCase("aeron:udp?endpoint=[::1]:27302", "aeron:udp?endpoint=[::1]:27302")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:27303|mtu=60k|term-length=1m|so-sndbuf=1m|so-rcvbuf=1m", "aeron:udp?endpoint=127.0.0.1:27303|so-rcvbuf=1m")]
    [TestCase("aeron:udp?endpoint=224.20.30.47:27304|interface=127.0.0.1", "aeron:udp?endpoint=224.20.30.47:27304|interface=127.0.0.1")]
    [TestCase("aeron:udp?endpoint=224.20.30.49:27305|interface=127.0.0.1|fc=min,g:/1", "aeron:udp?endpoint=224.20.30.49:27305|interface=127.0.0.1")]
    [TestCase("aeron:udp?control=127.0.0.1:27306|control-mode=dynamic", "aeron:udp?control=127.0.0.1:27306|endpoint=127.0.0.1:0|control-mode=dynamic")]
    public void ShouldMoveMessagesWithoutAllocating(string channel, string subscription)
    {
        using TestNode sender = new(new UdpSockets(), nowNs: RealTime.NowNs);
        using TestNode receiver = new(new UdpSockets(), nowNs: RealTime.NowNs);
        receiver.Subscribe(subscription);
        TestPublication publication = sender.Publish(channel);
        Assert.That(Until(sender, receiver, () => publication.Limit > 0), Is.True, string.Join('\n', receiver.Host.Errors));
        TestImage image = receiver.Image();
        byte[] payload = new byte[publication.Log.MtuBytes / 2];
        int received = 0;
        void OnMessage(byte[] _) => received++;
        long Exchange(int count)
        {
            long allocated = 0;
            int end = received + count;
            long giveUpNs = RealTime.NowNs + PatienceNs;
            for (int sent = 0; received < end && RealTime.NowNs < giveUpNs;)
            {
                sent += sent < count && publication.Offer(payload) ? 1 : 0;
                long nowNs = RealTime.NowNs;
                long before = GC.GetAllocatedBytesForCurrentThread();
                _ = sender.DoWork(nowNs);
                _ = receiver.DoWork(nowNs);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                _ = image.Poll(OnMessage);
            }

            Assert.That(received, Is.EqualTo(end), $"{publication.Position} {publication.Limit} {image.Position} {sender.Host.Describe()} | {receiver.Host.Describe()}");
            return allocated;
        }

        _ = Exchange(2_000);
        Assert.That(Exchange(2_000), Is.Zero);
        Assert.That(receiver.Host.System(SystemCounter.StatusMessagesSent), Is.GreaterThan(0));
        Assert.That(receiver.Host.System(SystemCounter.InvalidPackets) + sender.Host.System(SystemCounter.InvalidPackets), Is.Zero);
    }

    [Test]
    public void ShouldServeManyChannelsThroughOnePoll()
    {
        using TestNode sender = new(new UdpSockets(), nowNs: RealTime.NowNs);
        using TestNode receiver = new(new UdpSockets(), nowNs: RealTime.NowNs);
        TestPublication[] publications = new TestPublication[9];
        for (int i = 0; i < publications.Length; i++)
        {
            receiver.Subscribe($"aeron:udp?endpoint=127.0.0.1:{27_310 + i}");
            publications[i] = sender.Publish($"aeron:udp?endpoint=127.0.0.1:{27_310 + i}");
        }

        Assert.That(Until(sender, receiver, () => Array.TrueForAll(publications, p => p.Log.IsConnected)), Is.True);
        Assert.That(receiver.Host.Available, Has.Count.EqualTo(9));
    }

    [Test]
    public void ShouldRefuseAnEndpointThatIsTaken()
    {
        using TestNode one = new(new UdpSockets(), nowNs: RealTime.NowNs);
        using TestNode two = new(new UdpSockets(), nowNs: RealTime.NowNs);
        one.Subscribe("aeron:udp?endpoint=127.0.0.1:27330");
        CommandRefusedException refusal = Assert.Throws<CommandRefusedException>(() => two.Subscribe("aeron:udp?endpoint=127.0.0.1:27330"))!;
        Assert.That(refusal.Code, Is.EqualTo(Aeron.Commands.DriverErrorCode.Generic));
        Assert.That(refusal.Message, Does.Contain("127.0.0.1:27330"));
        Assert.That(two.Host.AllocatedCount, Is.EqualTo(46));
    }

    private static bool Until(TestNode sender, TestNode receiver, Func<bool> condition)
    {
        for (long giveUpNs = RealTime.NowNs + PatienceNs; !condition() && RealTime.NowNs < giveUpNs;)
        {
            long nowNs = RealTime.NowNs;
            _ = sender.DoWork(nowNs);
            _ = receiver.DoWork(nowNs);
        }

        return condition();
    }
}
