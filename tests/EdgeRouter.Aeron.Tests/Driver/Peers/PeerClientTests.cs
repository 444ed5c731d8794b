using System.Globalization;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Peers;

/// <summary>Clients and tools of another Aeron on our driver, over shared memory and the network.</summary>
[TestFixture]
public sealed class PeerClientTests
{
    private string _directory = string.Empty;
    private MediaDriver _driver = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = DriverHarness.NewDirectory();
        HostTime time = new();
        _driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Clock = time,
            Ticks = time,
            Directory = _directory,
            Threading = ThreadingMode.Shared,
            DeletesDirectoryOnClose = true,
            TimerNs = 100 * TimeUnits.Millisecond,
            ClientLivenessNs = 2 * TimeUnits.Second,
            UnblockTimeoutNs = 3 * TimeUnits.Second,
        });
    }

    [TearDown]
    public void TearDown() => _driver.Dispose();

    [TestCase("aeron:ipc")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24325")]
    [TestCase("aeron:udp?endpoint=224.20.30.39:24326|interface=127.0.0.1")]
    public void ShouldCarryMessagesBetweenItsClients(string channel)
    {
        using PeerProgram subscriber = PeerProgram.Start("basic_subscriber", "-p", _directory, "-c", channel, "-s", "1001");
        _ = subscriber.Await("Subscription channel status");
        using PeerProgram publisher = PeerProgram.Start("basic_publisher", "-p", _directory, "-c", channel, "-s", "1001", "-m", "3", "-l", "0");
        _ = publisher.Await("Done sending.");
        _ = subscriber.Await($"Available image on {channel} streamId=1001");
        _ = subscriber.Await("Hello World! 2");
        _ = subscriber.Await($"Unavailable image on {channel} streamId=1001");
    }

    [TestCase("aeron:ipc?term-length=64k", 64, 200_000)]
    [TestCase("aeron:ipc?term-length=64k|mtu=1024", 5_000, 300)]
    [TestCase("aeron:ipc", 1_000, 20_000)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24327|term-length=64k", 64, 20_000)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24328", 5_000, 1_000)]
    public void ShouldCarryAStreamOverManyTerms(string channel, int bytes, int count)
    {
        using PeerProgram subscriber = PeerProgram.Start("rate_subscriber", "-p", _directory, "-c", channel.Split('|')[0].Split("?term")[0], "-s", "1002");
        _ = subscriber.Await("Subscription channel status");
        using PeerProgram publisher = PeerProgram.Start(
            "streaming_publisher", "-p", _directory, "-c", channel, "-s", "1002", "-m", Text(count), "-L", Text(bytes), "-l", "0");
        _ = publisher.Await("Done sending.", 40);
        _ = subscriber.Await($"totals {count} messages", 20);
    }

    [Test]
    public void ShouldCarryAPingPong()
    {
        using PeerProgram pong = PeerProgram.Start("cpong", "-p", _directory, "-c", "aeron:ipc", "-C", "aeron:ipc", "-s", "1", "-S", "2");
        string ping = PeerProgram.Run(
            "cping", "-p", _directory, "-c", "aeron:ipc", "-C", "aeron:ipc", "-s", "1", "-S", "2", "-m", "500", "-w", "50", "-L", "32");
        Assert.That(ping, Does.Contain("0.500000").And.Contain("Total count    =          500"));
    }

    [Test]
    public void ShouldShowItselfToTools()
    {
        string stat = PeerProgram.Run("AeronStat", "-d", _directory, "-w", "false");
        Assert.That(stat, Does.Contain("CnC v0.2.0").And.Contain($"pid {Environment.ProcessId}").And.Contain("65,536 - Version of the control protocol"));
        string pid = PeerProgram.Run("DriverTool", "-d", _directory, "-P");
        Assert.That(pid, Does.Contain(Text(Environment.ProcessId)));
        Assert.That(PeerProgram.Run("ErrorStat", "-d", _directory), Does.Contain("0 distinct errors"));
        FakeClient client = new(_directory);
        _ = client.RemoveSubscription(99);
        _ = client.RemoveSubscription(99);
        while (client.Counter(15).Value < 2)
        {
            _ = Thread.Yield();
        }

        string text = PeerProgram.Run("ErrorStat", "-d", _directory);
        Assert.That(text, Does.Contain("2 observations").And.Contain($"unknown subscription client_id={client.Id} registration_id=99"));
        client.Close();
    }

    [Test]
    public void ShouldEndWhenAToolAsksAndTheOwnerAllows()
    {
        bool isAsked = false;
        _driver.Dispose();
        HostTime time = new();
        MediaDriverOptions options = _driver.Options with { TerminationValidator = static _ => true, OnTermination = () => Volatile.Write(ref isAsked, true), Clock = time };
        using MediaDriver driver = MediaDriver.Launch(options);
        _ = PeerProgram.Run("DriverTool", "-d", _directory, "-T");
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(10));
        while (!Volatile.Read(ref isAsked) && !over.IsCancellationRequested)
        {
            _ = Thread.Yield();
        }

        Assert.That(isAsked, Is.True);
    }

    [Test]
    public void ShouldCleanUpAfterAClientThatWasKilled()
    {
        using PeerProgram subscriber = PeerProgram.Start("rate_subscriber", "-p", _directory, "-c", "aeron:ipc", "-s", "1003");
        _ = subscriber.Await("Subscription channel status");
        PeerProgram publisher = PeerProgram.Start(
            "streaming_publisher", "-p", _directory, "-c", "aeron:ipc?term-length=64k", "-s", "1003", "-m", "100000000", "-L", "64");
        _ = subscriber.Await("Available image");
        _ = subscriber.Await("msgs/sec");
        publisher.Kill();
        _ = subscriber.Await("Unavailable image", 15);
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(5));
        while (Directory.GetFiles($"{_directory}/publications").Length > 0 && !over.IsCancellationRequested)
        {
            _ = Thread.Yield();
        }

        Assert.That(Directory.GetFiles($"{_directory}/publications"), Is.Empty);
        publisher.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
