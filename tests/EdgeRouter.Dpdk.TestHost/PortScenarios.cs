using System.Runtime.InteropServices;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Dpdk.TestHost;

internal static unsafe class PortScenarios
{
    public static void Lifecycle()
    {
        DpdkEnvironment environment = DpdkEnvironment.Start();
        Report.Value("version", environment.Version);
        Report.Value("tscHz", environment.TickCounter.TicksPerSecond);
        long before = environment.TickCounter.Ticks;
        Report.Value("tscAdvances", environment.TickCounter.Ticks > before);
        Report.Value("isCurrent", ReferenceEquals(DpdkEnvironment.GetOrStart(), environment));
        Report.Value("registered", environment.RegisterThread());
        bool isOtherRegistered = false;
        for (int i = 0; i < 300; i++)
        {
            // More threads, one after another, than DPDK has ids for: each must give its id back when it ends.
            Thread thread = new(() => isOtherRegistered = environment.RegisterThread() && environment.RegisterThread());
            thread.Start();
            thread.Join();
        }

        Report.Value("otherRegistered", isOtherRegistered);
        Report.Value("logLines", DpdkEnvironment.RecentLog.Count);
        Report.Failure("second", () => DpdkEnvironment.Start());
        environment.Dispose();
        Report.Value("currentAfter", DpdkEnvironment.Current is null);
        Report.Failure("afterDispose", () => DpdkEnvironment.Start());
    }

    public static void BadDevices()
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        Report.Failure("missingFile", () => DpdkPort.Plug(environment, "net_pcap_a", "rx_pcap=/no/such/file.pcap"));
        Report.Failure("badArgument", () => DpdkPort.Plug(environment, "net_pcap_b", "nonsense=1"));
        Report.Failure("badDriver", () => DpdkPort.Plug(environment, "no_such_driver0", string.Empty));
        Report.Failure("missingPort", () => DpdkPort.Find(environment, "0000:99:00.0"));
        Report.Failure("hugePool", () => DpdkPool.Create(environment, 10_000_000));

        // None of that may leave anything behind that stands in the way.
        using DpdkPool pool = DpdkPool.Create(environment, 1023);
        using DpdkPort port = DpdkPort.Plug(environment, "net_null_a", "size=64");
        port.Start(pool);
        FrameDescriptor[] burst = new FrameDescriptor[32];
        int count = port.Receive(burst);
        port.Release(burst.AsSpan(0, count));
        Report.Value("afterwards", count);
    }

    public static void Ring()
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        using DpdkPool pool = DpdkPool.Create(environment, 1023);
        int available = pool.AvailableCount;
        using (DpdkPort port = DpdkPort.Plug(environment, "net_ring0", string.Empty))
        {
            port.Start(pool);
            byte[] pattern = new byte[3 * 1500];
            for (int i = 0; i < pattern.Length; i++)
            {
                pattern[i] = (byte)(i * 7);
            }

            fixed (byte* first = pattern)
            {
                FrameDescriptor[] frames =
                [
                    new() { Data = first, LengthBytes = 60 }, new() { Data = first + 100, LengthBytes = 1500 }, new() { Data = first, LengthBytes = 0 },
                ];
                Report.Value("sentCopies", port.Transmit(pool, frames));
                frames[1].LengthBytes = 4000;
                Report.Value("sentTooLarge", port.Transmit(pool, frames));
            }

            DpdkMbuf[] mbufs = new DpdkMbuf[2];
            Report.Value("allocated", pool.TryAllocate(mbufs));
            pattern.AsSpan(0, 200).CopyTo(mbufs[0].Append(200));
            pattern.AsSpan(0, 30).CopyTo(mbufs[1].Append(30));
            pattern.AsSpan(30, 34).CopyTo(mbufs[1].Append(34));
            Report.Value("tooMuchRoom", mbufs[1].Append(60_000).Length);
            Report.Value("sentInPlace", port.Transmit(mbufs));

            FrameDescriptor[] received = new FrameDescriptor[32];
            int count = port.Receive(received);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> expected = pattern.AsSpan(i == 1 ? 100 : 0, received[i].LengthBytes);
                Report.Value($"length{i}", received[i].LengthBytes);
                Report.Value($"same{i}", received[i].Bytes.SequenceEqual(expected));
            }

            port.Release(received.AsSpan(0, count));
            DpdkPortStatistics statistics = port.Statistics;
            Report.Value("rxPackets", statistics.RxPacketCount);
            Report.Value("txPackets", statistics.TxPacketCount);
            Report.Value("received", count);
            Report.Value("allocatedAll", pool.TryAllocate(new DpdkMbuf[1024]));
        }

        Report.Value("leaked", available - pool.AvailableCount);
    }

    public static void Null()
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        environment.RegisterThread();
        using DpdkPool pool = DpdkPool.Create(environment, 4095);
        using DpdkPort port = DpdkPort.Plug(environment, "net_null0", "size=100,copy=0");
        port.Start(pool);
        FrameDescriptor[] burst = new FrameDescriptor[32];
        long frames = Receive(port, burst, 10_000);
        long ticks = environment.TickCounter.Ticks;
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        long measured = Receive(port, burst, 1_000_000);
        ticks = environment.TickCounter.Ticks - ticks;
        long allocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        Report.Value("allocatedBytes", allocatedBytes);
        Report.Value("frames", frames + measured);
        Report.Value("rxPackets", port.Statistics.RxPacketCount);
        Report.Value("nsPerFrame", ticks * environment.TickCounter.NsPerTick / measured);
        Report.Value("poolInUse", pool.MbufCount - pool.AvailableCount);
    }

    public static void OwnMemory()
    {
        const long SizeBytes = 16L << 20;
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)SizeBytes, 4096);
        NativeMemory.Clear(memory, (nuint)SizeBytes);
        nint address = (nint)memory;
        Report.Failure("tooSmall", () => DpdkPool.CreateIn(environment, 4095, DpdkPool.DefaultRoomBytes, (void*)address, 1 << 20));
        using (DpdkPool pool = DpdkPool.CreateIn(environment, 2047, DpdkPool.DefaultRoomBytes, memory, SizeBytes))
        {
            using DpdkPort port = DpdkPort.Plug(environment, "net_null0", "size=100");
            port.MapMemory(memory, SizeBytes);
            port.Start(pool);
            FrameDescriptor[] burst = new FrameDescriptor[32];
            int inside = 0;
            int frames = 0;
            for (int i = 0; i < 100; i++)
            {
                int count = port.Receive(burst);
                foreach (FrameDescriptor frame in burst.AsSpan(0, count))
                {
                    inside += frame.Data >= memory && frame.Data + frame.LengthBytes <= memory + SizeBytes ? 1 : 0;
                }

                frames += count;
                port.Release(burst.AsSpan(0, count));
            }

            Report.Value("frames", frames);
            Report.Value("inside", inside);
            Report.Value("unmapped", port.UnmapMemory(memory, SizeBytes));
        }

        // The memory is free for another pool again.
        using (DpdkPool again = DpdkPool.CreateIn(environment, 2047, DpdkPool.DefaultRoomBytes, memory, SizeBytes))
        {
            Report.Value("again", again.AvailableCount);
        }

        NativeMemory.AlignedFree(memory);
    }

    private static long Receive(DpdkPort port, FrameDescriptor[] burst, long wanted)
    {
        long frames = 0;
        while (frames < wanted)
        {
            int count = port.Receive(burst);
            port.Release(burst.AsSpan(0, count));
            frames += count;
        }

        return frames;
    }
}
