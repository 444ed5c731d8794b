using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Os;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>Round trips between two threads that both spin.</summary>
/// <param name="time">Clocks.</param>
/// <param name="warmUpCount">Round trips that are not counted.</param>
/// <param name="count">Round trips that are.</param>
public sealed class RoundTripTimes(BenchTime time, long warmUpCount, long count)
{
    private const int PingStream = 1001;
    private const int PongStream = 1002;
    private const string PingChannel = "aeron:udp?endpoint=127.0.0.1:21311";
    private const string PongChannel = "aeron:udp?endpoint=127.0.0.1:21312";
    private bool _isDone;

    /// <summary>Two bare threads over two cache lines.</summary>
    public LatencyHistogram Raw() => BenchCpus.OnNear(() => new RawPingPong(time, BenchCpus.Far).Run(warmUpCount, count, CancellationToken.None));

    /// <summary>Over shared memory, one driver, worked by the thread that pings.</summary>
    /// <param name="sizeBytes">Bytes of a message.</param>
    public LatencyHistogram Ipc(int sizeBytes) => BenchCpus.OnNear(() => MeasureIpc(sizeBytes));

    /// <summary>Over UDP on the loopback interface, a driver on each side, worked by that side's thread.</summary>
    /// <param name="sizeBytes">Bytes of a message.</param>
    public LatencyHistogram Udp(int sizeBytes) => BenchCpus.OnNear(() => MeasureUdp(sizeBytes));

    private LatencyHistogram MeasureIpc(int sizeBytes)
    {
        using BenchSide side = new(time);
        Subscription answers = side.AddSubscription("aeron:ipc", PongStream);
        Subscription pings = side.AddSubscription("aeron:ipc", PingStream);
        ExclusivePublication echo = side.AddPublication("aeron:ipc", PongStream);
        return Measure(side, Options("aeron:ipc", sizeBytes), answers, new EchoAgent(pings, echo, () => 0) { IsAssembling = false }, () => 0);
    }

    private LatencyHistogram MeasureUdp(int sizeBytes)
    {
        using BenchSide near = new(time);
        using BenchSide far = new(time);
        Subscription answers = near.AddSubscription(PongChannel, PongStream);
        Subscription pings = far.AddSubscription(PingChannel, PingStream);
        ExclusivePublication echo = far.AddPublication(PongChannel, PongStream);
        EchoAgent agent = new(pings, echo, far.Session.DoWork) { IsAssembling = false, PollsARound = 1 };
        return Measure(near, Options(PingChannel, sizeBytes), answers, agent, far.Session.DoWork);
    }

    private LatencyHistogram Measure(BenchSide side, MeasureOptions options, Subscription answers, EchoAgent echo, Func<int> farWork)
    {
        ExclusivePublication pings = side.AddPublication(options.Channel, options.StreamId);
        Volatile.Write(ref _isDone, false);
        Thread thread = new(() => Echo(echo, farWork)) { IsBackground = true, Name = echo.Name };
        thread.Start();
        try
        {
            return new PingRun(side.Session, options, pings, answers, CancellationToken.None).Run(static _ => { }).Latency;
        }
        finally
        {
            Volatile.Write(ref _isDone, true);
            thread.Join();
        }
    }

    private void Echo(EchoAgent echo, Func<int> farWork)
    {
        _ = CpuAffinity.TryPin(BenchCpus.Far);
        while (!Volatile.Read(ref _isDone))
        {
            _ = echo.DoWork() + farWork();
        }
    }

    private MeasureOptions Options(string channel, int sizeBytes) =>
        new() { Channel = channel, StreamId = PingStream, SizeBytes = sizeBytes, Count = count, WarmUpCount = warmUpCount };
}
