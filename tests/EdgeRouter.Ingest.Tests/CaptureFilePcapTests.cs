using EdgeRouter.Core.Errors;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class CaptureFilePcapTests
{
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint Nanoseconds = 0xA1B23C4D;
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldReadBothByteOrdersAndBothResolutions([Values] bool isBigEndian, [Values] bool isNanosecond)
    {
        byte[][] frames = [Frames.Pattern(60, 1), Frames.Pattern(0, 2), Frames.Pattern(1514, 3)];
        CaptureBytes bytes = new CaptureBytes(isBigEndian).PcapHeader(isNanosecond ? Nanoseconds : Microseconds)
            .PcapRecord(1_475_012_773, 473_604, frames[0])
            .PcapRecord(0, 0, frames[1], wireLength: 40)
            .PcapRecord(uint.MaxValue, 999_999, frames[2], wireLength: 9000);
        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(_folder.Write("flavour.pcap", bytes.ToArray()));

        Assert.That(error, Is.Null);
        Assert.That(read.Select(f => f.Bytes), Is.EqualTo(frames));
        Assert.That(read.Select(f => f.WireLengthBytes), Is.EqualTo([60, 40, 9000]));
        long[] expected = isNanosecond
            ? [1_475_012_773_000_473_604, 0, 4_294_967_295_000_999_999]
            : [1_475_012_773_473_604_000, 0, 4_294_967_295_999_999_000];
        Assert.That(read.Select(f => f.TimeNs), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldIgnoreTheFcsLengthAboveTheLinkType()
    {
        byte[] bytes = new CaptureBytes(false).PcapHeader(Nanoseconds, linkType: 0x2400_0001).PcapRecord(1, 2, Frames.Pattern(60, 1)).ToArray();
        Assert.That(ReadFrame.All(_folder.Write("fcs.pcap", bytes)).Frames, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldReadACaptureWithoutFrames()
    {
        string path = _folder.Write("none.pcap", new CaptureBytes(true).PcapHeader(Nanoseconds).ToArray());
        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(path);
        Assert.That(error, Is.Null);
        Assert.That(read, Is.Empty);
    }

    [Test]
    public void ShouldDeliverEveryWholeFrameWhereverTheFileIsCut([Values] bool isBigEndian)
    {
        CaptureBytes bytes = new CaptureBytes(isBigEndian).PcapHeader(Nanoseconds);
        List<int> ends = [bytes.Length];
        for (int i = 0; i < 4; i++)
        {
            ends.Add(bytes.PcapRecord((uint)i, 5, Frames.Pattern(11 + i, i)).Length);
        }

        byte[] whole = bytes.ToArray();
        for (int cut = 24; cut <= whole.Length; cut++)
        {
            (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(_folder.Write("cut.pcap", whole[..cut]), burstFrames: 3);
            Assert.That(read, Has.Count.EqualTo(ends.Count(end => end <= cut) - 1), $"cut at {cut}");
            Assert.That(error?.Id, Is.EqualTo(ends.Contains(cut) ? null : "ER2007"), $"cut at {cut}");
        }
    }

    [TestCase(10u, 20, 0u, 262_145u, 300_000u, "262145")]
    [TestCase(10u, 20, 0u, 0xFFFF_FFFFu, 0xFFFF_FFFFu, "4294967295")]
    [TestCase(10u, 20, 0u, 20u, 19u, "20 bytes of 19")]
    [TestCase(10u, 20, 1_000_000_000u, 20u, 20u, "1000000000 fractions")]
    public void ShouldRefuseImpossibleRecordsAfterTheGoodOnes(uint second, int length, uint fraction, uint captured, uint original, string named)
    {
        CaptureBytes bytes = new CaptureBytes(false).PcapHeader(Nanoseconds).PcapRecord(1, 1, Frames.Pattern(50, 1)).PcapRecord(2, 1, Frames.Pattern(51, 2));
        int damage = bytes.Length;
        bytes.U32(second, fraction, captured, original).U8(new byte[length]).PcapRecord(3, 1, Frames.Pattern(52, 3));
        string path = _folder.Write("corrupt.pcap", bytes.ToArray());

        using CaptureFileSource source = new(path);
        Core.Packets.FrameDescriptor[] burst = new Core.Packets.FrameDescriptor[32];
        Assert.That(source.Poll(burst), Is.EqualTo(2), "the frames before the damage come first");
        Assert.That(source.IsExhausted, Is.False);
        for (int i = 0; i < 2; i++)
        {
            EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => source.Poll(burst));
            Assert.That(error!.Id, Is.EqualTo("ER2008"));
            Assert.That(error.ExitCode, Is.EqualTo(ExitCode.BadInput));
            Assert.That(error.Message, Does.Contain(path).And.Contain($"at byte {damage},").And.Contain("after 2 frames").And.Contain(named));
        }

        source.Rewind();
        Assert.That(source.Poll(burst), Is.EqualTo(2));
    }

    [Test]
    public void ShouldSayWhatIsWrongWithFilesThatAreNoCapture()
    {
        using System.IO.Pipes.AnonymousPipeServerStream pipe = new(System.IO.Pipes.PipeDirection.In);
        Assert.Multiple(() =>
        {
            Expect("ER2001", _folder.File("missing.pcap"), "does not exist");
            Expect("ER2001", _folder.File("missing/missing.pcap"), "does not exist");
            Expect("ER2002", _folder.Write("empty.pcap", []), "empty");
            Expect("ER2003", _folder.Path, "folder");
            Expect("ER2002", "/dev/null", "empty");
            Expect("ER2003", $"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}", "regular file");
            Expect("ER2004", _folder.Write("short", [1, 2, 3]), "not a capture");
            Expect("ER2004", _folder.Write("text.txt", "not a capture at all, just text"u8.ToArray()), "0x20746F6E");
            Expect("ER2005", _folder.Write("modified.pcap", new CaptureBytes(true).PcapHeader(0xA1B2CD34).ToArray()), "editcap");
            Expect("ER2005", _folder.Write("old.pcap", new CaptureBytes(false).PcapHeader(Microseconds, minor: 2).ToArray()), "2.2");
            Expect("ER2006", _folder.Write("sll.pcap", new CaptureBytes(false).PcapHeader(Microseconds, linkType: 113).ToArray()), "113 (Linux cooked)");
            Expect("ER2006", _folder.Write("raw.pcap", new CaptureBytes(true).PcapHeader(Nanoseconds, linkType: 101).PcapRecord(1, 1, [1]).ToArray()), "raw IP");
            Expect("ER2007", _folder.Write("head.pcap", new CaptureBytes(false).PcapHeader(Nanoseconds).ToArray()[..23]), "at byte 23");
            Expect("ER2007", _folder.Write("first.pcap", new CaptureBytes(false).PcapHeader(Nanoseconds).U32(1).ToArray()), "at byte 24");
        });
    }

    private static void Expect(string id, string path, string named)
    {
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => CaptureFile.Open(path).Dispose());
        Assert.That(error?.Id, Is.EqualTo(id), path);
        Assert.That(error?.ExitCode, Is.EqualTo(ExitCode.BadInput), path);
        Assert.That(error?.Message, Does.Contain(path).And.Contain(named));
        Assert.That(error?.Message, Does.Not.Contain("\n"));
    }
}
