using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Control;

/// <summary>Commands about the network: what is asked of the network half, and what the client is told.</summary>
[TestFixture]
public sealed class NetworkCommandTests
{
    private const string Udp = "aeron:udp?endpoint=127.0.0.1:9";
    private const string Manual = "aeron:udp?control-mode=manual";
    private DriverHarness _driver = null!;
    private RecordingNetwork _network = null!;
    private FakeClient _client = null!;

    [SetUp]
    public void SetUp()
    {
        _network = new RecordingNetwork();
        _driver = new DriverHarness(network: _ => _network);
        _client = _driver.Client();
    }

    [TearDown]
    public void TearDown()
    {
        _network.Dispose();
        _driver.Dispose();
    }

    [Test]
    public void ShouldAddAndRemoveAPublication()
    {
        long id = _client.AddPublication(Udp, 10, isExclusive: true);
        _driver.Work();
        string expected = new ReceivedEvent(
            ReceivedEvent.ExclusiveReady,
            new Payload().Int64(id).Int64(id).Int32(321).Int32(10).Int32(90).Int32(91).Text("/a/log").Bytes).ToString();
        Assert.That(_client.Take()[1].ToString(), Is.EqualTo(expected));
        long removal = _client.RemovePublication(id, isRevoked: true);
        _driver.Work();
        Assert.That(_client.Take().Single().Int64(0), Is.EqualTo(removal));
        Assert.That(_network.Calls, Is.EqualTo(new[] { $"add-pub {id} 10 {Udp} True", $"link-pub {id}", $"remove-pub {id} True" }));
    }

    [Test]
    public void ShouldAddAndRemoveASubscription()
    {
        long id = _client.AddSubscription(Udp, 10);
        long spy = _client.AddSubscription($"aeron-spy:{Udp}", 11);
        _driver.Work();
        Assert.That(_client.Take()[1].ToString(), Is.EqualTo(new ReceivedEvent(ReceivedEvent.SubscriptionReady, new Payload().Int64(id).Int32(92).Bytes).ToString()));
        _ = _client.RemoveSubscription(id);
        _driver.Work();
        Assert.That(
            _network.Calls,
            Is.EqualTo(new[] { $"add-sub {id} 10 {Udp}", $"link-sub {id}", $"add-sub {spy} 11 aeron-spy:{Udp}", $"link-sub {spy}", $"remove-sub {id}" }));
    }

    [Test]
    public void ShouldPassARefusalOn()
    {
        long id = _client.AddPublication("aeron:udp?endpoint=unknown:9", 10);
        _driver.Work();
        ReceivedEvent refusal = _client.Take()[^1];
        Assert.That((refusal.Type, refusal.Int64(0), refusal.Int32(8), refusal.Text(12)), Is.EqualTo((ReceivedEvent.Error, id, 9, "no such host")));
        _ = _client.RemovePublication(id);
        _driver.Work();
        Assert.That(_client.Take().Single().Int32(8), Is.EqualTo(3), "nothing was registered");
    }

    [Test]
    public void ShouldReleaseWhatASilentClientHad()
    {
        long publication = _client.AddPublication(Udp, 10);
        long subscription = _client.AddSubscription(Udp, 10);
        _driver.Work();
        _driver.Pass(12_000);
        Assert.That(_network.Calls, Does.Contain($"remove-pub {publication} False").And.Contain($"remove-sub {subscription}"));
    }

    [Test]
    public void ShouldChangeDestinations()
    {
        long id = _client.AddPublication(Manual, 10);
        long destination = _client.SendNew(0x07, n => new Payload().Int64(_client.Id).Int64(n).Int64(id).Text(Udp));
        _ = _client.SendNew(0x08, n => new Payload().Int64(_client.Id).Int64(n).Int64(id).Text(Udp));
        _ = _client.SendNew(0x11, n => new Payload().Int64(_client.Id).Int64(n).Int64(id).Int64(destination));
        _driver.Work();
        Assert.That(
            _network.Calls.Skip(2),
            Is.EqualTo(new[] { $"add-dest {id} {destination} {Udp}", $"remove-dest {id} {Udp}", $"remove-dest-id {id} {destination}" }));
        Assert.That(_client.Take().Count(e => e.Type == ReceivedEvent.Succeeded), Is.EqualTo(3));
    }

