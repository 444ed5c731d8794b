using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Ipc;

[TestFixture]
public sealed class UntetheredTests
{
    private const int WindowBytes = 32_768;
    private DriverHarness _driver = null!;
    private FakeClient _client = null!;
    private FakePublisher _publisher = null!;
    private CounterCell _limit;
    private CounterCell _fast;

    [SetUp]
    public void SetUp()
    {
        _driver = new DriverHarness();
        _client = _driver.Client();
        _ = _client.AddPublication("aeron:ipc?term-length=64k", 10);
        _driver.Work();
        ReceivedEvent ready = _client.Take()[1];
        _publisher = new FakePublisher(ready.Text(32));
        _limit = _client.Counters.Cell(ready.Int32(24));
        _fast = PositionOf(_client.AddSubscription("aeron:ipc", 10));
    }

    [TearDown]
    public void TearDown()
    {
        _publisher.Dispose();
        _driver.Dispose();
    }

    [Test]
    public void ShouldLetASlowOneGoAndTakeItBack()
    {
        long id = _client.AddSubscription("aeron:ipc?tether=false", 10);
        CounterCell slow = PositionOf(id);
        long end = FillWindow();
        _driver.Pass(4_500, _client);
        Assert.That(_limit.Value, Is.EqualTo(WindowBytes), "held back");
        _ = _client.Take();
        _driver.Pass(2_000, _client);
        Assert.That(_client.Take().Single().Type, Is.EqualTo(ReceivedEvent.UnavailableImage));
        Assert.That(_limit.Value, Is.EqualTo(WindowBytes), "still held back: it may be reading");
        _driver.Pass(6_000, _client);
        Assert.That(_limit.Value, Is.EqualTo(end + WindowBytes), "not any more");
        _driver.Pass(11_000, _client);
        ReceivedEvent image = _client.Take().Single();
        Assert.That((image.Type, image.Int64(16)), Is.EqualTo((ReceivedEvent.AvailableImage, id)));
        Assert.That(slow.Value, Is.EqualTo(end), "it begins where the others are");
    }

    [Test]
    public void ShouldLetASlowOneGoForGoodWhenItDoesNotRejoin()
    {
        long id = _client.AddSubscription("aeron:ipc?tether=false|rejoin=false", 10);
        _ = PositionOf(id);
        _ = FillWindow();
        _driver.Pass(15_000, _client);
        Assert.That(_client.CounterOf(4, id), Is.Null, "its position is free");
        _ = _client.Take();
        _driver.Pass(30_000, _client);
        Assert.That(_client.Take(), Is.Empty);
        long removal = _client.RemoveSubscription(id);
        _driver.Work();
        Assert.That(_client.Take().Single().Int64(0), Is.EqualTo(removal));
    }

    [Test]
    public void ShouldNeverLetATetheredOneGo()
    {
        _ = PositionOf(_client.AddSubscription("aeron:ipc", 10));
        _ = FillWindow();
        _ = _client.Take();
        _driver.Pass(60_000, _client);
        Assert.That(_client.Take(), Is.Empty);
        Assert.That(_limit.Value, Is.EqualTo(WindowBytes));
    }

    [Test]
    public void ShouldNotCountAPauseOfTheDriverAgainstIt()
    {
        _ = PositionOf(_client.AddSubscription("aeron:ipc?tether=false", 10));
        _ = FillWindow();
        _driver.Pass(1_000, _client);
        _ = _client.Take();
        _driver.Jump(60_000);
        _driver.Pass(1_000, _client);
        Assert.That(_client.Take(), Is.Empty);
    }

    private long FillWindow()
    {
        long end = _publisher.Write(1024, 32);
        _fast.Set(end);
        _driver.Work();
        return end;
    }

    private CounterCell PositionOf(long subscription)
    {
        _driver.Work();
        return _client.Counters.Cell(_client.CounterOf(4, subscription)!.Id);
    }
}
