using System.Net;
using System.Net.Sockets;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed class UdpSocketSourceTests
{
    private const uint Loopback = 0x7F000001;
    private const int MaxPolls = 1_000_000;
    private readonly ManualClock _clock = new() { NowNs = 1_000 };

    [Test]
    public void ShouldGiveDatagramsAsFrames()
    {
        FeedEndpoint endpoint = new(Loopback, FreePort());
        using UdpSocketSource source = new(new UdpSocketOptions([endpoint]), _clock);
        using Socket sender = Sender();
        byte[][] payloads = [Frames.Pattern(100, 1), [], Frames.Pattern(65_507, 2), Frames.Pattern(1, 3)];
        foreach (byte[] payload in payloads)
        {
            Send(sender, endpoint, payload);
        }

        ParseCounters counters = default;
        List<byte[]> received = [];
        foreach (ReadFrame frame in Take(source, payloads.Length))
        {
            Assert.That(FrameParser.TryParse(frame.Bytes, frame.TimeNs, ref counters, out Datagram datagram), Is.True);
            Assert.That(endpoint.Matches(datagram), Is.True);
            Assert.That(datagram.SourceAddress, Is.EqualTo(Loopback));
            Assert.That(datagram.SourcePort, Is.EqualTo(((IPEndPoint)sender.LocalEndPoint!).Port));
            Assert.That(datagram.ReceiveTimeNs, Is.EqualTo(1_000));
            Assert.That(FrameBuilder.Ipv4Checksum(frame.Bytes.AsSpan(14, 20)), Is.Zero);
            received.Add(datagram.Payload.ToArray());
        }

        Assert.That(received, Is.EqualTo(payloads));
        Assert.That((source.FrameCount, source.IsExhausted, source.ReceiveErrorCount), Is.EqualTo((4L, false, 0L)));
        Assert.That(source.Poll(new FrameDescriptor[8]), Is.Zero);
    }

    [Test]
    public void ShouldTellGroupsApartThatShareAPort()
    {
        ushort port = FreePort();
        FeedEndpoint[] groups = [new(0xEF010203, port), new(0xEF010204, port)];
        using UdpSocketSource source = OpenGroups(groups);
        using Socket sender = Sender();
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        for (byte i = 0; i < 10; i++)
        {
            Send(sender, groups[i % 2], [i]);
        }

        Send(sender, new FeedEndpoint(0xEF010205, port), [99]);
        ParseCounters counters = default;
        List<byte> received = [];
        foreach (ReadFrame frame in Take(source, 10))
        {
            Assert.That(FrameParser.TryParse(frame.Bytes, 0, ref counters, out Datagram datagram), Is.True);
            Assert.That(groups[datagram.Payload[0] % 2].Matches(datagram), Is.True);
            Assert.That(frame.Bytes[..3], Is.EqualTo(new byte[] { 0x01, 0x00, 0x5E }));
            received.Add(datagram.Payload[0]);
        }

        Assert.That(received, Is.EquivalentTo(Enumerable.Range(0, 10)));
        Assert.That(source.Poll(new FrameDescriptor[8]), Is.Zero, "a group that nobody joined must not come through");
    }

    [Test]
    public void ShouldNotStarveAQuietLine()
    {
        FeedEndpoint busy = new(Loopback, FreePort());
        FeedEndpoint quiet = new(Loopback, FreePort());
        using UdpSocketSource source = new(new UdpSocketOptions([busy, quiet]), _clock);
        using Socket sender = Sender();
        for (int i = 0; i < 50; i++)
        {
            Send(sender, busy, [1]);
        }

        Send(sender, quiet, [2]);
        List<ReadFrame> first = Take(source, 4);
        Assert.That(first.Select(f => f.Bytes[42]), Does.Contain((byte)2));
        Assert.That(Take(source, 47), Has.Count.EqualTo(47));
    }

    [Test]
    public void ShouldNotAllocateAPacket()
    {
        FeedEndpoint endpoint = new(Loopback, FreePort());
        using UdpSocketSource source = new(new UdpSocketOptions([endpoint]), _clock);
        using Socket sender = Sender();
        FrameDescriptor[] burst = new FrameDescriptor[32];
        byte[] payload = Frames.Pattern(200, 1);
        SocketAddress destination = new IPEndPoint(IPAddress.Loopback, endpoint.Port).Serialize();
        long frames = 0;
        long allocated = 0;
        for (int round = 0; round < 200; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                sender.SendTo(payload, SocketFlags.None, destination);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int polls = 0, got = 0; got < 20 && polls < MaxPolls; polls++)
            {
                int count = source.Poll(burst);
                source.Release(burst.AsSpan(0, count));
                got += count;
                frames += count;
            }

            allocated += round < 100 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(frames, Is.EqualTo(4_000));
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void ShouldSayWhatCannotBeOpened()
    {
        FeedEndpoint endpoint = new(Loopback, FreePort());
        using UdpSocketSource source = new(new UdpSocketOptions([endpoint]), _clock);
        Assert.Multiple(() =>
        {
            Expect("ER2013", ExitCode.Environment, endpoint.ToString(), endpoint);
            Expect("ER2013", ExitCode.Environment, "192.0.2.1:5555", new FeedEndpoint(0xC0000201, 5555));
            Expect("ER2014", ExitCode.Usage, "it got 0");
            Expect("ER2014", ExitCode.Usage, "port", new FeedEndpoint(Loopback, 0));
        });
    }

    private void Expect(string id, ExitCode exitCode, string named, params FeedEndpoint[] endpoints)
    {
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => new UdpSocketSource(new UdpSocketOptions(endpoints), _clock).Dispose());
        Assert.That((error!.Id, error.ExitCode), Is.EqualTo((id, exitCode)));
        Assert.That(error.Message, Does.Contain(named));
    }

    private UdpSocketSource OpenGroups(FeedEndpoint[] groups)
    {
        try
        {
            return new UdpSocketSource(new UdpSocketOptions(groups) { InterfaceAddress = Loopback }, _clock);
        }
        catch (EdgeRouterException failure) when (failure.Id == "ER2013")
        {
            Assert.Ignore($"multicast on the loopback interface is not possible here: {failure.Message}");
            throw;
        }
    }

    private static List<ReadFrame> Take(UdpSocketSource source, int wanted)
    {
        List<ReadFrame> frames = [];
        FrameDescriptor[] burst = new FrameDescriptor[4];
        for (int polls = 0; frames.Count < wanted && polls < MaxPolls; polls++)
        {
            int count = source.Poll(burst.AsSpan(0, Math.Min(burst.Length, wanted - frames.Count)));
            foreach (FrameDescriptor frame in burst.AsSpan(0, count))
            {
                frames.Add(new ReadFrame(frame.Bytes.ToArray(), frame.WireLengthBytes, frame.ReceiveTimeNs));
            }

            source.Release(burst.AsSpan(0, count));
        }

        return frames;
    }

    private static Socket Sender()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static void Send(Socket sender, FeedEndpoint endpoint, byte[] payload) =>
        sender.SendTo(payload, new IPEndPoint(new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(endpoint.Address)), endpoint.Port));

    private static ushort FreePort()
    {
        using Socket socket = Sender();
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
