using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest.Tests.Support;
using EdgeRouter.Ingest.Transmit;

namespace EdgeRouter.Ingest.Tests.Transmit;

public sealed class UdpFrameSinkTests
{
    private const uint Loopback = 0x7F000001;
    private const int MaxPolls = 1_000_000;
    private static readonly FeedEndpoint[] Groups = [new(0xEF0A_0A01, 25_001), new(0xEF0A_0A02, 25_002)];

    [Test]
    public void ShouldSendEachFrameToItsOwnGroup()
    {
        using UdpSocketSource source = OpenSource();
        using var sink = new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = Loopback });
        for (int i = 0; i < 20; i++)
        {
            sink.Write(Frame(Groups[i % 2], Frames.Pattern(40 + i, i)), i);
        }

        var payloads = new List<byte[]>();
        ParseCounters counters = default;
        foreach (byte[] frame in Take(source, 20))
        {
            Assert.That(FrameParser.TryParse(frame, 0, ref counters, out Datagram datagram), Is.True);
            Assert.That(datagram.SourceAddress, Is.EqualTo(Loopback), "the source is the kernel's, not the frame's");
            Assert.That(Groups[(datagram.Payload.Length - 40) % 2].Matches(datagram), Is.True);
            payloads.Add(datagram.Payload.ToArray());
        }

        Assert.That(payloads, Is.EquivalentTo(Enumerable.Range(0, 20).Select(i => Frames.Pattern(40 + i, i))));
        Assert.That((sink.SentCount, sink.DroppedCount), Is.EqualTo((20L, 0L)));
    }

    [Test]
    public void ShouldNotAllocateAFrame()
    {
        using UdpSocketSource source = OpenSource();
        using var sink = new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = Loopback });
        byte[] frame = Frame(Groups[0], Frames.Pattern(100, 1));
        long allocated = 0;
        for (int i = 0; i < 400; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            sink.Write(frame, i);
            allocated += i < 200 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void ShouldDropAndCountAndThenSayWhatIsRefused()
    {
        // A destination that the kernel has no permission to send to: the broadcast address, without the option for it.
        using var sink = new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = Loopback, DropsInRowMax = 3 });
        byte[] frame = Frame(new FeedEndpoint(0xFFFF_FFFF, 25_003), [1]);
        sink.Write(frame, 1);
        sink.Write(frame, 2);
        EdgeRouterException? error = Assert.Throws<EdgeRouterException>(() => sink.Write(frame, 3));
        Assert.That((error!.Id, error.ExitCode, sink.DroppedCount, sink.SentCount), Is.EqualTo(("ER2041", ExitCode.Environment, 3L, 0L)));
        Assert.That(error.Message, Does.Contain("127.0.0.1"));
    }

    [Test]
    public void ShouldSayWhatCannotBe()
    {
        Assert.That(Assert.Throws<EdgeRouterException>(() => new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = 0xC000_0201 }))!.Id, Is.EqualTo("ER2040"));
        using var sink = new UdpFrameSink(new UdpSenderOptions { InterfaceAddress = Loopback });
        Assert.That(Assert.Throws<EdgeRouterException>(() => sink.Write(new byte[60], 1))!.Id, Is.EqualTo("ER2044"));
    }

    private static byte[] Frame(FeedEndpoint endpoint, byte[] payload)
    {
        byte[] frame = new byte[FrameBuilder.HeaderBytes + payload.Length];
        FrameBuilder.Write(frame, new UdpFrameHeader(0x0A14_0001, endpoint.Address, endpoint.Port, endpoint.Port), payload);
        return frame;
    }

    private static UdpSocketSource OpenSource()
    {
        try
        {
            return new UdpSocketSource(new UdpSocketOptions(Groups) { InterfaceAddress = Loopback }, new ManualClock());
        }
        catch (EdgeRouterException failure) when (failure.Id == "ER2013")
        {
            Assert.Ignore($"multicast on the loopback interface is not possible here: {failure.Message}");
            throw;
        }
    }

    private static List<byte[]> Take(UdpSocketSource source, int wanted)
    {
        List<byte[]> frames = [];
        FrameDescriptor[] burst = new FrameDescriptor[8];
        for (int polls = 0; frames.Count < wanted && polls < MaxPolls; polls++)
        {
            int count = source.Poll(burst);
            foreach (FrameDescriptor frame in burst.AsSpan(0, count))
            {
                frames.Add(frame.Bytes.ToArray());
            }

            source.Release(burst.AsSpan(0, count));
        }

        return frames;
    }
}
