using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Tests.Support;

namespace EdgeRouter.Ingest.Tests;

[TestFixture]
public sealed unsafe class FramePumpTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldHandOnEveryDatagramInOrder()
    {
        string path = Write(100, foreignEvery: 10);
        using CaptureFileSource source = new(path);
        FramePump<Collector> pump = new(source, new Collector([]));
        Assert.That(pump.PumpOnce(), Is.EqualTo(32));
        Assert.That(pump.PumpToEnd(maxFrames: 40), Is.EqualTo(40));
        Assert.That(pump.Counters.FrameCount, Is.EqualTo(72));
        Assert.That(pump.PumpToEnd(), Is.EqualTo(28));
        Assert.That(pump.PumpOnce(), Is.Zero);
        Assert.That(source.IsExhausted, Is.True);
        Assert.That(pump.Handler.Seen, Is.EqualTo(Enumerable.Range(0, 100).Where(i => i % 10 != 9).Select(i => (long)i)));
        Assert.That(pump.Counters.DatagramCount, Is.EqualTo(90));
        Assert.That(pump.Counters.Ipv6Count, Is.EqualTo(10));
    }

    [Test]
    public void ShouldGiveFramesBackEvenWhenTheHandlerFails()
    {
        using LendingSource source = new(frameCount: 5);
        FramePump<Failing> pump = new(source, default);
        Assert.Throws<InvalidOperationException>(() => pump.PumpOnce());
        Assert.That(source.LentCount, Is.Zero);
        Assert.That(new FramePump<Counter>(source, default).PumpToEnd(), Is.Zero);
    }

    [Test]
    public void ShouldNotAllocateFromFileToHandler()
    {
        using CaptureFileSource source = new(Write(2000, foreignEvery: 7));
        FramePump<Counter> pump = new(source, default);
        pump.PumpToEnd();
        source.Rewind();
        pump.PumpToEnd();
        source.Rewind();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long frames = pump.PumpToEnd();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(frames, Is.EqualTo(2000));
        Assert.That(allocated, Is.Zero);
    }

    private string Write(int frameCount, int foreignEvery)
    {
        string path = _folder.File("pump.pcap");
        byte[] frame = new byte[100];
        using CaptureWriter writer = new(path);
        for (int i = 0; i < frameCount; i++)
        {
            int length = FrameBuilder.Write(frame, new UdpFrameHeader(1, 2, 3, 4), BitConverter.GetBytes((long)i));
            if (i % foreignEvery == foreignEvery - 1)
            {
                frame[12] = 0x86;
                frame[13] = 0xDD;
            }

            writer.Write(frame.AsSpan(0, length), i);
        }

        return path;
    }

    private struct Counter : IPacketHandler
    {
        public long Bytes;

        public void OnPacket(in Datagram datagram) => Bytes += datagram.Payload.Length;
    }

    private readonly struct Collector(List<long> seen) : IPacketHandler
    {
        public List<long> Seen => seen;

        public void OnPacket(in Datagram datagram)
        {
            Assert.That(datagram.ReceiveTimeNs, Is.EqualTo(BitConverter.ToInt64(datagram.Payload)));
            seen.Add(datagram.ReceiveTimeNs);
        }
    }

    private readonly struct Failing : IPacketHandler
    {
        public void OnPacket(in Datagram datagram) => throw new InvalidOperationException("handler");
    }

    /// <summary>Lends frames once and counts what is not given back.</summary>
    private sealed class LendingSource : IFrameSource
    {
        private readonly byte* _frame = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(64);
        private int _left;

        public LendingSource(int frameCount)
        {
            _left = frameCount;
            FrameBuilder.Write(new Span<byte>(_frame, 64), new UdpFrameHeader(1, 2, 3, 4), "x"u8);
        }

        public int LentCount { get; private set; }

        public bool IsExhausted => _left == 0;

        public long FrameCount { get; private set; }

        public int Poll(Span<FrameDescriptor> burst)
        {
            int count = Math.Min(burst.Length, _left);
            burst[..count].Fill(new FrameDescriptor { Data = _frame, LengthBytes = 43, WireLengthBytes = 43 });
            _left -= count;
            LentCount += count;
            FrameCount += count;
            return count;
        }

        public void Release(ReadOnlySpan<FrameDescriptor> burst) => LentCount -= burst.Length;

        public void Dispose() => System.Runtime.InteropServices.NativeMemory.Free(_frame);
    }
}
