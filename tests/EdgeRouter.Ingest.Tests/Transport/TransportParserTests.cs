using EdgeRouter.Core.Randomness;
using EdgeRouter.Ingest.Tests.Support;
using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Ingest.Tests.Transport;

[TestFixture]
public sealed class TransportParserTests
{
    private static readonly byte[] Hello = [.. "hello"u8];
    private static readonly byte[] Udp4 = Packets.Ipv4(17, Packets.Udp(Hello));
    private static readonly byte[] Tcp4 = Packets.Ipv4(6, Packets.Tcp(0xFFFF_FFF0, 0x18, Hello, optionWords: 3));

    private static IEnumerable<TestCaseData> Links()
    {
        byte[] tag = [0x81, 0, 0, 5];
        yield return Case("Ethernet", 1, Packets.Ethernet(0x0800, Udp4), 42);
        yield return Case("Ethernet, padded", 1, [.. Packets.Ethernet(0x0800, Udp4), 0, 0, 0, 0, 0, 0, 0], 42);
        yield return Case("VLAN", 1, [.. Packets.Ethernet(0x8100, [0, 5, 8, 0]), .. Udp4], 46);
        yield return Case("two VLANs", 1, [.. Packets.Ethernet(0x88A8, [0, 5, .. tag, 8, 0]), .. Udp4], 50);
        yield return Case("Linux cooked", 113, [0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0, .. Udp4], 44);
        yield return Case("Linux cooked, VLAN", 113, [0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, .. tag, 8, 0, .. Udp4], 48);
        yield return Case("Linux cooked 2", 276, [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, .. Udp4], 48);
        yield return Case("raw IP", 101, Udp4, 28);
        yield return Case("raw IP 12", 12, Udp4, 28);
        yield return Case("raw IPv4", 228, Udp4, 28);
        yield return Case("BSD loopback, little-endian", 0, [2, 0, 0, 0, .. Udp4], 32);
        yield return Case("OpenBSD loopback", 108, [0, 0, 0, 2, .. Udp4], 32);

        TestCaseData Case(string name, uint link, byte[] frame, int offset) => new TestCaseData(link, frame, offset).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Links))]
    public void ShouldFindUdpBehindEveryLinkType(uint link, byte[] frame, int offset)
    {
        Assert.That(TransportParser.Parse(link, frame, out TransportPacket packet), Is.EqualTo(TransportKind.Udp));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(Hello));
        Assert.That(packet.PayloadOffsetBytes, Is.EqualTo(offset));
        Assert.That((packet.Source.ToString(), packet.Destination.ToString()), Is.EqualTo(("10.1.2.3:1000", "10.4.5.6:2000")));
        Assert.That(LinkTypes.IsKnown(link), Is.True);
    }

    [Test]
    public void ShouldFindTcp()
    {
        Assert.That(TransportParser.Parse(1, Packets.Ethernet(0x0800, Tcp4), out TransportPacket packet), Is.EqualTo(TransportKind.Tcp));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(Hello));
        Assert.That(packet.PayloadOffsetBytes, Is.EqualTo(14 + 20 + 32));
        Assert.That((packet.Sequence, packet.Flags), Is.EqualTo((0xFFFF_FFF0u, TcpFlags.None)));
        TransportParser.Parse(101, Packets.Ipv4(6, Packets.Tcp(1, 0x13, [])), out packet);
        Assert.That(packet.Flags, Is.EqualTo(TcpFlags.Syn | TcpFlags.Fin));
    }

    [Test]
    public void ShouldTakeASegmentThatTheNicWasToSplit()
    {
        byte[] large = new byte[70_000];
        Assert.That(TransportParser.Parse(101, Packets.Ipv4(6, Packets.Tcp(1, 0, large), totalBytes: 0), out TransportPacket packet), Is.EqualTo(TransportKind.Tcp));
        Assert.That(packet.Payload.Length, Is.EqualTo(70_000));
    }

    [Test]
    public void ShouldFindBothOverIpv6()
    {
        byte[] hopByHop = [43, 0, 1, 4, 0, 0, 0, 0];
        byte[] routing = [17, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] frame = Packets.Ethernet(0x86DD, Packets.Ipv6(0, [.. hopByHop, .. routing, .. Packets.Udp(Hello)]));
        Assert.That(TransportParser.Parse(1, frame, out TransportPacket packet), Is.EqualTo(TransportKind.Udp));
        Assert.That(packet.Payload.ToArray(), Is.EqualTo(Hello));
        Assert.That((packet.Source.ToString(), packet.Destination.ToString()), Is.EqualTo(("[fe80::1]:1000", "[ff02::2]:2000")));
        Assert.That(packet.PayloadOffsetBytes, Is.EqualTo(14 + 40 + 8 + 16 + 8));

        byte[] atomicFragment = [6, 0, 0, 0, 1, 2, 3, 4];
        Assert.That(TransportParser.Parse(229, Packets.Ipv6(44, [.. atomicFragment, .. Packets.Tcp(9, 2, [])]), out packet), Is.EqualTo(TransportKind.Tcp));
        Assert.That((packet.Sequence, packet.Flags), Is.EqualTo((9u, TcpFlags.Syn)));
    }

    private static IEnumerable<TestCaseData> Others()
    {
        byte[] fragment = [17, 0, 0, 1, 1, 2, 3, 4];
        yield return Case("ARP", TransportKind.Other, Packets.Ethernet(0x0806, Udp4));
        yield return Case("LLDP", TransportKind.Other, Packets.Ethernet(0x88CC, Udp4));
        yield return Case("ICMP", TransportKind.Other, Packets.Ethernet(0x0800, Packets.Ipv4(1, Hello)));
        yield return Case("ICMPv6", TransportKind.Other, Packets.Ethernet(0x86DD, Packets.Ipv6(58, Hello)));
        yield return Case("fragment", TransportKind.Fragment, Packets.Ethernet(0x0800, Packets.Ipv4(17, Packets.Udp(Hello), fragment: 0x2000)));
        yield return Case("later fragment", TransportKind.Fragment, Packets.Ethernet(0x0800, Packets.Ipv4(6, Hello, fragment: 5)));
        yield return Case("IPv6 fragment", TransportKind.Fragment, Packets.Ethernet(0x86DD, Packets.Ipv6(44, [.. fragment, .. Hello])));
        yield return Case("nothing", TransportKind.Cut, []);
        yield return Case("half an Ethernet header", TransportKind.Cut, Packets.Ethernet(0x0800, Udp4)[..13]);
        yield return Case("no IP", TransportKind.Cut, Packets.Ethernet(0x0800, []));
        yield return Case("half an IPv4 header", TransportKind.Cut, Packets.Ethernet(0x0800, Udp4[..19]));
        yield return Case("half an IPv6 header", TransportKind.Cut, Packets.Ethernet(0x86DD, Packets.Ipv6(17, Hello)[..39]));
        yield return Case("payload cut", TransportKind.Cut, Packets.Ethernet(0x0800, Udp4[..^1]));
        yield return Case("TCP cut", TransportKind.Cut, Packets.Ethernet(0x0800, Tcp4[..^1]));
        yield return Case("version 5", TransportKind.Unsound, Packets.Ethernet(0x0800, [0x55, .. Udp4[1..]]));
        yield return Case("IPv4 header of 16", TransportKind.Unsound, Packets.Ethernet(0x0800, [0x44, .. Udp4[1..]]));
        yield return Case("UDP longer than IPv4", TransportKind.Unsound, Packets.Ethernet(0x0800, Packets.Ipv4(17, Packets.Udp(Hello)[..^1])));
        yield return Case("TCP header of 16", TransportKind.Unsound, Packets.Ethernet(0x0800, Packets.Ipv4(6, [.. Packets.Tcp(1, 0, Hello)[..12], 0x40, .. Packets.Tcp(1, 0, Hello)[13..]])));
        yield return Case("TCP options beyond the end", TransportKind.Unsound, Packets.Ethernet(0x0800, Packets.Ipv4(6, [.. Packets.Tcp(1, 0, [])[..12], 0xF0, 0, 0, 0, 0, 0, 0, 0])));
        yield return Case("IPv6 extension beyond the end", TransportKind.Unsound, Packets.Ethernet(0x86DD, Packets.Ipv6(0, [17, 200, 0, 0, 0, 0, 0, 0])));

        TestCaseData Case(string name, TransportKind kind, byte[] frame) => new TestCaseData(kind, frame).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Others))]
    public void ShouldSayWhatItIsInstead(TransportKind kind, byte[] frame)
    {
        Assert.That(TransportParser.Parse(1, frame, out TransportPacket packet), Is.EqualTo(kind));
        Assert.That(packet.Payload.IsEmpty, Is.True);
    }

    [Test]
    public void ShouldAgreeWithTheReplaysParser()
    {
        const ulong Seed = 20_260_726;
        TestContext.Out.WriteLine($"seed {Seed}");
        DeterministicRandom random = new(Seed);
        byte[][] bases =
        [
            Packets.Ethernet(0x0800, Udp4), [.. Packets.Ethernet(0x8100, [0, 5, 8, 0]), .. Udp4], Packets.Ethernet(0x0800, Tcp4),
            Packets.Ethernet(0x86DD, Packets.Ipv6(0, [6, 0, 1, 4, 0, 0, 0, 0, .. Packets.Tcp(1, 2, Hello)])),
        ];
        ParseCounters counters = default;
        int found = 0;
        for (int round = 0; round < 200_000; round++)
        {
            byte[] frame = [.. bases[random.NextInt32(bases.Length)]];
            for (int i = random.NextInt32(4); i > 0; i--)
            {
                frame[random.NextInt32(frame.Length)] = (byte)random.NextInt32(256);
            }

            frame = frame[..(frame.Length - (random.NextBool(0.3) ? random.NextInt32(frame.Length + 1) : 0))];
            foreach (uint link in (uint[])[0, 1, 12, 108, 113, 276])
            {
                TransportKind kind = TransportParser.Parse(link, frame, out TransportPacket packet);
                bool isUdp = link == 1 && FrameParser.TryParse(frame, 0, ref counters, out Core.Packets.Datagram datagram) && datagram.Payload.SequenceEqual(packet.Payload);
                found += isUdp ? 1 : 0;

                // What the replay takes, this takes; the other way round IPv6, more tags and zero lengths come in.
                if ((link == 1 && isUdp && kind != TransportKind.Udp) || (kind < TransportKind.Udp && !packet.Payload.IsEmpty))
                {
                    Assert.Fail($"round {round}, link {link}: {Convert.ToHexString(frame)}");
                }
            }
        }

        Assert.That(found, Is.InRange(20_000, 100_000).And.EqualTo(counters.DatagramCount));
    }
}
