using EdgeRouter.Aeron.Tests.Driver.Support;

namespace EdgeRouter.Aeron.Tests.Driver.Ipc;

[TestFixture]
public sealed class IpcPublicationTests
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
    public void ShouldShareWhatMayBeShared()
    {
        ReceivedEvent first = Add("aeron:ipc", 10);
        ReceivedEvent second = Add("aeron:ipc", 10);
        ReceivedEvent exclusive = Add("aeron:ipc", 10, isExclusive: true);
        ReceivedEvent other = Add("aeron:ipc", 11);
        Assert.That(second.Int64(8), Is.EqualTo(first.Int64(8)), "the same original registration");
        Assert.That(second.Int32(16), Is.EqualTo(first.Int32(16)), "the same session");
        Assert.That(exclusive.Int64(8), Is.EqualTo(exclusive.Int64(0)));
        Assert.That(exclusive.Int32(16), Is.Not.EqualTo(first.Int32(16)));
        Assert.That(other.Int64(8), Is.EqualTo(other.Int64(0)));
        Assert.That(Directory.GetFiles($"{_driver.Directory}/publications"), Has.Length.EqualTo(3));
    }

    [Test]
    public void ShouldWriteWhatItIsIntoItsLog()
    {
        const string Channel = "aeron:ipc?term-length=64k|mtu=8192|session-id=3|linger=7s|sparse=true|eos=false|ssc=true|max-resend=9|pub-wnd=16k"
            + "|tags=1,22|untethered-window-limit-timeout=1s|untethered-linger-timeout=2s|untethered-resting-timeout=3s";
        ReceivedEvent ready = Add(Channel, 10);
        byte[] file = File.ReadAllBytes(ready.Text(32));
        ReadOnlySpan<byte> meta = file.AsSpan(file.Length - 4096);
        Assert.That(file, Has.Length.EqualTo((3 * 65_536) + 4096));
        Assert.That(BitConverter.ToInt64(meta[128..]), Is.EqualTo(long.MaxValue), "end of stream");
        Assert.That(BitConverter.ToInt64(meta[256..]), Is.EqualTo(ready.Int64(0)), "registration");
        Assert.That(BitConverter.ToInt32(meta[268..]), Is.EqualTo(32), "header");
        Assert.That(BitConverter.ToInt32(meta[272..]), Is.EqualTo(8192), "mtu");
        Assert.That(BitConverter.ToInt32(meta[276..]), Is.EqualTo(65_536), "term");
        Assert.That(BitConverter.ToInt32(meta[280..]), Is.EqualTo(4096), "page");
        Assert.That(BitConverter.ToInt32(meta[284..]), Is.EqualTo(16_384), "window");
        Assert.That(BitConverter.ToInt32(meta[316..]), Is.EqualTo(9), "resends");
        Assert.That(BitConverter.ToInt32(meta[332..]), Is.EqualTo(3), "session in the header");
        Assert.That(BitConverter.ToInt64(meta[448..]), Is.EqualTo(22), "entity tag");
        Assert.That(BitConverter.ToInt64(meta[464..]), Is.EqualTo(7_000_000_000), "linger");
        Assert.That(BitConverter.ToInt64(meta[472..]), Is.EqualTo(1_000_000_000), "untethered limit");
        Assert.That(BitConverter.ToInt64(meta[480..]), Is.EqualTo(3_000_000_000), "untethered resting");
        Assert.That(BitConverter.ToInt64(meta[500..]), Is.EqualTo(2_000_000_000), "untethered linger");
        Assert.That(meta[488..498].ToArray(), Is.EqualTo(new byte[] { 0, 0, 0, 0, 1, 0, 1, 0, 0, 0 }), "flags and kind");
    }

    [Test]
    public void ShouldResumeAtAPosition()
    {
        ReceivedEvent ready = Add("aeron:ipc?term-length=64k|init-term-id=-2|term-id=3|term-offset=4096", 10, isExclusive: true);
        using FakePublisher publisher = new(ready.Text(32));
        const long Expected = (5 * 65_536) + 4096;
        Assert.That(publisher.Log.ProducerPosition, Is.EqualTo(Expected));
        Assert.That(publisher.Log.RawTail(5 % 3), Is.EqualTo((3L << 32) + 4096));
        Assert.That(publisher.Log.RawTail(6 % 3) >> 32, Is.EqualTo(3 + 1 - 3));
        Assert.That(publisher.Log.RawTail(7 % 3) >> 32, Is.EqualTo(3 + 2 - 3));
        Assert.That(_client.Counter(ready.Int32(24)).Value, Is.EqualTo(Expected), "limit");
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        Assert.That(_client.CounterOf(4, subscription)!.Value, Is.EqualTo(Expected), "subscriber");
        Assert.That(_client.Counter(ready.Int32(24)).Value, Is.EqualTo(Expected + 32_768), "limit with a subscriber");
    }

    [TestCase("session-id=2", "existing publication has different 'session-id': existing=1 requested=2")]
    [TestCase("mtu=4096", "existing publication has different 'mtu': existing=1408 requested=4096")]
    [TestCase("term-length=64k", "existing publication has different 'term-length': existing=1048576 requested=65536")]
    [TestCase("init-term-id=1|term-id=1|term-offset=0", "existing publication has different 'init-term-id'")]
    public void ShouldRefuseToShareWhatDiffers(string parameters, string text)
    {
        _ = Add("aeron:ipc?session-id=1", 10);
        ReceivedEvent refusal = Add($"aeron:ipc?{parameters}", 10);
        Assert.That((refusal.Type, refusal.Int32(8)), Is.EqualTo((ReceivedEvent.Error, 11)));
        Assert.That(refusal.Text(12), Does.StartWith(text));
    }

    [Test]
    public void ShouldRefuseASessionThatIsTaken()
    {
        _ = Add("aeron:ipc?session-id=1", 10, isExclusive: true);
        ReceivedEvent refusal = Add("aeron:ipc?session-id=1", 10, isExclusive: true);
        Assert.That((refusal.Type, refusal.Int32(8)), Is.EqualTo((ReceivedEvent.Error, 1)));
        Assert.That(refusal.Text(12), Does.Contain("clashing sessionId=1 for streamId=10"));
        Assert.That(Add("aeron:ipc?session-id=1", 11).Type, Is.EqualTo(ReceivedEvent.PublicationReady), "on another stream");
    }

    [Test]
    public void ShouldTakeTheSessionOfATaggedPublication()
    {
        ReceivedEvent named = Add("aeron:ipc?tags=5,77|term-length=128k", 10);
        ReceivedEvent like = Add("aeron:ipc?session-id=tag:77", 11, isExclusive: true);
        Assert.That(like.Int32(16), Is.EqualTo(named.Int32(16)));
        using FakePublisher log = new(like.Text(32));
        Assert.That(log.Log.TermBytes, Is.EqualTo(128 * 1024));
        Assert.That(Add("aeron:ipc?session-id=tag:78", 12).Type, Is.EqualTo(ReceivedEvent.Error));
    }

    [TestCase("aeron:ipc?term-length=65k", 11)]
    [TestCase("aeron:ipc?term-length=2g", 11)]
    [TestCase("aeron:ipc?term-length=rubbish", 11)]
    [TestCase("aeron:ipc?mtu=33", 11)]
    [TestCase("aeron:ipc?mtu=65536", 11)]
    [TestCase("aeron:ipc?session-id=99999999999", 11)]
    [TestCase("aeron:ipc?session-id=tag:x", 11)]
    [TestCase("aeron:ipc?init-term-id=1", 11)]
    [TestCase("aeron:ipc?init-term-id=5|term-id=4|term-offset=0", 11)]
    [TestCase("aeron:ipc?init-term-id=5|term-id=5|term-offset=31", 11)]
    [TestCase("aeron:ipc?term-length=64k|init-term-id=5|term-id=5|term-offset=65568", 11)]
    [TestCase("aeron:ipc?init-term-id=5|term-id=5|term-offset=-32", 11)]
    [TestCase("aeron:ipc?pub-wnd=1k", 11)]
    [TestCase("aeron:ipc?term-length=64k|pub-wnd=64k", 11)]
    [TestCase("aeron:ipc?linger=5y", 11)]
    [TestCase("aeron:ipc?sparse=perhaps", 11)]
    [TestCase("aeron:ipc?tags=a,b", 11)]
    [TestCase("aeron:ipc?max-resend=0", 11)]
    [TestCase("aeron:ipc?novalue", 1)]
    [TestCase("aeron:smoke", 1)]
    [TestCase("aeron-spy:aeron:ipc", 1)]
    [TestCase("aeron:udp?endpoint=127.0.0.1:40123", 1)]
    [TestCase("", 1)]
    public void ShouldRefuseNonsense(string channel, int code)
    {
        ReceivedEvent refusal = Add(channel, 10);
        Assert.That((refusal.Type, refusal.Int32(8)), Is.EqualTo((ReceivedEvent.Error, code)), refusal.ToString());
        Assert.That(Directory.GetFiles($"{_driver.Directory}/publications"), Is.Empty);
    }

    [TestCase("aeron:ipc?control-mode=response")]
    [TestCase("aeron:ipc?response-correlation-id=5")]
    [TestCase("aeron:ipc?response-correlation-id=prototype")]
    public void ShouldRefuseResponseChannelsClearly(string channel)
    {
        ReceivedEvent refusal = Add(channel, 10);
        Assert.That((refusal.Type, refusal.Int32(8)), Is.EqualTo((ReceivedEvent.Error, 8)));
    }

    [Test]
    public void ShouldStayUntilTheLastHolderLetsGo()
    {
        ReceivedEvent first = Add("aeron:ipc", 10);
        ReceivedEvent second = Add("aeron:ipc", 10);
        _ = _client.RemovePublication(first.Int64(0));
        _driver.Pass(3_000, _client);
        Assert.That(File.Exists(first.Text(32)), Is.True);
        _ = _client.RemovePublication(second.Int64(0));
        _driver.Pass(3_000, _client);
        Assert.That(File.Exists(first.Text(32)), Is.False);
        Assert.That(_client.CounterOf(12, first.Int64(0)), Is.Null);
        Assert.That(_client.Counter(35).Value, Is.EqualTo(_client.Cnc.File.SizeBytes), "bytes mapped");
    }

    [Test]
    public void ShouldBeOverAtOnceWhenNobodyReads()
    {
        ReceivedEvent exclusive = Add("aeron:ipc", 10, isExclusive: true);
        ReceivedEvent shared = Add("aeron:ipc", 10);
        _ = _client.RemovePublication(exclusive.Int64(0));
        _ = _client.RemovePublication(shared.Int64(0), isRevoked: true);
        _driver.Work();
        Assert.That(Directory.GetFiles($"{_driver.Directory}/publications"), Is.Empty, "without any time");
        Assert.That(_client.CounterOf(1, exclusive.Int64(0)), Is.Null);
        Assert.That(_client.Counter(35).Value, Is.EqualTo(_client.Cnc.File.SizeBytes), "bytes mapped");
    }

    [Test]
    public void ShouldWaitForSubscribersBeforeItEnds()
    {
        ReceivedEvent ready = Add("aeron:ipc", 10);
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        using FakePublisher publisher = new(ready.Text(32));
        long end = publisher.Write(64, 10);
        _ = _client.RemovePublication(ready.Int64(0));
        _driver.Pass(5_000, _client);
        Assert.That(publisher.Log.EndOfStreamPosition, Is.EqualTo(end));
        Assert.That(_client.Counter(ready.Int32(24)).Value, Is.EqualTo(end), "nobody may write any more");
        Assert.That(_client.Take().Select(e => e.Type), Has.No.Member(ReceivedEvent.UnavailableImage));
        _client.Counters.Cell(_client.CounterOf(4, subscription)!.Id).Set(end);
        _driver.Pass(1_000, _client);
        Assert.That(_client.Take().Single().Type, Is.EqualTo(ReceivedEvent.UnavailableImage));
        _driver.Pass(1_000, _client);
        Assert.That(File.Exists(ready.Text(32)), Is.False);
    }

    [Test]
    public void ShouldGiveAStreamThatDrainsToLateSubscribersToo()
    {
        ReceivedEvent ready = Add("aeron:ipc", 10);
        long early = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        using FakePublisher publisher = new(ready.Text(32));
        _ = publisher.Write(64, 10);
        _ = _client.RemovePublication(ready.Int64(0));
        _driver.Work();
        long late = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        Assert.That(_client.CounterOf(4, late), Is.Not.Null);
        ReceivedEvent again = Add("aeron:ipc", 10);
        Assert.That(again.Int64(8), Is.EqualTo(again.Int64(0)), "a draining publication is not joined");
        Assert.That(early, Is.LessThan(late));
    }

    [Test]
    public void ShouldRevokeAtOnce()
    {
        ReceivedEvent ready = Add("aeron:ipc", 10);
        _ = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        using FakePublisher publisher = new(ready.Text(32));
        long end = publisher.Write(64, 3);
        _ = _client.Take();
        _ = _client.RemovePublication(ready.Int64(0), isRevoked: true);
        _driver.Work();
        Assert.That(_client.Take().Select(e => e.Type), Is.EqualTo(new[] { ReceivedEvent.UnavailableImage, ReceivedEvent.Succeeded }));
        Assert.That(publisher.Log.IsRevoked, Is.True);
        Assert.That(publisher.Log.IsConnected, Is.False);
        Assert.That(publisher.Log.EndOfStreamPosition, Is.EqualTo(end));
        Assert.That(_client.Counter(40).Value, Is.EqualTo(1), "publications revoked");
        _driver.Pass(1_000, _client);
        Assert.That(File.Exists(ready.Text(32)), Is.False);
    }

    [Test]
    public void ShouldOfferARejectedImageAgainAfterAWhile()
    {
        ReceivedEvent ready = Add("aeron:ipc", 10);
        long subscription = _client.AddSubscription("aeron:ipc", 10);
        _driver.Work();
        _ = _client.SendNew(0x10, id => new Payload().Int64(_client.Id).Int64(id).Int64(ready.Int64(0)).Int64(0).Text("no"));
        _driver.Work();
        using FakePublisher publisher = new(ready.Text(32));
        Assert.That(publisher.Log.IsConnected, Is.False);
        Assert.That(_client.CounterOf(4, subscription), Is.Null);
        _ = _client.Take();
        _driver.Pass(9_000, _client);
        Assert.That(_client.Take(), Is.Empty);
        _driver.Pass(2_000, _client);
        Assert.That(_client.Take().Single().Type, Is.EqualTo(ReceivedEvent.AvailableImage));
        Assert.That(publisher.Log.IsConnected, Is.True);
    }

    [Test]
    public void ShouldGiveASubscriptionOnlyTheSessionThatItWants()
    {
        ReceivedEvent one = Add("aeron:ipc?session-id=1", 10, isExclusive: true);
        _ = Add("aeron:ipc?session-id=2", 10, isExclusive: true);
        _ = _client.AddSubscription("aeron:ipc?session-id=1", 10);
        _driver.Work();
        ReceivedEvent image = _client.Take().Single(e => e.Type == ReceivedEvent.AvailableImage);
        Assert.That(image.Int64(0), Is.EqualTo(one.Int64(0)));
    }

    [Test]
    public void ShouldSkipReservedAndUsedSessions()
    {
        ReceivedEvent first = Add("aeron:ipc", 10, isExclusive: true);
        int next = first.Int32(16) + 1;
        _ = Add($"aeron:ipc?session-id={next}", 10, isExclusive: true);
        Assert.That(Add("aeron:ipc", 10, isExclusive: true).Int32(16), Is.EqualTo(next + 1));
        EdgeRouter.Aeron.Driver.Control.SessionIds ids = new(-3);
        Assert.That(new[] { ids.Next(), ids.Next(), ids.Next() }, Is.EqualTo(new[] { -3, -2, 1001 }));
    }

    [Test]
    public void ShouldRefuseACorrelationIdThatIsInUse()
    {
        ReceivedEvent first = Add("aeron:ipc", 10);
        _client.Send(0x04, new Payload().Int64(_client.Id).Int64(first.Int64(0)).Int64(-1).Int32(10).Text("aeron:ipc"));
        _driver.Work();
        Assert.That(_client.Take().Single().Type, Is.EqualTo(ReceivedEvent.Error));
    }

    private ReceivedEvent Add(string channel, int streamId, bool isExclusive = false)
    {
        long id = _client.AddPublication(channel, streamId, isExclusive);
        _driver.Work();
        return _client.Take().Single(e => e.Bytes.Length >= 8 && e.Int64(0) == id && e.Type is ReceivedEvent.PublicationReady or ReceivedEvent.ExclusiveReady or ReceivedEvent.Error);
    }
}
