using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Tools.Tests.Aeron;

/// <summary>The measuring tools on a driver inside the process.</summary>
public sealed class MeasureRunTests
{
    private ScratchDirectory _directory = null!;
    private AeronSession _session = null!;

    [SetUp]
    public void SetUp()
    {
        _directory = new ScratchDirectory();
        _session = Open(_directory, 20 * TimeUnits.Second);
    }

    [TearDown]
    public void TearDown()
    {
        _session.Dispose();
        _directory.Dispose();
    }

    [TestCase(64)]
    [TestCase(5_000)]
    public void ShouldGetEveryAnswer(int sizeBytes)
    {
        Subscription answers = _session.AddSubscription("aeron:ipc", 2);
        ExclusivePublication pings = _session.AddPublication("aeron:ipc", 1);
        Subscription asked = _session.AddSubscription("aeron:ipc", 1);
        EchoAgent echo = new(asked, _session.AddPublication("aeron:ipc", 2), () => 0);
        using AgentRunner runner = new(echo, new YieldIdle());
        runner.Start();
        PingResult result = new PingRun(_session, Options(sizeBytes, 500, warmUp: 50), pings, answers, CancellationToken.None).Run(_ => { });
        Assert.That((result.Latency.Count, result.MismatchCount, echo.Counts.DroppedCount), Is.EqualTo((500L, 0L, 0L)));
        Assert.That(echo.Counts.EchoedCount, Is.GreaterThan(550), "a knock comes before the first round trip");
        Assert.That(runner.Failure, Is.Null);
    }

    [Test]
    public void ShouldKnockUntilTheOtherSideAnswers()
    {
        Subscription answers = _session.AddSubscription("aeron:ipc", 2);
        ExclusivePublication pings = _session.AddPublication("aeron:ipc", 1);
        DeafAtFirst echo = new(_session.AddSubscription("aeron:ipc", 1), _session.AddPublication("aeron:ipc", 2));
        using AgentRunner runner = new(echo, new YieldIdle());
        runner.Start();
        PingResult result = new PingRun(_session, Options(64, 100), pings, answers, CancellationToken.None).Run(_ => { });
        Assert.That((result.Latency.Count, result.MismatchCount), Is.EqualTo((100L, 0L)));
        Assert.That(runner.Failure, Is.Null);
    }

    [Test]
    public void ShouldSayThatNobodyAnswers()
    {
        using ScratchDirectory directory = new();
        using AeronSession session = Open(directory, 100 * TimeUnits.Millisecond);
        Subscription answers = session.AddSubscription("aeron:ipc", 2);
        ExclusivePublication pings = session.AddPublication("aeron:ipc", 1);
        var run = new PingRun(session, Options(64, 5), pings, answers, CancellationToken.None);
        Assert.That(() => run.Run(_ => { }), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2282"));
    }

    [Test]
    public void ShouldSayThatNobodyListens()
    {
        using ScratchDirectory directory = new();
        using AeronSession session = Open(directory, 100 * TimeUnits.Millisecond);
        var run = new PublishRun(session, Options(64, 5), session.AddPublication("aeron:ipc", 1), CancellationToken.None);
        Assert.That(() => run.Run(_ => { }), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2283"));
    }

    [TestCase(24, 0)]
    [TestCase(3_000, 0)]
    [TestCase(64, 20_000)]
    public void ShouldTakeEveryMessageOnce(int sizeBytes, double rate)
    {
        const int Count = 3_000;
        ExclusivePublication publication = _session.AddPublication("aeron:ipc", 1);
        PublishResult? sent = null;
        SubscribeResult? taken = null;
        Thread sender = new(() => sent = new PublishRun(_session, Options(sizeBytes, Count, rate), publication, CancellationToken.None).Run(_ => { })) { IsBackground = true };
        Thread receiver = new(() => taken = Subscribe(Count)) { IsBackground = true };
        receiver.Start();
        sender.Start();
        Assert.That(sender.Join(TimeSpan.FromSeconds(20)) && receiver.Join(TimeSpan.FromSeconds(20)));
        Assert.That((sent!.Count, sent.Bytes), Is.EqualTo(((long)Count, (long)Count * sizeBytes)));
        Assert.That((taken!.Count, taken.Bytes, taken.SessionCount, taken.IsWhole), Is.EqualTo(((long)Count, (long)Count * sizeBytes, 1, true)), $"lost {taken.LostCount}, disordered {taken.DisorderCount}, foreign {taken.ForeignCount}");
        Assert.That(taken.Age.Count, Is.EqualTo(Count));
        Assert.That(rate == 0 || sent.ElapsedNs > Count / rate * TimeUnits.Second * 0.99, "no faster than asked for");
    }

    [Test]
    public void ShouldMeasureTwoBareThreads()
    {
        var raw = new RawPingPong(new MachineTime());
        Assert.That(raw.Run(10, 200, CancellationToken.None).Count, Is.EqualTo(200));
        Assert.That(raw.Run(0, 100, new CancellationToken(canceled: true)).Count, Is.Zero, "it ends when it is ended");
    }

    private static AeronSession Open(ScratchDirectory directory, long timeoutNs)
    {
        var time = new MachineTime();
        return AeronSession.Open(new AeronSessionOptions
        {
            Clock = time,
            Ticks = time,
            Directory = directory.Path,
            IsEmbedded = true,
            IpcTermBytes = 64 * 1024,
            TimeoutNs = timeoutNs,
        });
    }

    private static MeasureOptions Options(int sizeBytes, long count, double rate = 0, long warmUp = 0) =>
        new() { Channel = "aeron:ipc", StreamId = 1, SizeBytes = sizeBytes, Count = count, WarmUpCount = warmUp, RatePerSecond = rate };

    private SubscribeResult Subscribe(long count)
    {
        using AeronSession session = AeronSession.Open(_session.Options with { IsEmbedded = false });
        Subscription subscription = session.AddSubscription("aeron:ipc", 1);
        return new SubscribeRun(session, count, subscription, CancellationToken.None).Run(_ => { }, _ => Thread.Yield());
    }

    private sealed class DeafAtFirst(Subscription asked, ExclusivePublication answers) : IAgent, IFragmentHandler
    {
        private const int Dropped = 3;
        private int _taken;

        public string Name => "deaf-at-first";

        public int DoWork() => asked.Poll(this, 1);

        public void OnClose()
        {
        }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            if (++_taken > Dropped)
            {
                while (answers.Offer(payload) is OfferResult.BackPressured or OfferResult.AdminAction)
                {
                    _ = Thread.Yield();
                }
            }
        }
    }
}
