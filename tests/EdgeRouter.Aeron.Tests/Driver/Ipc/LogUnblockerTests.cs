using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Ipc;

[TestFixture]
public sealed class LogUnblockerTests
{
    private const int TermBytes = 65_536;
    private DriverHarness _driver = null!;
    private FakeClient _client = null!;
    private FakePublisher _publisher = null!;
    private long _publication;
    private long _subscription;

    [SetUp]
    public void SetUp()
    {
        _driver = new DriverHarness();
        _client = _driver.Client();
        _publication = _client.AddPublication("aeron:ipc?term-length=64k|session-id=6", 10);
        _subscription = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        _publisher = new FakePublisher($"{_driver.Directory}/publications/{_publication}.logbuffer");
    }

    [TearDown]
    public void TearDown()
    {
        _publisher.Dispose();
        _driver.Dispose();
    }

    [Test]
    public void ShouldPadAFrameThatWasBegun()
    {
        int offset = _publisher.Claim(100);
        _publisher.SetLength(offset, -100);
        _driver.Pass(14_000, _client);
        Assert.That(Length(0, offset), Is.EqualTo(-100), "before its time");
        _driver.Pass(3_000, _client);
        ExpectPadding(offset, 128);
        Assert.That(_client.Counter(19).Value, Is.EqualTo(1), "unblocked publications");
    }

    [Test]
    public void ShouldPadAClaimUpToTheNextFrame()
    {
        int offset = _publisher.Claim(300);
        _ = _publisher.Write(64);
        _driver.Pass(17_000, _client);
        ExpectPadding(offset, 320);
    }

    [Test]
    public void ShouldPadALastClaimOfWhichNothingWasWritten()
    {
        _ = _publisher.Write(64);
        Move(64);
        int offset = _publisher.Claim(300);
        _driver.Pass(18_000, _client);
        ExpectPadding(offset, 320);
    }

    [Test]
    public void ShouldPadToTheEndOfATrippedTermAndRotate()
    {
        _ = _publisher.Write(32_768);
        _ = _publisher.Write(32_704);
        Move(65_472);
        int offset = _publisher.Claim(128);
        _driver.Pass(18_000, _client);
        ExpectPadding(offset, 64);
        Assert.That(_publisher.Log.ActiveTermCount, Is.EqualTo(1));
        Assert.That(_publisher.Log.ProducerPosition, Is.EqualTo(TermBytes));
    }

    [Test]
    public void ShouldRotateForAWriterThatDiedBeforeIt()
    {
        _ = _publisher.Write(32_768, 2);
        Move(TermBytes);
        _driver.Pass(18_000, _client);
        Assert.That(_publisher.Log.ActiveTermCount, Is.Zero, "all was written and read: the next writer rotates");
        _ = _publisher.Claim(64);
        _driver.Pass(18_000, _client);
        Assert.That(_publisher.Log.ActiveTermCount, Is.EqualTo(1), "one tripped and died");
    }

    [Test]
    public void ShouldNotTouchAStreamThatOnlyWaitsForItsReaders()
    {
        _ = _publisher.Write(64, 4);
        _driver.Pass(60_000, _client);
        Assert.That(_client.Counter(19).Value, Is.Zero);
        Assert.That(Length(0, 0), Is.EqualTo(64));
    }

    [Test]
    public void ShouldFreeWhatADeadClientLeftSoThatItDrains()
    {
        FakeClient dying = _driver.Client();
        long id = dying.AddPublication("aeron:ipc?term-length=64k", 20, isExclusive: true);
        long reader = _client.AddSubscription("aeron:ipc", 20);
        _driver.Work();
        using FakePublisher log = new($"{_driver.Directory}/publications/{id}.logbuffer");
        log.SetLength(log.Claim(64), -64);
        _driver.Pass(14_000, _client);
        Assert.That(BitConverter.ToInt32(log.Bytes(0, 0, 4)), Is.EqualTo(64), "padding");
        _client.Counters.Cell(_client.CounterOf(4, reader)!.Id).Set(64);
        _driver.Pass(3_000, _client);
        Assert.That(File.Exists($"{_driver.Directory}/publications/{id}.logbuffer"), Is.False);
    }

    [TestCase(-5)]
    [TestCase(int.MinValue)]
    [TestCase(-2_000_000)]
    public void ShouldNotBelieveLengthsThatCannotBe(int length)
    {
        int offset = _publisher.Claim(100);
        _publisher.SetLength(offset, length);
        _driver.Pass(18_000, _client);
        ExpectPadding(offset, 128);
    }

    [TestCase(-32)]
    [TestCase(long.MaxValue)]
    [TestCase(17)]
    [TestCase((long)TermBytes << 31)]
    [TestCase(TermBytes * 5L)]
    public void ShouldLeavePositionsAloneThatCannotBe(long position) => Assert.That(LogUnblocker.Unblock(_publisher.Log, position), Is.False);

    private int Length(int partition, int offset) => BitConverter.ToInt32(_publisher.Bytes(partition, offset, 4));

    private void Move(long position)
    {
        _client.Counters.Cell(_client.CounterOf(4, _subscription)!.Id).Set(position);
        _driver.Work();
    }

    private void ExpectPadding(int offset, int length)
    {
        Payload header = new Payload().Int32(length).Raw(0, 0xC0, 0, 0).Int32(offset).Int32(6).Int32(10)
            .Int32(_publisher.Log.InitialTermId).Int64(0);
        Assert.That(_publisher.Bytes(0, offset, 32).ToArray(), Is.EqualTo(header.Bytes));
    }
}
