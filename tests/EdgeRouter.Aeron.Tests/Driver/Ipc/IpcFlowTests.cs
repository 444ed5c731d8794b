using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Ipc;

/// <summary>Limits and cleaning, on terms of 64 KiB with a window of 32 KiB.</summary>
[TestFixture]
public sealed class IpcFlowTests
{
    private const int TermBytes = 65_536;
    private const int WindowBytes = TermBytes / 2;
    private DriverHarness _driver = null!;
    private FakeClient _client = null!;
    private FakePublisher _publisher = null!;
    private long _publication;
    private CounterCell _limit;

    [SetUp]
    public void SetUp()
    {
        _driver = new DriverHarness();
        _client = _driver.Client();
        _publication = _client.AddPublication("aeron:ipc?term-length=64k", 10);
        _driver.Work();
        ReceivedEvent ready = _client.Take()[1];
        _publisher = new FakePublisher(ready.Text(32));
        _limit = _client.Counters.Cell(ready.Int32(24));
    }

    [TearDown]
    public void TearDown()
    {
        _publisher.Dispose();
        _driver.Dispose();
    }

    [Test]
    public void ShouldHoldAPublisherThatNobodyReads()
    {
        Assert.That(_limit.Value, Is.Zero);
        Assert.That(_publisher.Log.IsConnected, Is.False);
        CounterCell position = Subscribe();
        Assert.That(_publisher.Log.IsConnected, Is.True);
        Assert.That(_limit.Value, Is.EqualTo(WindowBytes));
        Assert.That(position.Value, Is.Zero);
    }

    /// <summary>Each of many writers looks at the limit before it claims, and may go over it by one message.</summary>
    [Test]
    public void ShouldGoOnWhenManyWritersWentFarOverTheLimit()
    {
        CounterCell position = Subscribe();
        long end = _publisher.Write(8_192, 8);
        _ = _publisher.Claim(32);
        _ = _publisher.Log.Rotate(0, _publisher.Log.InitialTermId);
        end = _publisher.Write(8_192, 2);
        Assert.That(end, Is.GreaterThan(TermBytes + WindowBytes / 4));
        position.Set(end);
        _driver.Work(2);
        Assert.That(_limit.Value, Is.EqualTo(end + WindowBytes));
    }

    [Test]
    public void ShouldShowHowFarWasWritten()
    {
        long end = _publisher.Write(100, 7);
        _driver.Work();
        Assert.That(end, Is.EqualTo(7 * 128));
        Assert.That(_client.CounterOf(12, _publication)!.Value, Is.EqualTo(end));
    }

    [Test]
    public void ShouldFollowTheSlowestInSteps()
    {
        CounterCell fast = Subscribe();
        CounterCell slow = Subscribe();
        long end = _publisher.Write(1024, 16);
        fast.Set(end);
        slow.Set(4096);
        _driver.Work();
        Assert.That(_limit.Value, Is.EqualTo(WindowBytes), "an eighth of the window is too little to tell");
        slow.Set(4096 + 32);
        _driver.Work();
        Assert.That(_limit.Value, Is.EqualTo(4096 + 32 + WindowBytes));
        slow.Set(end);
        _driver.Work();
        Assert.That(_limit.Value, Is.EqualTo(end + WindowBytes));
    }

    [Test]
    public void ShouldLetLateSubscribersBeginWhereOthersAre()
    {
        CounterCell early = Subscribe();
        long end = _publisher.Write(1024, 8);
        early.Set(2048);
        _driver.Work();
        Assert.That(Subscribe().Value, Is.EqualTo(2048), "beside a slower one: with it");
        early.Set(end);
        _driver.Work();
        Assert.That(Subscribe().Value, Is.EqualTo(2048), "the second is still there");
    }

    [Test]
    public void ShouldLetASubscriberAfterAllOthersBeginWhereTheyEnded()
    {
        long first = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        long end = _publisher.Write(1024, 8);
        _client.Counters.Cell(_client.CounterOf(4, first)!.Id).Set(end);
        _driver.Work();
        _ = _client.RemoveSubscription(first);
        _driver.Work();
        Assert.That(_publisher.Log.IsConnected, Is.False);
        Assert.That(_limit.Value, Is.EqualTo(end), "publishers stop where reading ended");
        Assert.That(Subscribe().Value, Is.EqualTo(end));
    }

