using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Control;

[TestFixture]
public sealed class ClientLifeTests
{
    private DriverHarness _driver = null!;
    private FakeClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _driver = new DriverHarness();
        _client = _driver.Client();
        _ = _client.AddPublication("aeron:ipc", 10);
        _ = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
    }

    [TearDown]
    public void TearDown() => _driver.Dispose();

    [Test]
    public void ShouldMakeAHeartbeatCounterWithKeyAndLabel()
    {
        EdgeRouter.Aeron.Counters.CounterInfo counter = _client.Counter(46);
        Assert.That(counter.TypeId, Is.EqualTo(11));
        Assert.That(BitConverter.ToInt64(counter.Key), Is.EqualTo(_client.Id));
        Assert.That(counter.Label, Is.EqualTo($"client-heartbeat: id={_client.Id}"));
        Assert.That((counter.RegistrationId, counter.OwnerId, counter.Value), Is.EqualTo((_client.Id, _client.Id, DriverHarness.StartMs)));
    }

    [Test]
    public void ShouldKeepAClientThatShowsLife()
    {
        _driver.Pass(60_000, _client);
        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1));
        Assert.That(Directory.GetFiles($"{_driver.Directory}/publications"), Has.Length.EqualTo(1));
    }

    [Test]
    public void ShouldTakeTheOldKeepaliveToo()
    {
        for (int i = 0; i < 10; i++)
        {
            _driver.Pass(5_000);
            _client.Send(0x06, new Payload().Int64(_client.Id).Int64(0));
            _driver.Work();
        }

        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldNotGiveUpAClientBeforeItsTime()
    {
        _driver.Pass(10_000);
        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1));
        _driver.Pass(1_500);
        Assert.That(_driver.Driver.ClientCount, Is.Zero);
        Assert.That(_client.Counter(24).Value, Is.EqualTo(1), "client timeouts");
    }

    [Test]
    public void ShouldTakeAwayAllThatASilentClientHad()
    {
        _driver.Pass(20_000);
        Assert.That(Directory.GetFiles($"{_driver.Directory}/publications"), Is.Empty);
        Assert.That(_client.Counters.Snapshot(), Has.Count.EqualTo(46), "the system counters alone");
    }

    [Test]
    public void ShouldForgetAClientThatCloses()
    {
        _ = _client.Take();
        _client.Send(0x0B, new Payload().Int64(_client.Id).Int64(-1));
        _driver.Work();
        Assert.That(_client.Heartbeat().Value, Is.Zero);
        _driver.Pass(1_000);
        Assert.That(_driver.Driver.ClientCount, Is.Zero);
        Assert.That(_client.Take().Select(e => e.Type), Has.No.Member(ReceivedEvent.ClientTimeout));
        Assert.That(_client.Counter(24).Value, Is.Zero);
    }

    [Test]
    public void ShouldGiveClientsTheirWholeTimeAfterAPauseOfTheDriver()
    {
        _driver.Jump(60_000); // SIGSTOP: no rounds, and no heartbeats if the whole machine slept.
        _driver.Work();
        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1), "at once after the pause");
        _driver.Pass(9_000);
        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1), "within its time");
        _driver.Pass(3_000);
        Assert.That(_driver.Driver.ClientCount, Is.Zero, "after its time");
    }

    [Test]
    public void ShouldGiveClientsTheirWholeTimeAfterAStepOfTheWallClock()
    {
        _driver.Clock.NowNs += 3_600_000_000_000; // An hour by the wall, nothing by the counter.
        _driver.Pass(2_000);
        Assert.That(_driver.Driver.ClientCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldSurviveAHeartbeatOfNonsense()
    {
        foreach (long value in (long[])[long.MaxValue, 1L << 60, long.MinValue])
        {
            _client.Heartbeat().Set(value);
            _driver.Pass(1_000);
        }

        Assert.That(_driver.Driver.ClientCount, Is.Zero);
    }

    [Test]
    public void ShouldUnblockACommandThatNobodyFinishes()
    {
        _ = _client.Ring.TryClaim(0x06, 16, out _);
        long id = _client.AddCounter(1000, [], "after the hole");
        _driver.Pass(9_000, _client);
        Assert.That(_client.CounterOf(1000, id), Is.Null, "waits for whoever claimed");
        _driver.Pass(3_000, _client);
        Assert.That(_client.CounterOf(1000, id), Is.Not.Null);
        Assert.That(_client.Counter(20).Value, Is.EqualTo(1), "unblocked commands");
    }

    [Test]
    public void ShouldShowThatItLives()
    {
        Assert.That(_client.Ring.ConsumerHeartbeatMs, Is.EqualTo(DriverHarness.StartMs));
        _driver.Pass(5_000, _client);
        Assert.That(_client.Ring.ConsumerHeartbeatMs, Is.EqualTo(DriverHarness.StartMs + 5_000));
        _driver.Driver.Close();
        Assert.That(_client.Ring.ConsumerHeartbeatMs, Is.EqualTo(-1));
    }
}
