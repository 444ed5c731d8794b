using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest;
using EdgeRouter.Ingest.Transmit;

namespace EdgeRouter.Dpdk.TestHost;

internal static class TransmitScenarios
{
    private const int FrameBytes = 100;

    // The driver's own slots have 2,016 bytes, and it refuses buffers that are smaller.
    private const int AfPacketRoomBytes = 2_304;

    /// <summary>The same day through a ring and into a capture that DPDK writes.</summary>
    public static void Feeds(string ringCapture, string pcapCapture)
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        using DpdkPool pool = DpdkPool.Create(environment, 4095);
        using (DpdkPort ring = DpdkPort.Plug(environment, "net_ring0", string.Empty))
        {
            ring.Start(pool);
            using var sink = new DpdkFrameSink(ring, pool);
            using var source = new DpdkPortSource(ring, new ManualClock());
            using var capture = new CaptureWriter(ringCapture);
            var looped = new LoopedSink(sink, source, capture);
            FeedDay.Play(looped);
            Report.Value("ringSent", sink.SentCount);
            Report.Value("ringMissing", looped.MissingCount + sink.DroppedCount);
        }

        using (DpdkPort file = DpdkPort.Plug(environment, "net_pcap0", $"tx_pcap={pcapCapture}"))
        {
            file.Start(pool);
            using var sink = new DpdkFrameSink(file, pool);
            FeedDay.Play(sink);
            Report.Value("pcapSent", sink.SentCount);
            Report.Value("pcapDropped", sink.DroppedCount);
        }

        Report.Value("leaked", pool.MbufCount - pool.AvailableCount);
    }

    /// <summary>A ring that nobody empties, frames that are too large, and the cost of sending.</summary>
    public static void Limits()
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        using DpdkPool pool = DpdkPool.Create(environment, 4095);
        using DpdkPort port = DpdkPort.Plug(environment, "net_ring0", string.Empty);
        port.Start(pool);
        Report.Value("link", port.HasLink!);
        using var sink = new DpdkFrameSink(port, pool, new TransmitLimits(RetryCountMax: 10, DropsInRowMax: 320));
        byte[] frame = new byte[FrameBytes];
        Report.Failure("tooLarge", () => sink.Write(new byte[DpdkPool.DefaultRoomBytes], 1));
        Report.Failure("nobodyEmpties", () =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                sink.Write(frame, i);
            }
        });
        Report.Value("dropped", sink.DroppedCount);
        long heldByRing = sink.SentCount;
        Report.Value("sent", heldByRing);
        FrameDescriptor[] burst = new FrameDescriptor[32];
        Report.Value("came", Drain(port, burst));
        Report.Value("allocatedBytes", Measure(sink, port, frame, burst));
        Report.Value("sentAfter", sink.SentCount - heldByRing);
    }

    /// <summary>Both ends of a kernel's virtual cable, then the cable without its other end.</summary>
    public static void Cable(string near, string far, string cut)
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        using DpdkPool pool = DpdkPool.Create(environment, 8191, AfPacketRoomBytes);
        using DpdkPort from = DpdkPort.Plug(environment, "net_af_packet0", $"iface={near}");
        using DpdkPort to = DpdkPort.Plug(environment, "net_af_packet1", $"iface={far}");
        from.Start(pool);
        to.Start(pool);
        Report.Value("link", from.HasLink!);
        using var sink = new DpdkFrameSink(from, pool, new TransmitLimits(RetryCountMax: 100, DropsInRowMax: 320));
        FrameDescriptor[] burst = new FrameDescriptor[32];
        byte[] frame = new byte[FrameBytes];
        FrameBuilder.Write(frame, new UdpFrameHeader(1, 0xEF01_0203, 5, 6), new byte[FrameBytes - FrameBuilder.HeaderBytes]);
        int same = 0;
        for (int i = 0; i < 1_000; i++)
        {
            frame[^1] = (byte)i;
            sink.Write(frame, i);
            sink.Flush();
            same += TakeSame(to, burst, frame);
        }

        Report.Value("same", same);
        System.Diagnostics.Process.Start("ip", ["link", "set", cut, "down"])!.WaitForExit();
        Report.Value("linkAfter", from.HasLink!);
        Report.Failure("cut", () =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                sink.Write(frame, i);
            }
        });
        Report.Value("dropped", sink.DroppedCount);
    }

    // The kernel's own packets (neighbour discovery) come along.
    private static int TakeSame(DpdkPort port, FrameDescriptor[] burst, byte[] frame)
    {
        int same = 0;
        for (int polls = 0; same == 0 && polls < 100_000; polls++)
        {
            int count = port.Receive(burst);
            foreach (FrameDescriptor came in burst.AsSpan(0, count))
            {
                same += came.Bytes.SequenceEqual(frame) ? 1 : 0;
            }

            port.Release(burst.AsSpan(0, count));
        }

        return same;
    }

    private static long Measure(DpdkFrameSink sink, DpdkPort port, byte[] frame, FrameDescriptor[] burst)
    {
        long allocated = 0;
        for (int round = 0; round < 200; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 40; i++)
            {
                sink.Write(frame, i);
            }

            sink.Flush();
            _ = Drain(port, burst);
            allocated += round < 100 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return allocated;
    }

    private static int Drain(DpdkPort port, FrameDescriptor[] burst)
    {
        int sum = 0;
        for (int count = port.Receive(burst); count > 0; count = port.Receive(burst))
        {
            sum += count;
            port.Release(burst.AsSpan(0, count));
        }

        return sum;
    }
}
