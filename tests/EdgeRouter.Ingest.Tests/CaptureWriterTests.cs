using EdgeRouter.Core.Errors;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class CaptureWriterTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldWriteTheBytesOfTheFormat()
    {
        string path = _folder.File("written.pcap");
        using (CaptureWriter writer = new(path))
        {
            writer.Write([0xAA, 0xBB, 0xCC], 1_475_012_773_473_604_083);
            writer.Write([], 1_475_012_773_473_604_083);
            Assert.That(writer.FrameCount, Is.EqualTo(2));
        }

        byte[] expected = new CaptureBytes(false).U32(0xA1B23C4D).U16(2).U16(4).U32(0, 0, 262_144, 1)
            .U32(1_475_012_773, 473_604_083, 3, 3).U8(0xAA, 0xBB, 0xCC)
            .U32(1_475_012_773, 473_604_083, 0, 0).ToArray();
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldGiveBackEveryFrameOfEverySize()
    {
        string path = _folder.File("sizes.pcap");
        int[] sizes = [0, 1, 60, 1514, 9018, 65_535, 262_144, 262_144, 262_128, 5];
        using (CaptureWriter writer = new(path))
        {
            for (int i = 0; i < sizes.Length; i++)
            {
                writer.Write(Frames.Pattern(sizes[i], i), i * 1_000_000_007L);
            }
        }

        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(path);
        Assert.That(error, Is.Null);
        Assert.That(read.Select(f => f.TimeNs), Is.EqualTo(Enumerable.Range(0, sizes.Length).Select(i => i * 1_000_000_007L)));
        for (int i = 0; i < sizes.Length; i++)
        {
            Assert.That(read[i].Bytes.AsSpan().SequenceEqual(Frames.Pattern(sizes[i], i)), Is.True, $"frame {i}");
        }
    }

    [Test]
    public void ShouldRefuseWhatNoCaptureCanHold()
    {
        using CaptureWriter writer = new(_folder.File("refused.pcap"));
        writer.Write([1], 100);
        Assert.Throws<ArgumentException>(() => writer.Write([1], -1));
        Assert.Throws<ArgumentException>(() => writer.Write(new byte[262_145], 101));
        Assert.Throws<ArgumentException>(() => writer.Write([1], 4_294_967_296_000_000_000));
        writer.Write([1], 99);
        Assert.That(writer.FrameCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldSayThatItCannotCreateTheFile()
    {
        foreach (string path in new[] { _folder.File("no/such/folder.pcap"), _folder.Path, "/proc/edgerouter.pcap" })
        {
            EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => new CaptureWriter(path).Dispose());
            Assert.That(error!.Id, Is.EqualTo("ER2010"));
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Environment));
            Assert.That(error.Message, Does.Contain(path));
        }
    }

    [Test]
    public void ShouldSayThatTheDiskTakesNoMore()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Ignore("/dev/full not found: no full disk to write to");
        }

        CaptureWriter writer = new("/dev/full");
        writer.Write([1, 2, 3], 5);
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(writer.Dispose);
        Assert.That(error!.Id, Is.EqualTo("ER2011"));
        Assert.That(error.ExitCode, Is.EqualTo(ExitCode.Environment));
    }

    [Test]
    public void ShouldNotAllocateWhileWriting()
    {
        using CaptureWriter writer = new(_folder.File("long.pcap"));
        byte[] frame = Frames.Pattern(300, 1);
        for (int i = 0; i < 3000; i++)
        {
            writer.Write(frame, i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3000; i++)
        {
            writer.Write(frame, 3000 + i);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
