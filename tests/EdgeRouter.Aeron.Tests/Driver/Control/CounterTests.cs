using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Control;

[TestFixture]
public sealed class CounterTests
{
    private DriverHarness _driver = null!;
    private FakeClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _driver = new DriverHarness();
        _client = _driver.Client();
    }

    [TearDown]
    public void TearDown() => _driver.Dispose();

    [Test]
    public void ShouldBeginWithTheSystemCounters()
    {
        IReadOnlyList<CounterInfo> counters = _client.Counters.Snapshot();
        Assert.That(counters, Has.Count.EqualTo(46));
        foreach (CounterInfo counter in counters)
        {
            Assert.That(counter.TypeId, Is.Zero);
            Assert.That(BitConverter.ToInt32(counter.Key), Is.EqualTo(counter.Id));
            Assert.That((counter.RegistrationId, counter.OwnerId), Is.EqualTo(((long)counter.Id, -1L)));
            Assert.That(counter.Label, Is.Not.Empty);
        }

        Assert.That(counters[43].Value, Is.EqualTo(0x10000), "control protocol 1.0.0");
        Assert.That(counters[34].Value, Is.EqualTo(0x013500), "files and commands of 1.53.0");
        Assert.That(counters[35].Value, Is.EqualTo(_client.Cnc.File.SizeBytes), "bytes mapped");
    }

    [Test]
    public void ShouldNameTheCountersOfAStream()
    {
        long subscription = _client.AddSubscription("aeron:ipc?alias=in", 10);
        long publication = _client.AddPublication("aeron:ipc?session-id=-5", 10, isExclusive: true);
        long shared = _client.AddPublication("aeron:ipc?alias=two", 11);
        _driver.Work();
        CheckStream(_client.CounterOf(12, publication)!, $"pub-pos (exclusive): {publication} -5 10 aeron:ipc?session-id=-5", publication, "aeron:ipc?session-id=-5");
        CheckStream(_client.CounterOf(1, publication)!, $"pub-lmt: {publication} -5 10 aeron:ipc?session-id=-5", publication, "aeron:ipc?session-id=-5");
        CounterInfo position = _client.CounterOf(4, subscription)!;
        CheckStream(position, $"sub-pos: {subscription} -5 10 aeron:ipc?alias=in @0", subscription, "aeron:ipc?alias=in");
        Assert.That((position.OwnerId, position.ReferenceId), Is.EqualTo((_client.Id, publication)));
        Assert.That(_client.CounterOf(12, shared)!.Label, Does.StartWith("pub-pos (concurrent): "));
    }

    [Test]
    public void ShouldCutLongChannelsInKeysAndLabels()
    {
        string channel = $"aeron:ipc?session-id=9|alias={new string('x', 500)}";
        long publication = _client.AddPublication(channel, 10);
        _driver.Work();
        CounterInfo counter = _client.CounterOf(12, publication)!;
        Assert.That(BitConverter.ToInt32(counter.Key, 16), Is.EqualTo(92));
        Assert.That(Encoding.ASCII.GetString(counter.Key, 20, 92), Is.EqualTo(channel[..92]));
        Assert.That(counter.Label, Is.EqualTo($"pub-pos (concurrent): {publication} 9 10 {channel}"[..380]));
    }

    [Test]
    public void ShouldKeepWhatAClientSaysOfItsCounter()
    {
        long id = _client.AddCounter(1234, [1, 2, 3, 4, 5], "orders sent");
        _driver.Work();
        CounterInfo counter = _client.CounterOf(1234, id)!;
        Assert.That((counter.Label, counter.OwnerId, counter.Value), Is.EqualTo(("orders sent", _client.Id, 0L)));
        Assert.That(counter.Key[..6], Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 0 }));
    }

    [Test]
    public void ShouldRestAFreedPlaceBeforeItIsUsedAgain()
    {
        long first = _client.AddCounter(1000, [], "one");
        _driver.Work();
        int place = _client.CounterOf(1000, first)!.Id;
        _ = _client.RemoveCounter(first);
        long second = _client.AddCounter(1000, [], "two");
        _driver.Work();
        Assert.That(_client.CounterOf(1000, second)!.Id, Is.Not.EqualTo(place), "within a second");
        _driver.Pass(1_500, _client);
        long third = _client.AddCounter(1000, [], "three");
        _driver.Work();
        Assert.That(_client.CounterOf(1000, third)!.Id, Is.EqualTo(place), "after a second");
    }

    [Test]
    public void ShouldShareStaticCountersAndKeepThemForEver()
    {
        _ = _client.AddStaticCounter(42, 1500, [7], "static");
        FakeClient other = _driver.Client();
        _ = other.AddStaticCounter(42, 1500, [8], "another label");
        _driver.Work();
        _driver.Pass(30_000);
        CounterInfo[] found = [.. other.Counters.Snapshot().Where(c => c.TypeId == 1500)];
        Assert.That(found, Has.Length.EqualTo(1));
        Assert.That((found[0].Label, found[0].OwnerId, found[0].RegistrationId), Is.EqualTo(("static", -1L, 42L)));
        Assert.That(_driver.Driver.ClientCount, Is.Zero);
    }

    [Test]
    public void ShouldRefuseAStaticCounterInPlaceOfAnother()
    {
        long id = _client.AddCounter(1500, [], "mine");
        _driver.Work();
        _ = _client.AddStaticCounter(id, 1500, [], "static");
        _driver.Work();
        ReceivedEvent refusal = _client.Take()[^1];
        Assert.That((refusal.Type, refusal.Int32(8)), Is.EqualTo((ReceivedEvent.Error, 11)));
        Assert.That(refusal.Text(12), Does.StartWith("cannot add static counter, because a non-static counter exists"));
    }

    [Test]
    public void ShouldKeepHalfOfTheCountersFromBeingStatic()
    {
        using DriverHarness small = new(o => o with { CncSizes = o.CncSizes with { CounterValuesBytes = 128 * 128 } });
        FakeClient client = small.Client();
        for (int i = 0; i < 65; i++)
        {
            _ = client.AddStaticCounter(i, 1500, [], "static");
            small.Work();
        }

        Assert.That(client.Counters.Snapshot().Count(c => c.TypeId == 1500), Is.EqualTo(64));
        ReceivedEvent refusal = client.Take()[^1];
        Assert.That((refusal.Type, refusal.Text(12)), Is.EqualTo((ReceivedEvent.Error, "all 64 counters that may be static are in use: give the driver more counter space")));
        _ = client.AddStaticCounter(63, 1500, [], "found again");
        small.Work();
        Assert.That(client.Take()[^1].Type, Is.EqualTo(ReceivedEvent.StaticCounter));
        _ = client.AddCounter(1501, [], "one of those that are left");
        small.Work();
        Assert.That(client.Counters.Snapshot().Count(c => c.TypeId == 1501), Is.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseWhenAllCountersAreInUse()
    {
        using DriverHarness small = new(o => o with { CncSizes = o.CncSizes with { CounterValuesBytes = 128 * 128 } });
        FakeClient client = small.Client();
        for (int i = 0; i < 82; i++)
        {
            _ = client.AddCounter(1000, [], $"counter {i}");
            small.Work(1);
        }

        IReadOnlyList<ReceivedEvent> events = client.Take();
        Assert.That(events.Count(e => e.Type == ReceivedEvent.CounterReady), Is.EqualTo(128 - 46));
        Assert.That(events[^1].Type, Is.EqualTo(ReceivedEvent.Error));
        Assert.That(events[^1].Text(12), Does.Contain("all 128 counters are in use"));
        _ = client.AddPublication("aeron:ipc", 1);
        small.Work();
        Assert.That(client.Take().Single().Type, Is.EqualTo(ReceivedEvent.Error));
        Assert.That(Directory.GetFiles($"{small.Directory}/publications"), Is.Empty, "no log is left behind");
    }

    private static void CheckStream(CounterInfo counter, string label, long registrationId, string channel)
    {
        Assert.That(counter.Label, Is.EqualTo(label));
        Assert.That(counter.RegistrationId, Is.EqualTo(registrationId));
        Payload key = new Payload().Int64(registrationId).Int32(-5).Int32(10).Text(channel);
        Assert.That(counter.Key[..key.Bytes.Length], Is.EqualTo(key.Bytes));
        Assert.That(counter.Key[key.Bytes.Length..], Is.All.Zero);
    }
}
