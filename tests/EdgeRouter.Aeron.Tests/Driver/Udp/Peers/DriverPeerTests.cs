using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Udp.Peers;

/// <summary>The real clients on our driver over UDP, beside and against the real driver.</summary>
public sealed class DriverPeerTests
{
    private const int Interrupt = 2;

    [TestCase("aeron:udp?endpoint=127.0.0.1:27470", true, true)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:27471", true, false)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:27472", false, true)]
    [TestCase("aeron:udp?endpoint=224.20.30.45:27473|interface=127.0.0.1", true, false)]
    [TestCase("aeron:udp?endpoint=224.20.30.45:27474|interface=127.0.0.1", false, true)]
    public void ShouldServeTheRealClients(string channel, bool isPublisherOnOurs, bool isSubscriberOnOurs)
    {
        using TestDirectory theirs = new(isMade: false);
        using TestDirectory ours = new(isMade: false);
        using PeerProcess peer = PeerTools.StartDriver(theirs.Path);
        Clocks clocks = new();
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Directory = ours.Path,
            Clock = clocks,
            Ticks = clocks,
            Threading = ThreadingMode.Shared,
            ConductorIdle = "yield",
            DeletesDirectoryOnClose = true,
        });
        using PeerProcess subscriber = PeerTools.Start(
            isSubscriberOnOurs ? ours.Path : theirs.Path, "basic_subscriber", "-c", channel, "-s", "10");
        using PeerProcess publisher = PeerTools.Start(
            isPublisherOnOurs ? ours.Path : theirs.Path, "streaming_publisher", "-c", channel, "-s", "10", "-m", "2000", "-L", "300", "-l", "1");

        Assert.That(publisher.WaitForEnd(30_000), Is.Zero, publisher.Output);
        _ = subscriber.WaitUntil(() => false, 1_500);
        subscriber.Signal(Interrupt);
        _ = subscriber.WaitForEnd();
        Assert.That(subscriber.Output.Split("Message to stream 10").Length - 1, Is.EqualTo(2000), publisher.Output);
        Assert.That(driver.Failure, Is.Null);
    }

    private sealed class Clocks : IClock, ITickCounter
    {
        public long NowNs => (TimeProvider.System.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

        public long Ticks => TimeProvider.System.GetTimestamp();

        public double NsPerTick => 1e9 / TimeProvider.System.TimestampFrequency;
    }
}
