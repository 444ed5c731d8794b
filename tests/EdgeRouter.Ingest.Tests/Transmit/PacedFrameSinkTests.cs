using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest.Transmit;

namespace EdgeRouter.Ingest.Tests.Transmit;

public sealed class PacedFrameSinkTests
{
    private const long Millisecond = 1_000_000;
    private Clock _clock = null!;
    private Recorder _recorder = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new Clock();
        _recorder = new Recorder(_clock);
    }

    [TestCase(1.0, new long[] { 0, 10, 30, 30, 1_000 })]
    [TestCase(10.0, new long[] { 0, 1, 3, 3, 100 })]
    public void ShouldKeepTheFramesDistances(double speed, long[] expectedMs)
    {
        var pacer = new PacedFrameSink(_recorder, _clock, _clock, speed);
        foreach (long atMs in new long[] { 0, 10, 30, 30, 1_000 })
        {
            pacer.Write([1], (5_000 + atMs) * Millisecond);
        }

        Assert.That(_recorder.TimesNs.Select(t => t / Millisecond), Is.EqualTo(expectedMs));
        Assert.That((pacer.Lateness.Count, pacer.Lateness.Max, pacer.SlippedNs), Is.EqualTo((5L, 0L, 0L)));
        Assert.That(_recorder.FlushCount, Is.EqualTo(3), "frames must not lie about while nothing is due");
    }

    [Test]
    public void ShouldCatchUpInBoundedBursts()
    {
        var pacer = new PacedFrameSink(_recorder, _clock, _clock, 1, new PacingLimits(BurstFramesMax: 8, BurstGapNs: 20_000, LatenessNsMax: 100 * Millisecond));
        pacer.Write([1], 0);
        _clock.NowNs = 50 * Millisecond;
        for (int i = 1; i <= 100; i++)
        {
            pacer.Write([1], i * 100_000);
        }

        Assert.That(_recorder.TimesNs.GroupBy(t => t).Max(g => g.Count()), Is.LessThanOrEqualTo(8));
        Assert.That(_recorder.TimesNs[^1], Is.EqualTo((50 * Millisecond) + (12 * 20_000)), "twelve pauses, and no waiting beside them");
        Assert.That(pacer.BurstCount, Is.EqualTo(12));
        Assert.That(pacer.Lateness.Max, Is.InRange(49 * Millisecond, 51 * Millisecond));
        Assert.That(pacer.SlippedNs, Is.Zero);
        pacer.Write([1], 200 * Millisecond);
        Assert.That(_recorder.TimesNs[^1], Is.EqualTo(200 * Millisecond), "then it is on time again");
    }

    [Test]
    public void ShouldMoveTheScheduleWhereItWasStoppedForLong()
    {
        var pacer = new PacedFrameSink(_recorder, _clock, _clock, 1);
        pacer.Write([1], 0);
        _clock.NowNs = 10_000 * Millisecond;
        pacer.Write([1], Millisecond);
        Assert.That(pacer.SlippedNs, Is.EqualTo((10_000 - 1 - 100) * Millisecond));
        pacer.Write([1], 1_000 * Millisecond);
        Assert.That(_recorder.TimesNs[^1], Is.EqualTo((1_000 * Millisecond) + pacer.SlippedNs));
    }

    [Test]
    public void ShouldNotWaitAnyMoreOnceItIsToStop()
    {
        var pacer = new PacedFrameSink(_recorder, _clock, _clock, 1);
        pacer.Write([1], 0);
        _clock.IsStopping = true;
        for (int i = 1; i <= 50; i++)
        {
            pacer.Write([1], i * 1_000 * Millisecond);
        }

        Assert.That((_recorder.TimesNs.Count, _clock.WaitCount), Is.EqualTo((51, 1)));
    }

    [Test]
    public void ShouldNotAllocateAFrame()
    {
        var pacer = new PacedFrameSink(new Nowhere(), _clock, _clock, 1);
        byte[] frame = new byte[60];
        long allocated = 0;
        for (int i = 0; i < 2_000; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            pacer.Write(frame, i * Millisecond);
            allocated += i < 1_000 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.That(allocated, Is.Zero);
    }

    private sealed class Clock : ITickCounter, IWaiter
    {
        public long NowNs { get; set; }

        public bool IsStopping { get; set; }

        public int WaitCount { get; private set; }

        public long Ticks => NowNs / 10;

        public double NsPerTick => 10;

        public bool Wait(long durationNs)
        {
            WaitCount++;
            NowNs += IsStopping ? 0 : durationNs;
            return !IsStopping;
        }
    }

    private sealed class Recorder(Clock clock) : IFrameSink
    {
        public List<long> TimesNs { get; } = [];

        public int FlushCount { get; private set; }

        public void Write(ReadOnlySpan<byte> frame, long timeNs)
        {
            TimesNs.Add(clock.NowNs);
        }

        public void Flush() => FlushCount++;
    }

    private sealed class Nowhere : IFrameSink
    {
        public void Write(ReadOnlySpan<byte> frame, long timeNs)
        {
            // Counts nothing, so that only the pacer is measured.
        }
    }
}
