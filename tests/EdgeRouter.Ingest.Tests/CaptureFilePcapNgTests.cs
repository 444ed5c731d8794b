using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class CaptureFilePcapNgTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldReadAllKindsOfPacketBlocksAndSkipTheRest([Values] bool isBigEndian)
    {
        byte[][] frames = [.. Enumerable.Range(0, 6).Select(i => Frames.Pattern(50 + i, i))];
        byte[] bytes = new CaptureBytes(isBigEndian).Section()
            .Block(0x0000_0BAD, b => b.U32(1, 2, 3))
            .Interface(snapLength: 40)
            .Interface(snapLength: 65535, options: o => o.U16(2).U16(3).U8(1, 2, 3, 0).U16(9).U16(1).U8(9, 0, 0, 0).U16(0).U16(0))
            .SimplePacket(52, frames[0][..40])
            .Packet(0, 1_475_012_773_473_604, frames[1])
            .Block(4, b => b.U32(0, 0))
            .Packet(1, 1_475_012_773_473_604_083, frames[2], wireLength: 1000)
            .ObsoletePacket(1, 1_475_012_773_473_604_084, frames[3])
            .Block(5, b => b.U32(0, 0, 0))
            .SimplePacket(30, frames[4][..30])
            .Packet(0, 1, frames[5])
            .ToArray();
        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(_folder.Write("kinds.pcapng", bytes));

        Assert.That(error, Is.Null);
        Assert.That(read.Select(f => f.Bytes), Is.EqualTo(new[] { frames[0][..40], frames[1], frames[2], frames[3], frames[4][..30], frames[5] }));
        Assert.That(read.Select(f => f.WireLengthBytes), Is.EqualTo([52, 51, 1000, 53, 30, 55]));
        long[] times = [0, 1_475_012_773_473_604_000, 1_475_012_773_473_604_083, 1_475_012_773_473_604_084, 1_475_012_773_473_604_084, 1_000];
        Assert.That(read.Select(f => f.TimeNs), Is.EqualTo(times));
    }

    // if_tsresol, if_tsoffset, stamp, ns: each worked by hand.
    [TestCase((byte)0, 0L, 7UL, 7_000_000_000L)]
    [TestCase((byte)3, 0L, 1_500UL, 1_500_000_000L)]
    [TestCase((byte)6, 100L, 1_500_000UL, 101_500_000_000L)]
    [TestCase((byte)6, -100L, 1_500_000UL, -98_500_000_000L)]
    [TestCase((byte)9, 1_000_000_000L, 5UL, 1_000_000_000_000_000_005L)]
    [TestCase((byte)9, 0L, 9_223_372_036_854_775_807UL, long.MaxValue)]
    [TestCase((byte)12, 0L, 1_999UL, 1L)]
    [TestCase((byte)18, 2L, 18_000_000_000_000_000_000UL, 20_000_000_000L)]
    [TestCase((byte)0x80, 0L, 3UL, 3_000_000_000L)]
    [TestCase((byte)0x81, 0L, 3UL, 1_500_000_000L)]
    [TestCase((byte)0x94, 0L, 1_048_577UL, 1_000_000_953L)]
    [TestCase((byte)0xA0, 0L, 0x0000_0001_8000_0000UL, 1_500_000_000L)]
    public void ShouldConvertStampsExactly(byte resolution, long offsetSeconds, ulong stamp, long expectedNs)
    {
        byte[] bytes = new CaptureBytes(true).Section()
            .Interface(options: o => o.U16(9).U16(1).U8(resolution, 0, 0, 0).U16(14).U16(8).U64((ulong)offsetSeconds))
            .Packet(0, stamp, Frames.Pattern(60, 1))
            .ToArray();
        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(_folder.Write("stamps.pcapng", bytes));
        Assert.That(error, Is.Null);
        Assert.That(read.Single().TimeNs, Is.EqualTo(expectedNs));
    }

    [Test]
    public void ShouldStartEachSectionAfreshInItsOwnByteOrder()
    {
        byte[] little = new CaptureBytes(false).Section().Interface(options: o => o.U16(9).U16(1).U8(9, 0, 0, 0)).Packet(0, 77, Frames.Pattern(61, 1)).ToArray();
        byte[] big = new CaptureBytes(true).Section().Interface().Packet(0, 77, Frames.Pattern(62, 2)).ToArray();
        string path = _folder.Write("sections.pcapng", [.. little, .. big, .. little]);
        using CaptureFileSource source = new(path);
        FrameDescriptor[] burst = new FrameDescriptor[8];
        for (int round = 0; round < 2; round++)
        {
            Assert.That(source.Poll(burst), Is.EqualTo(3));
            Assert.That(burst.Take(3).Select(f => f.ReceiveTimeNs), Is.EqualTo([77, 77_000, 77]));
            Assert.That(burst.Take(3).Select(f => f.LengthBytes), Is.EqualTo([61, 62, 61]));
            Assert.That(source.IsExhausted, Is.True);
            source.Rewind();
            Assert.That(source.IsExhausted, Is.False);
        }

        byte[] noInterface = new CaptureBytes(true).Section().Packet(0, 1, [1]).ToArray();
        Assert.That(ReadFrame.All(_folder.Write("none.pcapng", [.. little, .. noInterface])).Error?.Message, Does.Contain("interface 0, there are 0"));
    }

    [Test]
    public void ShouldDeliverEveryWholeFrameWhereverTheFileIsCut([Values] bool isBigEndian)
    {
        CaptureBytes bytes = new CaptureBytes(isBigEndian).Section();
        List<int> blockEnds = [bytes.Length, bytes.Interface().Length];
        List<int> frameEnds = [];
        for (int i = 0; i < 4; i++)
        {
            frameEnds.Add(bytes.Packet(0, (ulong)i, Frames.Pattern(11 + i, i)).Length);
            blockEnds.Add(bytes.Length);
            blockEnds.Add(bytes.Block(0xABC, b => b.U32(1)).Length);
        }

        byte[] whole = bytes.ToArray();
        for (int cut = 28; cut <= whole.Length; cut++)
        {
            (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(_folder.Write("cut.pcapng", whole[..cut]), burstFrames: 3);
            Assert.That(read, Has.Count.EqualTo(frameEnds.Count(end => end <= cut)), $"cut at {cut}");
            Assert.That(error?.Id, Is.EqualTo(blockEnds.Contains(cut) ? null : "ER2007"), $"cut at {cut}");
        }
    }

    [Test]
    public void ShouldRefuseImpossibleBlocksAfterTheGoodFrames()
    {
        Assert.Multiple(() =>
        {
            Expect("ER2008", "claims 8 bytes", b => b.U32(6, 8, 8));
            Expect("ER2008", "claims 0 bytes", b => b.U32(77, 0, 0));
            Expect("ER2008", "claims 34 bytes", b => b.U32(77, 34).U8(new byte[40]));
            Expect("ER2008", "two lengths are 16 and 20", b => b.U32(77, 16, 0, 20));
            Expect("ER2007", "a block of 4294967292 bytes", b => b.U32(77, 0xFFFF_FFFC, 0, 0));
            Expect("ER2008", "interface 1, there are 1", b => b.Packet(1, 1, [1]));
            Expect("ER2008", "room for 4", b => b.Block(6, p => p.U32(0, 0, 0, 5, 5).U8(1, 2, 3, 4)));
            Expect("ER2008", "4294967295 bytes", b => b.Block(6, p => p.U32(0, 0, 0, uint.MaxValue, uint.MaxValue)));
            Expect("ER2008", "3 bytes of 2", b => b.Packet(0, 0, [1, 2, 3], wireLength: 2));
            Expect("ER2008", "packet block claims 28", b => b.Block(6, p => p.U32(0, 0, 0, 0)));
            Expect("ER2008", "room for 4", b => b.SimplePacket(9, [1, 2, 3, 4]));
            Expect("ER2008", "simple packet claims 12", b => b.Block(3, p => p));
            Expect("ER2008", "no time", b => b.Packet(0, ulong.MaxValue, [1]));
            Expect("ER2008", "interface claims 16", b => b.Block(1, p => p.U16(1).U16(0)));
            Expect("ER2008", "option 9 claims 9 bytes", b => b.Interface(options: o => o.U16(9).U16(9).U8(1, 2, 3, 4)));
            Expect("ER2008", "resolution is 0x13", b => b.Interface(options: o => o.U16(9).U16(1).U8(19)));
            Expect("ER2008", "byte-order mark", b => b.Block(0x0A0D0D0A, p => p.U32(0x1A2B3C4E).U16(1).U16(0).U64(0)));
            Expect("ER2008", "version 2", b => b.Block(0x0A0D0D0A, p => p.U32(0x1A2B3C4D).U16(2).U16(0).U64(0)));
            Expect("ER2008", "section header claims 16", b => b.Block(0x0A0D0D0A, p => p.U32(0x1A2B3C4D)));
            Expect("ER2006", "link type 113 (Linux cooked)", b => b.Interface(linkType: 113).Packet(1, 1, [1]), damageOffset: 20);
        });
    }

    [Test]
    public void ShouldIgnoreForeignInterfacesWithoutPackets()
    {
        byte[] bytes = new CaptureBytes(false).Section().Interface(linkType: 113).Interface().Packet(1, 1, Frames.Pattern(60, 1)).ToArray();
        Assert.That(ReadFrame.All(_folder.Write("foreign.pcapng", bytes)).Frames, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldReadBeyondTwoGigabytes()
    {
        const uint HoleBytes = 0x9000_0000;
        byte[] head = new CaptureBytes(false).Section().Interface().Packet(0, 1, Frames.Pattern(60, 1)).U32(0xBAD, HoleBytes).ToArray();
        byte[] tail = new CaptureBytes(false).U32(HoleBytes).Packet(0, 2, Frames.Pattern(61, 2)).ToArray();
        string path = _folder.Write("sparse.pcapng", head);
        using (FileStream stream = new(path, FileMode.Open))
        {
            stream.Position = head.Length - 8 + HoleBytes - 4;
            stream.Write(tail);
        }

        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(path);
        Assert.That(error, Is.Null);
        Assert.That(new FileInfo(path).Length, Is.GreaterThan(int.MaxValue));
        Assert.That(read.Select(f => f.Bytes), Is.EqualTo([Frames.Pattern(60, 1), Frames.Pattern(61, 2)]));
    }

    private void Expect(string id, string named, Func<CaptureBytes, CaptureBytes> bad, int damageOffset = 0)
    {
        CaptureBytes bytes = new CaptureBytes(true).Section().Interface().Packet(0, 5, Frames.Pattern(60, 1));
        int damage = bytes.Length + damageOffset;
        byte[] all = bad(bytes).Packet(0, 6, Frames.Pattern(60, 2)).ToArray();
        string path = _folder.Write("bad.pcapng", all);
        (List<ReadFrame> read, EdgeRouterException? error) = ReadFrame.All(path);
        Assert.That(read, Has.Count.EqualTo(1), named);
        Assert.That(error?.Id, Is.EqualTo(id), named);
        Assert.That(error?.Message, Does.Contain(path).And.Contain(named).And.Contain($"at byte {damage},"));
    }
}
