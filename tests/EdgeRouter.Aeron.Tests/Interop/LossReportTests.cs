using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Aeron.Tests.Support;

namespace EdgeRouter.Aeron.Tests.Interop;

/// <summary>Losses noted by one Aeron, read by the other's tool.</summary>
public sealed class LossReportTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.1:27490";
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory(isMade: false);

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ShouldReadTheirs()
    {
        using PeerProcess driver = PeerTools.StartDriver(
            _directory.Path,
            ("AERON_UDP_CHANNEL_INCOMING_INTERCEPTORS", "loss"),
            ("AERON_UDP_CHANNEL_TRANSPORT_BINDINGS_LOSS_ARGS", "rate=0.2|seed=7|recv-msg-mask=0x2"));
        using PeerProcess subscriber = PeerTools.Start(_directory.Path, "basic_subscriber", "-c", Channel, "-s", "1001");
        using PeerProcess publisher = PeerTools.Start(_directory.Path, "streaming_publisher", "-c", Channel, "-s", "1001", "-m", "3000", "-L", "500", "-l", "0");
        IReadOnlyList<LossEntry> losses = [];
        Assert.That(driver.WaitUntil(() => (losses = Read()).Count > 0), $"{publisher.Output}{driver.Output}");
        LossEntry loss = losses[0];
        Assert.That((loss.StreamId, loss.Channel), Is.EqualTo((1001, Channel)));
        Assert.That((loss.Count, loss.TotalBytes), Is.GreaterThan((0L, 0L)));
        Assert.That(loss.Source, Does.StartWith("127.0.0.1:"));
        Assert.That(loss.LastMs, Is.GreaterThanOrEqualTo(loss.FirstMs).And.GreaterThan(1_700_000_000_000));
    }

    [Test]
    public void ShouldBeReadByTheirs()
    {
        _ = PeerTools.Find("LossStat");
        HostTime time = new();
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions { Clock = time, Ticks = time, Directory = _directory.Path, DeletesDirectoryOnClose = true });
        string path = _directory.File(LossReader.FileName);
        File.Delete(path);
        MappedFile file = MappedFile.Create(path, LossReport.FileBytes, FileAllocation.Reserved);
        using LossReport report = new(file, time);
        int entry = report.Add(640, -77, 1001, Channel, "10.1.2.3:4567");
        report.Observe(entry, 64);
        using PeerProcess tool = PeerTools.Start(_directory.Path, "LossStat", "-d", _directory.Path);
        _ = tool.WaitForEnd();
        Assert.That(tool.Output, Does.Contain("704").And.Contain("-77").And.Contain("1001").And.Contain(Channel).And.Contain("10.1.2.3:4567"));
    }

    private IReadOnlyList<LossEntry> Read()
    {
        MappedFile file = MappedFile.Open(_directory.File(LossReader.FileName), isWritable: false);
        IReadOnlyList<LossEntry> losses = LossReader.Read(file.Slice(0, (int)file.SizeBytes));
        file.Release();
        return losses;
    }
}
