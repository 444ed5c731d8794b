using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Cnc;

/// <summary>Offsets are those of AERON.md §2, written down by hand.</summary>
public sealed class CncFileTests
{
    private static readonly CncSizes Small = new() { ToDriverBytes = 4096, ToClientsBytes = 2048, CounterValuesBytes = 1280, ErrorLogBytes = 512 };
    private TestDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new TestDirectory();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void ShouldWriteTheFileAsPublished()
    {
        CncFile cnc = CncFile.Create(_directory.Path, Small, 10_000_000_000, 1_700_000_000_123, 4096);
        byte[] head = File.ReadAllBytes(_directory.File("cnc.dat"))[..128];
        Assert.That(head[..52], Is.EqualTo(ByteTable.Of(
            (0, 0), (4, 4096 + 768), (8, 2048 + 128), (12, 4 * 1280), (16, 1280), (20, 512), (24, 10_000_000_000L), (32, 1_700_000_000_123L), (40, (long)Environment.ProcessId), (48, 4096))));
        cnc.Publish();
        Assert.That(File.ReadAllBytes(_directory.File("cnc.dat"))[..4], Is.EqualTo(new byte[] { 0, 2, 0, 0 }), "0.2.0, stored last");
        Assert.That(new FileInfo(_directory.File("cnc.dat")).Length, Is.EqualTo(16_384), "13,976 bytes on whole pages");
        cnc.File.Release();
    }

    [Test]
    public void ShouldStandBuffersBackToBack()
    {
        CncFile cnc = CncFile.Create(_directory.Path, Small, 1, 2, 4096);
        int[] starts = [128, 128 + 4864, 128 + 4864 + 2176, 128 + 4864 + 2176 + 5120, 128 + 4864 + 2176 + 5120 + 1280];
        cnc.ToDriver.PutInt32(0, 101);
        cnc.ToClients.PutInt32(0, 102);
        cnc.CounterMetadata.PutInt32(0, 103);
        cnc.CounterValues.PutInt32(0, 104);
        cnc.ErrorLog.PutInt32(0, 105);
        byte[] file = File.ReadAllBytes(_directory.File("cnc.dat"));
        Assert.That(starts.Select(start => BitConverter.ToInt32(file, start)), Is.EqualTo(new[] { 101, 102, 103, 104, 105 }));
        cnc.File.Release();
    }

    [Test]
    public void ShouldTakeAtMostFourMegabytesByDefault()
    {
        CncFile cnc = CncFile.Create(_directory.Path, new CncSizes(), 1, 2, 4096);
        Assert.That(cnc.File.SizeBytes, Is.LessThan(4 << 20));
        cnc.File.Release();
    }

    [Test]
    public void ShouldWaitForADriverThatIsNotReady()
    {
        Assert.That(CncFile.TryOpen(_directory.Path), Is.Null, "no file");
        Assert.That(CncFile.TryOpen(_directory.File("absent")), Is.Null, "no directory");
        File.WriteAllBytes(_directory.File("cnc.dat"), []);
        Assert.That(CncFile.TryOpen(_directory.Path), Is.Null, "empty");
        File.WriteAllBytes(_directory.File("cnc.dat"), new byte[4096]);
        Assert.That(CncFile.TryOpen(_directory.Path), Is.Null, "version 0");
    }

    [Test]
    public void ShouldOpenWhatAnotherMade([Values] bool isWritable)
    {
        CncFile made = CncFile.Create(_directory.Path, Small, 7, 8, 4096);
        new ManyToOneRing(made.ToDriver).ConsumerHeartbeatMs = 55;
        made.Publish();
        CncFile opened = CncFile.TryOpen(_directory.Path, isWritable)!;
        Assert.That((opened.Version, opened.ClientLivenessNs, opened.StartMs, opened.ProcessId, opened.PageBytes), Is.EqualTo((512, 7L, 8L, (long)Environment.ProcessId, 4096)));
        Assert.That((new ManyToOneRing(opened.ToDriver).ConsumerHeartbeatMs, opened.File.IsWritable), Is.EqualTo((55L, isWritable)));
        made.File.Release();
        opened.File.Release();
    }

    [TestCase(0, 0x010000)]
    [TestCase(0, 0x020200)]
    [TestCase(0, -1)]
    [TestCase(0, 0x41414141)]
    [TestCase(4, 0)]
    [TestCase(8, -128)]
    [TestCase(12, int.MinValue)]
    [TestCase(16, 1 << 20)]
    [TestCase(20, int.MaxValue)]
    [TestCase(4, 1025)]
    [TestCase(12, 4100)]
    [TestCase(16, 1025)]
    public void ShouldRefuseForeignAndDamagedFiles(int offset, int value)
    {
        CncFile made = CncFile.Create(_directory.Path, Small, 7, 8, 4096);
        made.Publish();
        made.File.Slice(0, 128).PutInt32(offset, value);
        Assert.That(() => CncFile.TryOpen(_directory.Path), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2206"));
        made.File.Release();
    }

    [TestCase(0x000201)]
    [TestCase(0x000300)]
    public void ShouldTakeLaterMinorVersions(int version)
    {
        CncFile made = CncFile.Create(_directory.Path, Small, 7, 8, 4096);
        made.File.Slice(0, 128).PutInt32(0, version);
        CncFile? opened = CncFile.TryOpen(_directory.Path);
        Assert.That(opened?.Version, Is.EqualTo(version));
        opened!.File.Release();
        made.File.Release();
    }

    [Test]
    public void ShouldTakeAPageOfZeroFromOlderDrivers()
    {
        CncFile made = CncFile.Create(_directory.Path, Small, 7, 8, 4096);
        made.File.Slice(0, 128).PutInt32(48, 0);
        Assert.That(made.PageBytes, Is.EqualTo(4096));
        made.File.Release();
    }

    [Test]
    public void ShouldRefuseOrOpenAnyHead()
    {
        const ulong Seed = 0xCAC;
        var random = new DeterministicRandom(Seed);
        CncFile made = CncFile.Create(_directory.Path, Small, 7, 8, 4096);
        made.Publish();
        byte[] whole = made.File.Slice(0, 128).Span(0, 128).ToArray();
        int opened = 0;
        for (int round = 0; round < 3_000; round++)
        {
            whole.CopyTo(made.File.Slice(0, 128).Span(0, 128));
            made.File.Slice(0, 128).PutByte(random.NextInt32(64), (byte)random.NextInt32(256));
            made.File.Slice(0, 128).PutByte(random.NextInt32(64), (byte)random.NextInt32(256));
            opened += TryUse() ? 1 : 0;
        }

        Assert.That(opened, Is.InRange(500, 2_500), $"seed {Seed}");
        made.File.Release();
    }

    private bool TryUse()
    {
        try
        {
            CncFile? cnc = CncFile.TryOpen(_directory.Path);
            if (cnc == null)
            {
                return false;
            }

            cnc.ToClients.PutByte(cnc.ToClients.SizeBytes - 1, 0);
            cnc.ErrorLog.PutByte(cnc.ErrorLog.SizeBytes - 1, 0);
            cnc.File.Release();
            return true;
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.EqualTo("ER2206"));
            return false;
        }
    }
}
