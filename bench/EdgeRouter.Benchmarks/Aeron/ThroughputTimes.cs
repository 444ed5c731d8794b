using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Os;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>Messages a second from one thread to another, counted by the receiver from its first to its last.</summary>
/// <param name="time">Clocks.</param>
/// <param name="sizeBytes">Bytes of a message.</param>
public sealed class ThroughputTimes(BenchTime time, int sizeBytes)
{
    private const int StreamId = 1001;
    private const int FragmentsAPoll = 256;
    private const int OffersBetweenWork = 4_096;
    private const string UdpChannel = "aeron:udp?endpoint=127.0.0.1:21313";
    private bool _isDone;

    /// <summary>Over shared memory, one driver, worked by the sender's thread.</summary>
    /// <param name="count">Messages.</param>
    /// <param name="idle">What the receiver does when it has nothing: an idle strategy's name.</param>
    public double Ipc(long count, string idle) => BenchCpus.OnNear(() => MeasureIpc(count, idle));

    /// <summary>Over UDP on the loopback interface, a driver on each side, worked by that side's thread.</summary>
    /// <param name="count">Messages.</param>
    public double Udp(long count) => BenchCpus.OnNear(() => MeasureUdp(count));

    private double MeasureIpc(long count, string idle)
    {
        using BenchSide side = new(time);
        Subscription subscription = side.AddSubscription("aeron:ipc", StreamId);
        return Measure(side, side.AddPublication("aeron:ipc", StreamId), subscription, IdleStrategies.Create(idle), static () => 0, count);
    }

    private double MeasureUdp(long count)
    {
        using BenchSide near = new(time);
        using BenchSide far = new(time);
        Subscription subscription = far.AddSubscription(UdpChannel, StreamId);
        return Measure(near, near.AddPublication(UdpChannel, StreamId), subscription, new SpinIdle(), far.Session.DoWork, count);
    }

    private double Measure(BenchSide side, ExclusivePublication publication, Subscription subscription, IIdleStrategy idle, Func<int> farWork, long count)
    {
        Counter counter = new(time);
        Volatile.Write(ref _isDone, false);
        Thread receiver = new(() => Receive(subscription, idle, farWork, counter, count)) { IsBackground = true, Name = "bench-receiver" };
        receiver.Start();
        Send(side, publication, count);
        receiver.Join();
        return (count - 1) / ((counter.LastTicks - counter.FirstTicks) * time.NsPerTick / TimeUnits.Second);
    }

    private void Send(BenchSide side, ExclusivePublication publication, long count)
    {
        byte[] message = new byte[sizeBytes];
        for (long sent = 0; sent < count;)
        {
            if (publication.Offer(message) > 0)
            {
                if (++sent % OffersBetweenWork != 0)
                {
                    continue;
                }
            }

            _ = side.Session.DoWork();
        }

        while (!Volatile.Read(ref _isDone))
        {
            _ = side.Session.DoWork();
        }
    }

    private void Receive(Subscription subscription, IIdleStrategy idle, Func<int> farWork, Counter counter, long count)
    {
        _ = CpuAffinity.TryPin(BenchCpus.Far);
        Taker taker = new(counter);
        while (counter.Count < count)
        {
            idle.Idle(subscription.Poll(ref taker, FragmentsAPoll) + farWork());
        }

        counter.LastTicks = time.Ticks;
        Volatile.Write(ref _isDone, true);
    }

    private sealed class Counter(BenchTime time)
    {
        public long Count { get; private set; }

        public long FirstTicks { get; private set; }

        public long LastTicks { get; set; }

        public void Take()
        {
            if (Count++ == 0)
            {
                FirstTicks = time.Ticks;
            }
        }
    }

    private readonly struct Taker(Counter counter) : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => counter.Take();
    }
}
