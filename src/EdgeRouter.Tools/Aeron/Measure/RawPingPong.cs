using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Os;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What two threads need at least to hand a number to and fro over two cache lines: the floor under every other figure of a machine.</summary>
/// <param name="ticks">Measures.</param>
/// <param name="farCpu">Processor of the thread that answers; any: where the calling thread may run.</param>
public sealed class RawPingPong(ITickCounter ticks, int farCpu = CpuAffinity.AnyCpu)
{
    private const int Apart = 32;
    private readonly long[] _lines = new long[4 * Apart];

    /// <summary>Measures round trips between the calling thread and one of its own.</summary>
    /// <param name="warmUpCount">Round trips that are not counted.</param>
    /// <param name="count">Round trips that are.</param>
    /// <param name="cancellation">Ends it early.</param>
    public LatencyHistogram Run(long warmUpCount, long count, CancellationToken cancellation)
    {
        Array.Clear(_lines);
        long last = warmUpCount + count;
        LatencyHistogram histogram = new();
        Thread echo = new(() => Echo(last)) { IsBackground = true, Name = "raw-pong" };
        echo.Start();
        try
        {
            for (long round = 1; round <= last && !cancellation.IsCancellationRequested; round++)
            {
                long begin = ticks.Ticks;
                Volatile.Write(ref _lines[Apart], round);
                while (Volatile.Read(ref _lines[2 * Apart]) != round)
                {
                }

                if (round > warmUpCount)
                {
                    histogram.Record((long)((ticks.Ticks - begin) * ticks.NsPerTick));
                }
            }
        }
        finally
        {
            Volatile.Write(ref _lines[Apart], -1);
            echo.Join();
        }

        return histogram;
    }

    private void Echo(long last)
    {
        _ = CpuAffinity.TryPin(farCpu);
        long seen = 0;
        while (seen < last)
        {
            long value = Volatile.Read(ref _lines[Apart]);
            if (value < 0)
            {
                return;
            }

            if (value != seen)
            {
                seen = value;
                Volatile.Write(ref _lines[2 * Apart], value);
            }
        }
    }
}
