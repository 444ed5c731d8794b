using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>Events byte for byte, against tables put together by hand from AERON.md §6.</summary>
[TestFixture]
public sealed class EventBytesTests
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
    public void ShouldAnnounceTheHeartbeatCounterBeforeTheFirstAnswer()
    {
        long id = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Assert.That(events, Has.Count.EqualTo(2));
        Expect(events[0], ReceivedEvent.CounterReady, new Payload().Int64(_client.Id).Int32(46));
        Expect(events[1], ReceivedEvent.SubscriptionReady, new Payload().Int64(id).Int32(-1));
    }

    [Test]
    public void ShouldAnswerAPublicationAndOfferItsImageAfterwards()
    {
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        long publication = _client.AddPublication("aeron:ipc?session-id=777", 10);
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        string log = $"{_driver.Directory}/publications/{publication}.logbuffer";
        int limitId = _client.CounterOf(1, publication)!.Id;
        int positionId = _client.CounterOf(4, subscription)!.Id;
        Assert.That(File.Exists(log), Is.True);
        Expect(
            events[2],
            ReceivedEvent.PublicationReady,
            new Payload().Int64(publication).Int64(publication).Int32(777).Int32(10).Int32(limitId).Int32(-1).Text(log));
        Expect(
            events[3],
            ReceivedEvent.AvailableImage,
            new Payload().Int64(publication).Int32(777).Int32(10).Int64(subscription).Int32(positionId).Text(log).Align4().Text("aeron:ipc"));
        Assert.That(events, Has.Count.EqualTo(4));
    }

    [Test]
    public void ShouldAnswerAnExclusivePublicationWithItsOwnEvent()
    {
        long publication = _client.AddPublication("aeron:ipc", 10, isExclusive: true);
        _driver.Work();
        ReceivedEvent ready = _client.Take()[1];
        Assert.That(ready.Type, Is.EqualTo(ReceivedEvent.ExclusiveReady));
        Assert.That((ready.Int64(0), ready.Int64(8), ready.Int32(20)), Is.EqualTo((publication, publication, 10)));
    }

    [Test]
    public void ShouldRefuseWithCodeAndText()
    {
        long id = _client.RemoveSubscription(4711);
        _driver.Work();
        string text = $"unknown subscription client_id={_client.Id} registration_id=4711";
        Expect(_client.Take().Single(), ReceivedEvent.Error, new Payload().Int64(id).Int32(2).Text(text));
        Assert.That(_driver.Errors, Is.EqualTo(new[] { text }));
        Assert.That(_client.Counter(15).Value, Is.EqualTo(1));
    }

    [TestCase(0x02, 3, "unknown publication client_id={0} registration_id=99")]
    [TestCase(0x0A, 5, "unknown counter client_id={0} registration_id=99")]
    public void ShouldNameWhatItDoesNotKnow(int command, int code, string text)
    {
        long id = _client.SendNew(command, n => new Payload().Int64(_client.Id).Int64(n).Int64(99));
        _driver.Work();
        string expected = text.Replace("{0}", $"{_client.Id}", StringComparison.Ordinal);
        Expect(_client.Take().Single(), ReceivedEvent.Error, new Payload().Int64(id).Int32(code).Text(expected));
    }

    [Test]
    public void ShouldConfirmRemovals()
    {
        long publication = _client.AddPublication("aeron:ipc", 10);
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        _ = _client.Take();
        long first = _client.RemovePublication(publication);
        long second = _client.SendNew(0x05, n => new Payload().Int64(_client.Id).Int64(n).Int64(subscription));
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Expect(events[0], ReceivedEvent.Succeeded, new Payload().Int64(first));
        Expect(events[1], ReceivedEvent.Succeeded, new Payload().Int64(second));
        Assert.That(events, Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldTakeTheShortFormOfRemovePublication()
    {
        long publication = _client.AddPublication("aeron:ipc", 10);
        long id = _client.SendNew(0x02, n => new Payload().Int64(_client.Id).Int64(n).Int64(publication));
        _driver.Work();
        Expect(_client.Take()[^1], ReceivedEvent.Succeeded, new Payload().Int64(id));
    }

    [Test]
    public void ShouldTellWhenAnImageIsGone()
    {
        long subscription = _client.AddSubscription("aeron:ipc?alias=mine", 10);
        long publication = _client.AddPublication("aeron:ipc", 10);
        _driver.Work();
        _ = _client.RemovePublication(publication);
        _driver.Work();
        _ = _client.Take();
        _driver.Pass(1000, _client);
        Expect(
            _client.Take().Single(),
            ReceivedEvent.UnavailableImage,
            new Payload().Int64(publication).Int64(subscription).Int32(10).Text("aeron:ipc"));
    }

    [Test]
    public void ShouldAnswerForCountersAndSessions()
    {
        long counter = _client.AddCounter(1001, [1, 2, 3, 4, 5], "a label");
        long statics = _client.AddStaticCounter(55, 1002, [9], "static");
        long session = _client.SendNew(0x12, n => new Payload().Int64(_client.Id).Int64(n).Int32(10));
        long removal = _client.RemoveCounter(counter);
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Expect(events[1], ReceivedEvent.CounterReady, new Payload().Int64(counter).Int32(47));
        Expect(events[2], ReceivedEvent.StaticCounter, new Payload().Int64(statics).Int32(48));
        Assert.That((events[3].Type, events[3].Int64(0), events[3].Bytes.Length), Is.EqualTo((ReceivedEvent.NextSessionId, session, 12)));
        Expect(events[4], ReceivedEvent.Succeeded, new Payload().Int64(removal));
        Expect(events[5], ReceivedEvent.UnavailableCounter, new Payload().Int64(counter).Int32(47));
    }

    [Test]
    public void ShouldTellPublishersOfARejectedImage()
    {
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        long publication = _client.AddPublication("aeron:ipc?session-id=5", 10);
        _driver.Work();
        _ = _client.Take();
        long id = _client.SendNew(0x10, n => new Payload().Int64(_client.Id).Int64(n).Int64(publication).Int64(0).Text("no thanks"));
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Expect(
            events[0],
            ReceivedEvent.PublicationError,
            new Payload().Int64(publication).Int64(-1).Int32(5).Int32(10).Int64(-1).Int64(-1)
                .Int16(1).Int16(0).Raw(127, 0, 0, 1).Raw(new byte[12]).Int32(13).Text("no thanks"));
        Expect(
            events[1],
            ReceivedEvent.UnavailableImage,
            new Payload().Int64(publication).Int64(subscription).Int32(10).Text("aeron:ipc"));
        Expect(events[2], ReceivedEvent.Succeeded, new Payload().Int64(id));
        Assert.That(_client.Counter(42).Value, Is.EqualTo(1), "images rejected");
    }

    [Test]
    public void ShouldTellOfAClientThatFellSilent()
    {
        FakeClient other = _driver.Client();
        _ = _client.AddCounter(1000, [], "mine");
        _driver.Work();
        _ = _client.Take();
        _driver.Pass(12_000);
        IReadOnlyList<ReceivedEvent> events = other.Take();
        Expect(events[2], ReceivedEvent.ClientTimeout, new Payload().Int64(_client.Id));
        Expect(events[3], ReceivedEvent.UnavailableCounter, new Payload().Int64(_client.Id).Int32(46));
        Assert.That(events[4].Type, Is.EqualTo(ReceivedEvent.UnavailableCounter), "its own counter");
    }

    private static void Expect(ReceivedEvent actual, int type, Payload payload) =>
        Assert.That(actual.ToString(), Is.EqualTo(new ReceivedEvent(type, payload.Bytes).ToString()));
}
