using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Interop;

/// <summary>The directory of another driver, read by our code.</summary>
public sealed class PeerDirectoryTests
{
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory(isMade: false);

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ShouldReadItsCountersAndHeartbeat()
    {
        using PeerProcess driver = PeerTools.StartDriver(_directory.Path);
        CncFile cnc = CncFile.TryOpen(_directory.Path, isWritable: false)!;
        Assert.That((cnc.Version, cnc.ProcessId, cnc.PageBytes), Is.EqualTo((0x000200, (long)driver.Id, 4096)));
        Assert.That(cnc.ClientLivenessNs, Is.EqualTo(10_000_000_000));
        Assert.That(new ManyToOneRing(cnc.ToDriver).ConsumerHeartbeatMs, Is.GreaterThan(1_700_000_000_000));
        CounterInfo[] counters = [.. new CounterReader(cnc.CounterMetadata, cnc.CounterValues).Snapshot()];
        Assert.That(counters.Take(46).Select(counter => (counter.Id, counter.TypeId, counter.RegistrationId, counter.OwnerId)),
            Is.EqualTo(Enumerable.Range(0, 46).Select(id => (id, CounterKind.System, (long)id, -1L))));
        Assert.That(counters[(int)SystemCounter.BytesSent].Label, Does.StartWith("Bytes sent"));
        Assert.That(counters[(int)SystemCounter.ControlProtocolVersion].Value, Is.EqualTo(0x10000));
        Assert.That(counters[(int)SystemCounter.BytesMapped].Value, Is.Positive);
        cnc.File.Release();
    }

    [Test]
    public void ShouldReadTheLogBufferOfItsPublication()
    {
        using PeerProcess driver = PeerTools.StartDriver(_directory.Path);
        using PeerProcess publisher = PeerTools.Start(_directory.Path, "basic_publisher", "-c", "aeron:ipc?term-length=64k", "-s", "1001", "-m", "1000000", "-l", "30");
        CncFile cnc = CncFile.TryOpen(_directory.Path)!;
        var counters = new CounterReader(cnc.CounterMetadata, cnc.CounterValues);
        Assert.That(driver.WaitUntil(() => counters.Snapshot().Any(counter => counter.TypeId == CounterKind.PublisherLimit)), publisher.Output);
        CounterInfo limit = counters.Snapshot().Single(counter => counter.TypeId == CounterKind.PublisherLimit);
        Assert.That(BitConverter.ToInt64(limit.Key), Is.EqualTo(limit.RegistrationId));
        LogBuffer log = LogBuffer.Open(AeronDirectory.PublicationLog(_directory.Path, limit.RegistrationId));
        Assert.That((log.TermBytes, log.MtuBytes, log.StreamId, log.SessionId), Is.EqualTo((65_536, 1408, 1001, BitConverter.ToInt32(limit.Key, 8))));
        Assert.That((log.CorrelationId, log.IsConnected, log.ProducerPosition, log.Kind), Is.EqualTo((limit.RegistrationId, false, 0L, LogKind.SharedPublication)));
        log.File.Release();
        cnc.File.Release();
    }

    [Test]
    public void ShouldReadItsErrors()
    {
        using PeerProcess driver = PeerTools.StartDriver(_directory.Path);
        using PeerProcess publisher = PeerTools.Start(_directory.Path, "basic_publisher", "-c", "aeron:udp?endpoint=nowhere", "-s", "1001", "-m", "1");
        _ = publisher.WaitForEnd();
        CncFile cnc = CncFile.TryOpen(_directory.Path, isWritable: false)!;
        ErrorEntry[] errors = [.. new ErrorLog(cnc.ErrorLog).Read()];
        Assert.That(errors.Select(error => error.Text), Has.Some.Contain("nowhere"), publisher.Output);
        Assert.That(errors.Select(error => error.Count), Is.All.Positive);
        cnc.File.Release();
    }

    [Test]
    public void ShouldSeeItEndInOrder()
    {
        using PeerProcess driver = PeerTools.StartDriver(_directory.Path);
        CncFile cnc = CncFile.TryOpen(_directory.Path)!;
        driver.Signal(2);
        _ = driver.WaitForEnd();
        Assert.That(new ManyToOneRing(cnc.ToDriver).ConsumerHeartbeatMs, Is.EqualTo(-1));
        cnc.File.Release();
    }

    [Test]
    public void ShouldRefuseItsCutFile()
    {
        using (PeerTools.StartDriver(_directory.Path))
        {
        }

        using (FileStream file = File.OpenWrite(_directory.File("cnc.dat")))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.That(() => CncFile.TryOpen(_directory.Path), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2206"));
    }
}
