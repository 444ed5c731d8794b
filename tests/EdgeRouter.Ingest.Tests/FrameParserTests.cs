using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class FrameParserTests
{
    // 10.1.2.3:1000 -> 224.0.31.11:14320, payload "hello", put together by hand.
    private static readonly byte[] Macs = [0x01, 0x00, 0x5E, 0x00, 0x1F, 0x0B, 0x02, 0, 0, 0, 0, 1];
    private static readonly byte[] Ip = [0x45, 0, 0, 33, 0, 0, 0x40, 0, 64, 17, 0, 0, 10, 1, 2, 3, 224, 0, 31, 11];
    private static readonly byte[] Udp = [0x03, 0xE8, 0x37, 0xF0, 0, 13, 0, 0, (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o'];
    private static readonly byte[] Plain = [.. Macs, 8, 0, .. Ip, .. Udp];

    private static IEnumerable<TestCaseData> GoodFrames()
    {
        byte[] withOptions = [0x47, .. Ip[1..3], 41, .. Ip[4..], 1, 1, 1, 1, 1, 1, 1, 0];
        yield return new TestCaseData(Plain).SetArgDisplayNames("plain");
        yield return new TestCaseData((byte[])[.. Plain, .. new byte[13]]).SetArgDisplayNames("padded to Ethernet's least length");
        yield return new TestCaseData((byte[])[.. Macs, 0x81, 0, 0, 5, 8, 0, .. Ip, .. Udp]).SetArgDisplayNames("VLAN tag");
        yield return new TestCaseData((byte[])[.. Macs, 0x88, 0xA8, 0, 5, 0x81, 0, 0, 6, 8, 0, .. Ip, .. Udp]).SetArgDisplayNames("two VLAN tags");
        yield return new TestCaseData((byte[])[.. Macs, 0x91, 0, 0, 5, 0x81, 0, 0, 6, 8, 0, .. Ip, .. Udp]).SetArgDisplayNames("two VLAN tags, older number");
        yield return new TestCaseData((byte[])[.. Macs, 8, 0, .. withOptions, .. Udp]).SetArgDisplayNames("IPv4 options");
        yield return new TestCaseData((byte[])[.. Macs, 8, 0, .. Ip[..3], 36, .. Ip[4..], .. Udp, 9, 9, 9]).SetArgDisplayNames("IPv4 longer than UDP");
    }

    [TestCaseSource(nameof(GoodFrames))]
    public void ShouldFindTheDatagram(byte[] frame)
    {
        ParseCounters counters = default;
        Assert.That(FrameParser.TryParse(frame, 42, ref counters, out Datagram datagram), Is.True);
        Assert.That(datagram.Payload.ToArray(), Is.EqualTo("hello"u8.ToArray()));
        Assert.That(datagram.SourceAddress, Is.EqualTo(0x0A010203));
        Assert.That(datagram.DestinationAddress, Is.EqualTo(0xE0001F0B));
        Assert.That(datagram.SourcePort, Is.EqualTo(1000));
        Assert.That(datagram.DestinationPort, Is.EqualTo(14320));
        Assert.That(datagram.ReceiveTimeNs, Is.EqualTo(42));
        Assert.That((counters.FrameCount, counters.DatagramCount, counters.RejectedCount), Is.EqualTo((1L, 1L, 0L)));
    }

    private static IEnumerable<TestCaseData> BadFrames()
    {
        yield return Bad("nothing", nameof(ParseCounters.TruncatedCount));
        yield return Bad("half an Ethernet header", nameof(ParseCounters.TruncatedCount), Plain[..13]);
        yield return Bad("no IPv4 header", nameof(ParseCounters.TruncatedCount), Plain[..14]);
        yield return Bad("half an IPv4 header", nameof(ParseCounters.TruncatedCount), Plain[..33]);
        yield return Bad("payload cut", nameof(ParseCounters.TruncatedCount), Plain[..^1]);
        yield return Bad("VLAN tag cut", nameof(ParseCounters.TruncatedCount), [.. Macs, 0x81, 0, 0, 5]);
        yield return Bad("second VLAN tag cut", nameof(ParseCounters.TruncatedCount), [.. Macs, 0x81, 0, 0, 5, 0x81, 0, 0]);
        yield return Bad("three VLAN tags", nameof(ParseCounters.OtherEtherTypeCount), [.. Macs, 0x81, 0, 0, 5, 0x81, 0, 0, 6, 0x81, 0, 0, 7, 8, 0, .. Ip, .. Udp]);
        yield return Bad("ARP", nameof(ParseCounters.ArpCount), [.. Macs, 8, 6, .. Ip]);
        yield return Bad("ARP in a VLAN", nameof(ParseCounters.ArpCount), [.. Macs, 0x81, 0, 0, 5, 8, 6, .. Ip]);
        yield return Bad("IPv6", nameof(ParseCounters.Ipv6Count), [.. Macs, 0x86, 0xDD, .. Ip]);
        yield return Bad("LLDP", nameof(ParseCounters.OtherEtherTypeCount), [.. Macs, 0x88, 0xCC, .. Ip]);
        yield return Bad("802.3 length", nameof(ParseCounters.OtherEtherTypeCount), [.. Macs, 0, 38, .. Ip]);
        yield return Bad("version 5", nameof(ParseCounters.BadIpv4Count), Changed(14, 0x55));
        yield return Bad("header of 16 bytes", nameof(ParseCounters.BadIpv4Count), Changed(14, 0x44));
        yield return Bad("total shorter than header", nameof(ParseCounters.BadIpv4Count), Changed(17, 19));
        yield return Bad("options beyond the total", nameof(ParseCounters.BadIpv4Count), Changed(14, 0x4F));
        yield return Bad("more fragments", nameof(ParseCounters.FragmentCount), Changed(20, 0x20));
        yield return Bad("fragment offset", nameof(ParseCounters.FragmentCount), Changed(21, 1));
        yield return Bad("TCP", nameof(ParseCounters.TcpCount), Changed(23, 6));
        yield return Bad("IGMP", nameof(ParseCounters.OtherProtocolCount), Changed(23, 2));
        yield return Bad("UDP length 7", nameof(ParseCounters.BadUdpCount), Changed(39, 7));
        yield return Bad("UDP length 0", nameof(ParseCounters.BadUdpCount), Changed(39, 0));
        yield return Bad("UDP longer than IPv4", nameof(ParseCounters.BadUdpCount), Changed(39, 14));
        yield return Bad("no room for UDP", nameof(ParseCounters.BadUdpCount), Changed(17, 27));
    }

    [TestCaseSource(nameof(BadFrames))]
    public void ShouldCountWhatIsNoDatagram(string counter, byte[] frame)
    {
        ParseCounters counters = default;
        Assert.That(FrameParser.TryParse(frame, 42, ref counters, out Datagram datagram), Is.False);
        Assert.That(datagram.Payload.IsEmpty, Is.True);
        Assert.That(counters.RejectedCount, Is.EqualTo(1));
        Assert.That(typeof(ParseCounters).GetField(counter)!.GetValue(counters), Is.EqualTo(1L));
        Assert.That(Sum(counters), Is.EqualTo(1));
    }

    [Test]
    public void ShouldAgreeWithAPlainerParserOnMutatedFrames()
    {
        const ulong Seed = 7_052_2026;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        ParseCounters counters = default;
        byte[][] bases = [.. GoodFrames().Concat(BadFrames()).Select(c => (byte[])c.Arguments[^1]!)];
        int found = 0;
        for (int round = 1; round <= 300_000; round++)
        {
            byte[] frame = bases[random.NextInt32(bases.Length)].ToArray();
            for (int i = random.NextInt32(4); i > 0 && frame.Length > 0; i--)
            {
                frame[random.NextInt32(frame.Length)] = (byte)random.NextInt32(256);
            }

            frame = frame[..(frame.Length - (random.NextBool(0.3) ? random.NextInt32(frame.Length + 1) : 0))];
            bool isDatagram = FrameParser.TryParse(frame, round, ref counters, out Datagram datagram);
            byte[]? expected = PlainPayload(frame);
            if (isDatagram != expected is not null || (isDatagram && !datagram.Payload.SequenceEqual(expected)))
            {
                Assert.Fail($"round {round}: {Convert.ToHexString(frame)}");
            }

            found += isDatagram ? 1 : 0;
            if (Sum(counters) != round)
            {
                Assert.Fail($"round {round} was not counted once");
            }
        }

        Assert.That(found, Is.InRange(30_000, 270_000));
        Assert.That(counters.DatagramCount, Is.EqualTo(found));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        ParseCounters counters = default;
        long bytes = 0;
        for (int round = 0; round < 2; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10_000; i++)
            {
                bytes += FrameParser.TryParse(Plain, i, ref counters, out Datagram datagram) ? datagram.Payload.Length : 0;
            }

            Assert.That(round == 0 || GC.GetAllocatedBytesForCurrentThread() == before, Is.True);
        }

        Assert.That(bytes, Is.EqualTo(100_000));
    }

    /// <summary>The same rules, written down again without care for speed.</summary>
    private static byte[]? PlainPayload(byte[] frame)
    {
        int Word(IReadOnlyList<byte> bytes, int at) => (bytes[at] << 8) | bytes[at + 1];
        List<byte> left = [.. frame];
        if (left.Count < 14)
        {
            return null;
        }

        left.RemoveRange(0, 12);
        for (int tag = 0; tag < 2 && Word(left, 0) is 0x8100 or 0x88A8 or 0x9100; tag++)
        {
            if (left.Count < 6)
            {
                return null;
            }

            left.RemoveRange(0, 4);
        }

        if (Word(left, 0) != 0x800 || left.Count < 22)
        {
            return null;
        }

        left.RemoveRange(0, 2);
        int header = (left[0] & 15) * 4;
        int total = Word(left, 2);
        bool isWhole = left[0] / 16 == 4 && header >= 20 && header <= total && total <= left.Count;
        if (!isWhole || Word(left, 6) % 0x4000 != 0 || left[9] != 17 || total - header < 8)
        {
            return null;
        }

        List<byte> udp = left[header..total];
        int length = Word(udp, 4);
        return length >= 8 && length <= udp.Count ? [.. udp[8..length]] : null;
    }

    private static long Sum(in ParseCounters c) =>
        c.DatagramCount + c.TruncatedCount + c.ArpCount + c.Ipv6Count + c.OtherEtherTypeCount + c.BadIpv4Count + c.FragmentCount + c.TcpCount
        + c.OtherProtocolCount + c.BadUdpCount;

    private static byte[] Changed(int index, byte value)
    {
        byte[] frame = [.. Plain];
        frame[index] = value;
        return frame;
    }

    private static TestCaseData Bad(string name, string counter, params byte[] frame) =>
        new TestCaseData(counter, frame).SetArgDisplayNames(name);
}
