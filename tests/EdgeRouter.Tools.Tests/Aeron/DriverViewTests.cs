using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Tools.Tests.Aeron;

public sealed class DriverViewTests
{
    private const long NowMs = 1_700_000_010_000;
    private ScratchDirectory _directory = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new ScratchDirectory();
        _ = Directory.CreateDirectory(_directory.Path);
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [TestCase(NowMs - 1_000, 1_000, true)]
    [TestCase(NowMs - 10_000, 10_000, false)]
    [TestCase(NowMs + 500, 0, true)]
    [TestCase(-1, 0, false)]
    [TestCase(0, 0, false)]
    public void ShouldTellLifeByTheHeartbeat(long heartbeatMs, long ageMs, bool isAlive)
    {
        CncFile cnc = Make(heartbeatMs);
        var counters = new CounterManager(cnc.CounterMetadata, cnc.CounterValues);
        for (int i = 0; i <= (int)SystemCounter.AeronVersion; i++)
        {
            _ = counters.Allocate(CounterKind.System, [(byte)i], $"c{i}", i, -1, 0, i == (int)SystemCounter.AeronVersion ? 0x013501 : 0, 0);
        }

        _ = new ErrorLog(cnc.ErrorLog).Record("something", 5);
        using DriverView view = DriverView.Open(_directory.Path);
        DriverFacts expected = new(_directory.Path, Environment.ProcessId, 1_700_000_000_000, heartbeatMs, ageMs, isAlive, "0.2.0", "1.53.1");
        Assert.That(view.Facts(NowMs), Is.EqualTo(expected));
        Assert.That(view.Counters(), Has.Count.EqualTo(35));
        Assert.That(view.Errors(), Is.EqualTo(new[] { new ErrorEntry(1, 5, 5, "something") }));
        Assert.That(view.Losses(), Is.Empty, "no such file");
        cnc.File.Release();
    }

    [Test]
    public void ShouldNameTheDirectoryThatIsNone()
    {
        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => DriverView.Open(_directory.Path))!;
        Assert.That((fault.Id, fault.ExitCode), Is.EqualTo(("ER2280", ExitCode.BadInput)));
        Assert.That(fault.Message, Does.Contain(_directory.Path).And.Contain("edgerouter aeron driver --dir"));
    }

    [Test]
    public void ShouldRefuseBuffersThatAreNoRings()
    {
        CncFile cnc = Make(NowMs);
        cnc.File.Slice(0, 128).PutInt32(4, 4_000);
        Assert.That(() => DriverView.Open(_directory.Path), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2202"));
        cnc.File.Release();
    }

    [Test]
    public void ShouldReadLosses()
    {
        CncFile cnc = Make(NowMs);
        byte[] file = new byte[4096];
        BitConverter.TryWriteBytes(file, 2L);
        BitConverter.TryWriteBytes(file.AsSpan(8), 640L);
        File.WriteAllBytes(Path.Combine(_directory.Path, "loss-report.dat"), file);
        using DriverView view = DriverView.Open(_directory.Path);
        Assert.That(view.Losses().Select(loss => (loss.Count, loss.TotalBytes)), Is.EqualTo(new[] { (2L, 640L) }));
        cnc.File.Release();
    }

    [TestCase(0, "system")]
    [TestCase(1, "pub-lmt")]
    [TestCase(4, "sub-pos")]
    [TestCase(12, "pub-pos")]
    [TestCase(101, "101")]
    public void ShouldNameTypes(int typeId, string expected) => Assert.That(CounterKindNames.Of(typeId), Is.EqualTo(expected));

    private CncFile Make(long heartbeatMs)
    {
        CncFile cnc = CncFile.Create(_directory.Path, new CncSizes(), 10_000_000_000, 1_700_000_000_000, 4096);
        new ManyToOneRing(cnc.ToDriver).ConsumerHeartbeatMs = heartbeatMs;
        cnc.Publish();
        return cnc;
    }
}
