using EdgeRouter.Dpdk.TestHost;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class DpdkCaptureSourceTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldGiveTheRealCaptureExactlyAsTheFileDoes()
    {
        string path = SharedData.CmeCapture;
        HostResult result = Compare(path, path);
        ExpectSame(result, 0, 10_000);
        ExpectSame(result, 1, 10_000);
        Assert.That(result["dpdk0.allocatedBytes"], Is.EqualTo("0"));
        Assert.That(result["file0.allocatedBytes"], Is.EqualTo("0"));
    }

    [Test]
    public void ShouldGiveEveryFlavourAsTheFileDoesOneAfterAnother()
    {
        string[] paths =
        [
            LargeFrames(), Cut(), _folder.Write("odd, name=1 [x].pcap", Small(false)), _folder.Write("big.pcap", Small(true)),
            _folder.Write("none.pcap", new CaptureBytes(false).PcapHeader(0xA1B23C4D).ToArray()), ManySmall(), PcapNg(),
        ];
        HostResult result = Compare(paths);
        int[] counts = [300, 40, 3, 3, 0, 20_000, 2];
        Assert.Multiple(() =>
        {
            for (int i = 0; i < paths.Length; i++)
            {
                ExpectSame(result, i, counts[i]);
            }
        });
    }

    [Test]
    public void ShouldDeliverTheFramesBeforeTheDamage()
    {
        byte[] small = Small(false);
        string cut = _folder.Write("cut.pcap", small[..^1]);
        string corrupt = _folder.Write("corrupt.pcap", new CaptureBytes(false).PcapHeader(0xA1B23C4D).PcapRecord(1, 1, Frames.Pattern(60, 1))
            .U32(1, 1, 300_000, 300_000).U8(new byte[300_000]).ToArray());
        HostResult result = Compare(cut, corrupt);
        Assert.Multiple(() =>
        {
            Assert.That(result["dpdk0.frames"], Is.EqualTo("2"));
            Assert.That(result["dpdk0.hash"], Is.EqualTo(result["file0.hash"]));
            Assert.That(result["dpdk0.error"], Does.StartWith("ER2007").And.EqualTo(result["file0.error"]));
            Assert.That(result["dpdk1.frames"], Is.EqualTo("1"));
            Assert.That(result["dpdk1.error"], Does.StartWith("ER2008").And.EqualTo(result["file1.error"]));
        });
    }

    [Test]
    public void ShouldSayWhenDpdksReaderDoesNotFollow()
    {
        // Two interfaces of different snapshot lengths: legal, and refused by libpcap half way.
        byte[] bytes = new CaptureBytes(false).Section().Interface(snapLength: 1000).Packet(0, 1, Frames.Pattern(60, 1))
            .Interface(snapLength: 2000).Packet(1, 2, Frames.Pattern(61, 2)).ToArray();
        HostResult result = Compare(_folder.Write("two.pcapng", bytes));
        Assert.That(result["file0.frames"], Is.EqualTo("2"));
        Assert.That(result["dpdk0.frames"], Is.EqualTo("1"));
        Assert.That(result["dpdk0.error"], Does.StartWith("ER2012").And.Contain("two.pcapng").And.Contain("use the file source"));
    }

    [Test]
    public void ShouldRefuseFramesThatDpdksReaderWouldCorrupt()
    {
        string path = _folder.File("huge.pcap");
        using (CaptureWriter writer = new(path))
        {
            writer.Write(Frames.Pattern(60, 1), 1);
            writer.Write(Frames.Pattern(65_536, 2), 2);
            writer.Write(Frames.Pattern(60, 3), 3);
        }

        HostResult result = Compare(path);
        Assert.That(result["file0.frames"], Is.EqualTo("3"));
        Assert.That(result["dpdk0.frames"], Is.EqualTo("1"));
        Assert.That(result["dpdk0.error"], Does.StartWith("ER2012").And.Contain("frame 1,").And.Contain("65535"));
    }

    private static HostResult Compare(params string[] paths)
    {
        HostResult result = HostRunner.Run(["captures", .. paths]);
        if (result.MissingReason is { } reason)
        {
            Assert.Ignore($"DPDK cannot run here: {reason}");
        }

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result;
    }

    private static void ExpectSame(HostResult result, int index, int count)
    {
        Assert.That(result[$"dpdk{index}.error"], Is.EqualTo("none"), $"file {index}");
        Assert.That(result[$"file{index}.frames"], Is.EqualTo($"{count}"), $"file {index}");
        Assert.That(result[$"dpdk{index}.frames"], Is.EqualTo($"{count}"), $"file {index}");
        Assert.That(result[$"dpdk{index}.count"], Is.EqualTo($"{count}"), $"file {index}");
        Assert.That(result[$"dpdk{index}.hash"], Is.EqualTo(result[$"file{index}.hash"]), $"file {index}");
    }

    private static byte[] Small(bool isBigEndian) => new CaptureBytes(isBigEndian).PcapHeader(0xA1B23C4D).PcapRecord(1, 999_999_999, Frames.Pattern(60, 1))
        .PcapRecord(2, 1, Frames.Pattern(1514, 2)).PcapRecord(3, 2, Frames.Pattern(61, 3)).ToArray();

    /// <summary>Frames around every border: one buffer, several, the most that DPDK's reader takes.</summary>
    private string LargeFrames()
    {
        int[] sizes = [60, 1535, 1536, 1537, 3072, 3073, 9018, 40_000, 65_534, 65_535, 0];
        using CaptureWriter writer = new(_folder.File("large.pcap"));
        for (int i = 0; i < 300; i++)
        {
            writer.Write(Frames.Pattern(sizes[(i * 7) % sizes.Length], i), i);
        }

        return writer.Path;
    }

    private string ManySmall()
    {
        using CaptureWriter writer = new(_folder.File("many.pcap"));
        for (int i = 0; i < 20_000; i++)
        {
            writer.Write(Frames.Pattern(60 + (i % 64), i), i * 333L);
        }

        return writer.Path;
    }

    private string Cut()
    {
        CaptureBytes bytes = new CaptureBytes(true).PcapHeader(0xA1B2C3D4);
        for (int i = 0; i < 40; i++)
        {
            bytes.PcapRecord((uint)i, 7, Frames.Pattern(96, i), wireLength: 1500);
        }

        return _folder.Write("snap.pcap", bytes.ToArray());
    }

    private string PcapNg() => _folder.Write("block.pcapng", new CaptureBytes(true).Section()
        .Interface(snapLength: 262_144, options: o => o.U16(9).U16(1).U8(9, 0, 0, 0)).Packet(0, 1_475_012_773_473_604_083, Frames.Pattern(60, 1))
        .Block(5, b => b.U32(0, 0, 0)).Packet(0, 1_475_012_773_473_604_084, Frames.Pattern(61, 2)).ToArray());
}