    [Test]
    public void ShouldCleanBehindReadersBeforeAPlaceComesRound()
    {
        CounterCell position = Subscribe();
        for (int term = 0; term < 7; term++)
        {
            int partition = term % 3;
            Assert.That(_publisher.Bytes(partition, 0, TermBytes).IndexOfAnyExcept((byte)0), Is.EqualTo(-1), $"term {term} is not clean");
            _publisher.Fill(partition, 0xEE);
            for (int half = 0; half < 2; half++)
            {
                _ = Interlocked.Add(ref Tail(partition), TermBytes / 2);
                position.Set(((long)term * TermBytes) + ((half + 1) * TermBytes / 2));
                _driver.Work();
            }

            _ = _publisher.Log.Rotate(term, _publisher.Log.InitialTermId + term);
            _driver.Work();
            Assert.That(_limit.Value, Is.EqualTo(((term + 1L) * TermBytes) + WindowBytes));
        }
    }

    [Test]
    public void ShouldNotBelievePositionsBeyondWhatWasWritten()
    {
        CounterCell position = Subscribe();
        long end = _publisher.Write(1024, 8);
        foreach (long lie in (long[])[long.MaxValue, long.MaxValue - 40_000, 1L << 40])
        {
            position.Set(lie);
            _driver.Work();
            Assert.That(_limit.Value, Is.EqualTo(end + WindowBytes));
        }

        Assert.That(Subscribe().Value, Is.EqualTo(end));
    }

    [Test]
    public void ShouldNotFollowPositionsBackwards()
    {
        CounterCell position = Subscribe();
        long end = _publisher.Write(1024, 8);
        position.Set(end);
        _driver.Work();
        foreach (long lie in (long[])[long.MinValue, -1, 5, 33])
        {
            position.Set(lie);
            _driver.Work();
            Assert.That(_limit.Value, Is.EqualTo(end + WindowBytes));
            Assert.That(Subscribe().Value % 32, Is.Zero);
        }
    }

    [Test]
    public void ShouldLetOthersLiveWhenAPublisherLies()
    {
        long healthy = _client.AddPublication("aeron:ipc?term-length=64k", 11);
        long reader = _client.AddSubscription("aeron:ipc", 11);
        CounterCell position = Subscribe();
        _driver.Work();
        long[] tails = [long.MaxValue, long.MinValue, -1, unchecked((long)0x8000_0000_FFFF_FFFF), 0x7FFF_FFFF_0000_0001, 1L << 32];
        foreach (long tail in tails)
        {
            for (int partition = 0; partition < 3; partition++)
            {
                Tail(partition) = tail;
            }

            foreach (int count in (int[])[0, 1, -1, int.MaxValue, int.MinValue])
            {
                _publisher.Log.ActiveTermCount = count;
                position.Set(tail);
                _driver.Pass(20_000, _client);
            }
        }

        _client.Counters.Cell(_client.CounterOf(4, reader)!.Id).Set(0);
        _driver.Work();
        Assert.That(_client.CounterOf(1, healthy)!.Value, Is.EqualTo(WindowBytes));
        Assert.That(_driver.Driver.IsFailed, Is.False);
    }

    [Test]
    public void ShouldAllocateNothingInItsRounds()
    {
        CounterCell position = Subscribe();
        _driver.Work(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
        {
            position.Set(_publisher.Write(96));
            _driver.Ticks.Ticks += 1000;
            _ = _driver.Driver.DoWork();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldAllocateNothingInTimersEither()
    {
        _ = Subscribe();
        _driver.Pass(5_000, _client);
        FakeClient[] living = [_client];
        CounterCell heartbeat = living[0].Heartbeat();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            _driver.Jump(1_000);
            heartbeat.Set(_driver.NowMs);
            _ = _driver.Driver.DoWork();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private CounterCell Subscribe()
    {
        long id = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        return _client.Counters.Cell(_client.CounterOf(4, id)!.Id);
    }

    private unsafe ref long Tail(int partition) => ref *_publisher.Log.RawTailAddress(partition);
}
