using System.Diagnostics;
using System.Globalization;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Aeron.Tests.Support;
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
            ClientLivenessNs = 5 * TimeUnits.Second,
            UnblockTimeoutNs = 6 * TimeUnits.Second,
        });
    }

    [TearDown]
    public void TearDown() => _driver.Dispose();

    [TestCase("aeron:ipc")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24325")]
    [TestCase("aeron:udp?endpoint=224.20.30.39:24326|interface=127.0.0.1")]
    public void ShouldCarryMessagesBetweenItsClients(string channel)
    {
        using PeerProcess subscriber = Start("basic_subscriber", "-c", channel, "-s", "1001");
        Await(subscriber, "Subscription channel status");
        using PeerProcess publisher = Start("basic_publisher", "-c", channel, "-s", "1001", "-m", "3", "-l", "0");
        Await(publisher, "Done sending.");
        Await(subscriber, $"Available image on {channel} streamId=1001");
        Await(subscriber, "Hello World! 2");
        Await(subscriber, $"Unavailable image on {channel} streamId=1001");
    }

    [TestCase("aeron:ipc?term-length=64k", 64, 50_000)]
    [TestCase("aeron:ipc?term-length=64k|mtu=1024", 5_000, 300)]
    [TestCase("aeron:ipc", 1_000, 20_000)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24327|term-length=64k", 64, 20_000)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24328", 5_000, 1_000)]
    public void ShouldCarryAStreamOverManyTerms(string channel, int bytes, int count)
    {
        using PeerProcess subscriber = Start("rate_subscriber", "-c", channel.Split('|')[0].Split("?term")[0], "-s", "1002");
        Await(subscriber, "Subscription channel status");
        using PeerProcess publisher = Start("streaming_publisher", "-c", channel, "-s", "1002", "-m", Text(count), "-L", Text(bytes), "-l", "0");
        Await(publisher, "Done sending.", 40);
        Await(subscriber, $"totals {count} messages", 20);
    }

    [Test]
    public void ShouldCarryAPingPong()
    {
        using PeerProcess pong = Start("cpong", "-c", "aeron:ipc", "-C", "aeron:ipc", "-s", "1", "-S", "2");
        string ping = Run("cping", "-c", "aeron:ipc", "-C", "aeron:ipc", "-s", "1", "-S", "2", "-m", "500", "-w", "50", "-L", "32");
        Assert.That(ping, Does.Contain("0.500000").And.Contain("Total count    =          500"));
    }

    [Test]
    public void ShouldShowItselfToTools()
    {
        string stat = Run("AeronStat", "-d", _directory, "-w", "false");
        Assert.That(stat, Does.Contain("CnC v0.2.0").And.Contain($"pid {Environment.ProcessId}").And.Contain("65,536 - Version of the control protocol"));
        string pid = Run("DriverTool", "-d", _directory, "-P");
        Assert.That(pid, Does.Contain(Text(Environment.ProcessId)));
        Assert.That(Run("ErrorStat", "-d", _directory), Does.Contain("0 distinct errors"));
        FakeClient client = new(_directory);
        _ = client.RemoveSubscription(99);
        _ = client.RemoveSubscription(99);
        while (client.Counter(15).Value < 2)
        {
            _ = Thread.Yield();
        }

        string text = Run("ErrorStat", "-d", _directory);
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
        _ = Run("DriverTool", "-d", _directory, "-T");
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
        using PeerProcess subscriber = Start("rate_subscriber", "-c", "aeron:ipc", "-s", "1003");
        Await(subscriber, "Subscription channel status");
        PeerProcess publisher = Start("streaming_publisher", "-c", "aeron:ipc?term-length=64k", "-s", "1003", "-m", "100000000", "-L", "64");
        Await(subscriber, "Available image");
        Await(subscriber, "msgs/sec");
        publisher.Signal(9);
        Await(subscriber, "Unavailable image", 30);
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(5));
        while (Directory.GetFiles($"{_directory}/publications").Length > 0 && !over.IsCancellationRequested)
        {
            _ = Thread.Yield();
        }

        Assert.That(Directory.GetFiles($"{_directory}/publications"), Is.Empty);
        publisher.Dispose();
    }

    private static void Await(PeerProcess process, string text, int seconds = 20) =>
        Assert.That(process.WaitUntil(() => process.Output.Contains(text, StringComparison.Ordinal), seconds * 1000), () => $"not said: {text}\n{process.Output}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts a program whose lines come as they are said, not when its buffer is full.</summary>
    private PeerProcess Start(string name, params string[] arguments)
    {
        ProcessStartInfo start = new("stdbuf", ["-oL", PeerTools.Find(name), .. arguments]);
        start.Environment["AERON_DIR"] = _directory;
        return new PeerProcess(start);
    }

    private string Run(string name, params string[] arguments)
    {
        using PeerProcess process = Start(name, arguments);
        Assert.That(process.WaitForEnd(), Is.Zero, () => process.Output);
        return process.Output;
    }
}