    [Test]
    public void ShouldRefuseDestinationsOfStreamsInSharedMemory()
    {
        long id = _client.AddPublication("aeron:ipc", 10);
        _ = _client.SendNew(0x07, n => new Payload().Int64(_client.Id).Int64(n).Int64(id).Text(Udp));
        _ = _client.SendNew(0x07, n => new Payload().Int64(_client.Id).Int64(n).Int64(12_345).Text(Udp));
        _driver.Work();
        Assert.That(_client.Take().Where(e => e.Type == ReceivedEvent.Error).Select(e => e.Int32(8)), Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void ShouldReceiveFromManyPlacesAndSharedMemory()
    {
        long publication = _client.AddPublication("aeron:ipc", 10);
        long id = _client.AddSubscription(Manual, 10);
        _driver.Work();
        _ = _client.Take();
        _ = ReceiveFrom(0x0C, id, Udp);
        _ = ReceiveFrom(0x0C, id, "aeron:ipc");
        _ = ReceiveFrom(0x0C, id, "aeron:ipc");
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Assert.That(
            events.Select(e => e.Type),
            Is.EqualTo(new[] { ReceivedEvent.Succeeded, ReceivedEvent.Succeeded, ReceivedEvent.AvailableImage, ReceivedEvent.Error }));
        Assert.That((events[2].Int64(0), events[2].Int64(16)), Is.EqualTo((publication, id)));
        _ = ReceiveFrom(0x0D, id, "aeron:ipc");
        _ = ReceiveFrom(0x0D, id, Udp);
        _driver.Work();
        Assert.That(
            _client.Take().Select(e => e.Type),
            Is.EqualTo(new[] { ReceivedEvent.UnavailableImage, ReceivedEvent.Succeeded, ReceivedEvent.Succeeded }));
        Assert.That(_network.Calls.Skip(2), Is.EqualTo(new[] { $"add-rcv {id} {Udp}", $"remove-rcv {id} {Udp}" }));
        Assert.That(_client.CounterOf(4, id), Is.Null);
    }

    [Test]
    public void ShouldRefusePlacesOfASubscriptionThatHasOneOnly()
    {
        long id = _client.AddSubscription(Udp, 10);
        _ = ReceiveFrom(0x0C, id, Udp);
        _ = ReceiveFrom(0x0C, 12_345, Udp);
        _driver.Work();
        Assert.That(_client.Take().Where(e => e.Type == ReceivedEvent.Error).Select(e => e.Int32(8)), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void ShouldRejectAnImageOfTheNetwork()
    {
        long id = _client.SendNew(0x10, n => new Payload().Int64(_client.Id).Int64(n).Int64(5000).Int64(64).Text("bad"));
        _ = _client.SendNew(0x10, n => new Payload().Int64(_client.Id).Int64(n).Int64(5001).Int64(64).Text("bad"));
        _ = _client.SendNew(0x10, n => new Payload().Int64(_client.Id).Int64(n).Int64(5000).Int64(64).Text(new string('x', 1024)));
        _driver.Work();
        IReadOnlyList<ReceivedEvent> events = _client.Take();
        Assert.That(events[0].Int64(0), Is.EqualTo(id));
        Assert.That(events.Select(e => e.Type), Is.EqualTo(new[] { ReceivedEvent.Succeeded, ReceivedEvent.Error, ReceivedEvent.Error }));
        Assert.That(_network.Calls, Is.EqualTo(new[] { "reject 5000 64 bad", "reject 5001 64 bad" }));
    }

    [Test]
    public void ShouldSkipSessionsThatTheNetworkUses()
    {
        for (int i = 0; i < 3; i++)
        {
            _ = _client.SendNew(0x12, n => new Payload().Int64(_client.Id).Int64(n).Int32(77));
        }

        _driver.Work();
        int[] sessions = [.. _client.Take().Select(e => e.Int32(8))];
        Assert.That(sessions, Has.All.Matches<int>(session => session % 2 != 0));
        Assert.That(sessions[2] - sessions[0], Is.EqualTo(4));
    }

    private long ReceiveFrom(int command, long subscription, string channel) =>
        _client.SendNew(command, n => new Payload().Int64(_client.Id).Int64(n).Int64(subscription).Text(channel));
}
