using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;

namespace EdgeRouter.Dpdk.TestHost;

internal static class CaptureScenarios
{
    /// <summary>Reads each file from disk and through DPDK, one after another, and reports both.</summary>
    public static void Compare(string[] paths)
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        for (int i = 0; i < paths.Length; i++)
        {
            using IFrameSource file = new CaptureFileSource(paths[i]);
            using DpdkCaptureSource dpdk = new(environment, paths[i]);
            Read($"file{i}", file);
            Read($"dpdk{i}", dpdk);
        }
    }

    public static void Measure(string path)
    {
        using DpdkEnvironment environment = DpdkEnvironment.Start();
        for (int round = 0; round < 5; round++)
        {
            using CaptureFileSource file = new(path);
            MeasureParse("fileParseFirst", file);
            file.Rewind();
            MeasureParse("fileParseAgain", file);
            file.Rewind();
            MeasurePoll("filePollAgain", file);
            using DpdkCaptureSource dpdk = new(environment, path);
            MeasureParse("dpdkParse", dpdk);
        }
    }

    private static void Read(string key, IFrameSource source)
    {
        FrameHash hash = new();
        FrameDescriptor[] burst = new FrameDescriptor[32];
        long frames = 0;
        long allocated = 0;
        string error = "none";
        try
        {
            while (!source.IsExhausted)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                int count = source.Poll(burst);
                foreach (ref readonly FrameDescriptor frame in burst.AsSpan(0, count))
                {
                    hash.Add(frame);
                }

                source.Release(burst.AsSpan(0, count));

                // The first poll may set things up.
                allocated += frames == 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
                frames += count;
            }
        }
        catch (EdgeRouterException failure)
        {
            error = failure.ToUserLine();
        }

        Report.Value(key + ".frames", frames);
        Report.Value(key + ".count", source.FrameCount);
        Report.Value(key + ".hash", hash.Value);
        Report.Value(key + ".allocatedBytes", allocated);
        Report.Value(key + ".error", error);
    }

    private static void MeasureParse(string key, IFrameSource source)
    {
        FramePump<CountingHandler> pump = new(source, default);
        long cpuNs = ThreadCpuNs();
        long frames = pump.PumpToEnd();
        cpuNs = ThreadCpuNs() - cpuNs;
        Report.Value(key, $"{(double)cpuNs / frames:F1} CPU ns/frame over {frames} frames, {pump.Handler.Bytes} payload bytes");
    }

    /// <summary>CPU time of this thread, which other processes on the machine do not disturb.</summary>
    private static long ThreadCpuNs() =>
        long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture);

    private static void MeasurePoll(string key, IFrameSource source)
    {
        FrameDescriptor[] burst = new FrameDescriptor[32];
        long cpuNs = ThreadCpuNs();
        long frames = 0;
        for (int count = source.Poll(burst); count > 0; count = source.Poll(burst))
        {
            frames += count;
            source.Release(burst.AsSpan(0, count));
        }

        cpuNs = ThreadCpuNs() - cpuNs;
        Report.Value(key, $"{(double)cpuNs / frames:F1} CPU ns/frame over {frames} frames");
    }

    private struct CountingHandler : IPacketHandler
    {
        public long Bytes;

        public void OnPacket(in Datagram datagram) => Bytes += datagram.Payload.Length;
    }
}
