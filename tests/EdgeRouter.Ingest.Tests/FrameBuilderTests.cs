using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class FrameBuilderTests
{
    [Test]
    public void ShouldWriteTheHeaderOfTheWellKnownChecksumExample()
    {
        // 4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7: the example of most text books.
        byte[] frame = new byte[200];
        UdpFrameHeader header = new(0xC0A80001, 0xC0A800C7, 1234, 5678) { SourceMac = 0x0A0B0C0D0E0F };
        byte[] payload = Frames.Pattern(115 - 28, 3);
        int length = FrameBuilder.Write(frame, header, payload);
        Assert.That(length, Is.EqualTo(14 + 115));
        Assert.That(Convert.ToHexString(frame[..42]), Is.EqualTo("020000000002" + "0A0B0C0D0E0F" + "0800"
            + "4500007300004000" + "4011B861C0A80001C0A800C7" + "04D2162E005F0000"));
        Assert.That(frame[42..length], Is.EqualTo(payload));
        Assert.That(FrameBuilder.Ipv4Checksum(frame.AsSpan(14, 20)), Is.Zero);
    }

    [TestCase(0xE0001F0Bu, 0x01005E001F0BUL)]
    [TestCase(0xEF810102u, 0x01005E010102UL)]
    [TestCase(0xEFFFFFFFu, 0x01005E7FFFFFUL)]
    [TestCase(0x7F000001u, 0x020000000002UL)]
    public void ShouldTakeTheMacFromTheGroup(uint address, ulong mac)
    {
        Assert.That(new UdpFrameHeader(1, address, 1, 1).EffectiveDestinationMac, Is.EqualTo(mac));
        Assert.That(new UdpFrameHeader(1, address, 1, 1) { DestinationMac = 5 }.EffectiveDestinationMac, Is.EqualTo(5));
    }

    [Test]
    public void ShouldBuildWhatTheParserReadsForEverySize()
    {
        byte[] frame = new byte[FrameBuilder.HeaderBytes + FrameBuilder.MaxPayloadBytes];
        ParseCounters counters = default;
        foreach (int size in new[] { 0, 1, 2, 17, 18, 1472, 9000, 65_506, 65_507 })
        {
            UdpFrameHeader header = new(0xFFFFFFFF, 0xE0001F0B, 65535, 1) { Identification = (ushort)size, TimeToLive = 1 };
            byte[] payload = Frames.Pattern(size, size);
            int length = FrameBuilder.Write(frame, header, payload);
            Assert.That(FrameBuilder.Ipv4Checksum(frame.AsSpan(14, 20)), Is.Zero);
            Assert.That(FrameParser.TryParse(frame.AsSpan(0, length), 1, ref counters, out Datagram datagram), Is.True);
            Assert.That(datagram.Payload.SequenceEqual(payload), Is.True);
            Assert.That((datagram.SourceAddress, datagram.SourcePort, datagram.DestinationPort), Is.EqualTo((0xFFFFFFFF, (ushort)65535, (ushort)1)));
        }
    }

    [Test]
    public void ShouldRefuseWhatDoesNotFit()
    {
        UdpFrameHeader header = new(1, 2, 3, 4);
        Assert.Throws<ArgumentException>(() => FrameBuilder.Write(new byte[41], header, []));
        Assert.Throws<ArgumentException>(() => FrameBuilder.Write(new byte[50], header, new byte[9]));
        Assert.Throws<ArgumentException>(() => FrameBuilder.Write(new byte[70_000], header, new byte[65_508]));
    }
}
