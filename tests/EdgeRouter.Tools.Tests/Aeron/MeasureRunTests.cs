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
    public void ShouldShowAStallInEveryMessageThatItHeldUp()
    {
        const int Count = 2_000;
        const double Rate = 4_000;
        const long StallNs = 300 * TimeUnits.Millisecond;
        using AeronSession reading = Connect(_session);
        ExclusivePublication publication = _session.AddPublication("aeron:ipc", 1);
        Thread sender = new(() => _ = new PublishRun(_session, Options(60_000 / 8, Count, Rate), publication, CancellationToken.None).Run(_ => { })) { IsBackground = true };
        sender.Start();
        Subscription subscription = reading.AddSubscription("aeron:ipc", 1);
        var time = new MachineTime();
        long end = time.Ticks + (long)(StallNs / time.NsPerTick);
        while (time.Ticks < end)
        {
            _ = Thread.Yield();
        }

        SubscribeResult taken = new SubscribeRun(reading, Count, subscription, CancellationToken.None).Run(_ => { }, _ => Thread.Yield());
        Assert.That(sender.Join(TimeSpan.FromSeconds(20)));
        Assert.That((taken.Count, taken.IsWhole), Is.EqualTo(((long)Count, true)));

        // 300 ms at 4,000 a second hold up 1,200 messages. Stamped as they leave, only the 4 that fit the window would be old.
        Assert.That(taken.Age.ValueAtPercentile(90), Is.GreaterThan(StallNs / 4));
    }

    [Test]
    public void ShouldEndWhenTheLastListenerHasGone()
    {
        using ScratchDirectory directory = new();
        using AeronSession session = Open(directory, 300 * TimeUnits.Millisecond);
        ExclusivePublication publication = session.AddPublication("aeron:ipc", 1);
        Subscription subscription = session.AddSubscription("aeron:ipc", 1);
        bool isGone = false;
        var run = new PublishRun(session, Options(64, 0, rate: 1_000), publication, CancellationToken.None);
        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => run.Run(_ =>
        {
            isGone = true;
            subscription.Dispose();
        }))!;
        Assert.That((fault.Id, isGone), Is.EqualTo(("ER2283", true)));
    }

    [Test]
    public void ShouldGiveWhatWasMeasuredWhenItIsEnded()
    {
        using CancellationTokenSource ending = new();
        Subscription answers = _session.AddSubscription("aeron:ipc", 2);
        ExclusivePublication pings = _session.AddPublication("aeron:ipc", 1);
        EchoAgent echo = new(_session.AddSubscription("aeron:ipc", 1), _session.AddPublication("aeron:ipc", 2), () => 0);
        using AgentRunner runner = new(echo, new YieldIdle());
        runner.Start();
        PingResult result = new PingRun(_session, Options(64, 1_000_000_000), pings, answers, ending.Token).Run(round =>
        {
            if (round > 100)
            {
                ending.Cancel();
            }
        });
        Assert.That((result.Latency.Count > 100, result.MismatchCount), Is.EqualTo((true, 0L)));
    }

    [Test]
    public void ShouldTellForeignMessagesFromChangedOnes()
    {
        ExclusivePublication ours = _session.AddPublication("aeron:ipc", 1);
        ExclusivePublication theirs = _session.AddPublication("aeron:ipc", 1);
        Subscription subscription = _session.AddSubscription("aeron:ipc", 1);
        byte[] message = new byte[64];
        MeasureMessage.Write(message, 0, 0);
        Offer(ours, message);
        message[40]++;
        Offer(ours, message);
        Offer(theirs, "Hello World!"u8);
        Offer(theirs, []);
        Offer(theirs, new byte[64]);
        SubscribeResult result = new SubscribeRun(_session, 5, subscription, CancellationToken.None).Run(_ => { }, _ => { });
        Assert.That((result.Count, result.SessionCount, result.ChangedCount, result.ForeignCount, result.IsWhole), Is.EqualTo((5L, 2, 1L, 3L, false)));
        Offer(theirs, "Hello World!"u8);
        result = new SubscribeRun(_session, 1, subscription, CancellationToken.None).Run(_ => { }, _ => { });
        Assert.That((result.ForeignCount, result.IsWhole), Is.EqualTo((1L, true)), "another program's messages cannot be checked");
    }

    [Test]
    public void ShouldEndWhenTheDriverHasGone()
    {
        using ScratchDirectory directory = new();
        AeronSession driver = Open(directory, 20 * TimeUnits.Second);
        using AeronSession session = Connect(driver);
        Subscription subscription = Add(driver, session);
        driver.Dispose();
        SubscribeResult result = new SubscribeRun(session, 0, subscription, CancellationToken.None).Run(_ => { }, _ => Thread.Yield());
        Assert.That((result.Count, subscription.IsClosed), Is.EqualTo((0L, true)));
    }

    [Test]
    public void ShouldNotWaitForADriverLongerThanItMay()
    {
        using ScratchDirectory directory = new();
        using CancellationTokenSource ended = new();
        ended.Cancel();
        AeronSessionOptions options = _session.Options with { Directory = directory.Path, IsEmbedded = false, Cancellation = ended.Token };
        Assert.That(() => AeronSession.Open(options), Throws.InstanceOf<OperationCanceledException>());
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

    private static AeronSession Connect(AeronSession driver) => Beside(driver, () => AeronSession.Open(driver.Options with { IsEmbedded = false }));

    private static Subscription Add(AeronSession driver, AeronSession session) => Beside(driver, () => session.AddSubscription("aeron:ipc", 1));

    /// <summary>Asks a driver that has no thread of its own, and works it meanwhile.</summary>
    private static TResult Beside<TResult>(AeronSession driver, Func<TResult> ask)
        where TResult : class
    {
        TResult? result = null;
        Thread asking = new(() => Volatile.Write(ref result, ask())) { IsBackground = true };
        asking.Start();
        while (Volatile.Read(ref result) is null && asking.IsAlive)
        {
            _ = driver.DoWork();
            _ = Thread.Yield();
        }

        asking.Join();
        return result!;
    }

    private void Offer(ExclusivePublication publication, ReadOnlySpan<byte> message)
    {
        while (publication.Offer(message) < 0)
        {
            _ = _session.DoWork();
        }
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
