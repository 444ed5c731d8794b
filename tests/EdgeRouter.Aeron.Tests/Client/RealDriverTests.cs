using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>This client on the C driver and with the C clients, AERON.md §13.</summary>
public sealed class RealDriverTests
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private readonly MachineTime _time = new();
    private readonly List<ClientLoss> _losses = [];
    private readonly List<EdgeRouterException> _errors = [];
    private ScratchDirectory _folder = null!;
    private PeerProcess _driver = null!;

    [SetUp]
    public void Begin()
    {
        _ = PeerTools.Find("aeronmd");
        _losses.Clear();
        _errors.Clear();
        _folder = new ScratchDirectory();
        _driver = StartDriver();
    }

    [TearDown]
    public void End()
    {
        _driver?.Dispose();
        _folder?.Dispose();
    }

    /// <summary>A driver that gives clients up after two seconds.</summary>
    private PeerProcess StartDriver() => PeerTools.StartDriver(
        _folder.Path,
        ("AERON_DIR_DELETE_ON_START", "1"),
        ("AERON_CLIENT_LIVENESS_TIMEOUT", "2s"),
        ("AERON_PUBLICATION_UNBLOCK_TIMEOUT", "3s"),
        ("AERON_TIMER_INTERVAL", "200ms"),
        ("AERON_IPC_TERM_BUFFER_LENGTH", "64m"),
        ("AERON_TERM_BUFFER_LENGTH", "16m"));

    private AeronClient Connect(Func<AeronClientOptions, AeronClientOptions>? adjust = null)
    {
        AeronClientOptions options = new()
        {
            Epoch = _time,
            Ticks = _time,
            Directory = _folder.Path,
            Name = "tests",
            DriverTimeoutNs = 5 * TimeUnits.Second,
            OnLost = Locked<ClientLoss>(_losses),
            OnError = Locked<EdgeRouterException>(_errors),
        };
        return AeronClient.Connect(adjust?.Invoke(options) ?? options);
    }

    private static Action<TItem> Locked<TItem>(List<TItem> items) =>
        item =>
        {
            lock (items)
            {
                items.Add(item);
            }
        };

    private static void Until(Func<bool> isDone, int seconds = 20)
    {
        using CancellationTokenSource over = new(TimeSpan.FromSeconds(seconds));
        while (!isDone())
        {
            Assert.That(over.IsCancellationRequested, Is.False, $"not within {seconds} s");
            _ = over.Token.WaitHandle.WaitOne(1);
        }
    }

    [TestCase("aeron:ipc")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24571")]
    public void ShouldReadWhatTheCPublisherSends(string channel)
    {
        using AeronClient client = Connect();
        using Subscription subscription = client.AddSubscription(channel, 1001);
        using PeerProcess publisher = PeerTools.Start(_folder.Path, "basic_publisher", "-c", channel, "-s", "1001", "-m", "2", "-l", "0");
        List<Taken> taken = [];
        Collector collector = new(taken);
        Until(() => subscription.Poll(ref collector, 10) >= 0 && taken.Count >= 2);

        Assert.That(taken.Select(message => System.Text.Encoding.UTF8.GetString(message.Bytes)), Is.All.Contains("Hello World"));
        _ = publisher.WaitForEnd();
        Until(() => subscription.Poll(ref collector, 10) >= 0 && subscription.Images.Count == 0);
    }

    [TestCase("aeron:ipc")]
    [TestCase("aeron:udp?endpoint=127.0.0.1:24572")]
    public void ShouldReachTheCSubscriber(string channel)
    {
        using AeronClient client = Connect();
        using PeerProcess subscriber = PeerTools.Start(_folder.Path, "basic_subscriber", "-c", channel, "-s", "1002");
        using ExclusivePublication publication = client.AddExclusivePublication(channel, 1002);
        Until(() => publication.IsConnected);
        for (int i = 0; i < 5; i++)
        {
            Until(() => publication.Offer("hello from here"u8) > 0);
        }

        long position = publication.Position;
        Until(() => client.Counters.Snapshot().Any(c => c.TypeId == CounterKind.SubscriberPosition && c.Value == position));
        subscriber.Signal(Interrupt);
        _ = subscriber.WaitForEnd();
        Assert.That(subscriber.Output.Split("hello from here"), Has.Length.EqualTo(6));
    }

    [TestCase(true, "aeron:ipc?term-length=64k")]
    [TestCase(false, "aeron:ipc?term-length=64k")]
    [TestCase(true, "aeron:udp?endpoint=127.0.0.1:24573|term-length=64k")]
    public void ShouldWrapTermsAndPutFragmentsTogether(bool isExclusive, string channel)
    {
        using AeronClient client = Connect();
        using Subscription subscription = client.AddSubscription(channel, 1003);
        using PublicationBase publication = isExclusive ? client.AddExclusivePublication(channel, 1003) : client.AddPublication(channel, 1003);
        const int Count = 3000;
        Thread sender = new(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                byte[] message = Payloads.Make(4 + (i * 37 % 8000), i);
                BinaryPrimitives.WriteInt32LittleEndian(message, i);
                while ((publication is ExclusivePublication exclusive ? exclusive.Offer(message) : ((Publication)publication).Offer(message)) < 0)
                {
                    _ = Thread.Yield();
                }
            }
        });
        sender.Start();
        List<Taken> taken = [];
        FragmentAssembler<Collector> assembler = new(new Collector(taken));
        int next = 0;
        Until(() =>
        {
            _ = subscription.Poll(ref assembler, 100);
            foreach (Taken message in taken)
            {
                byte[] expected = Payloads.Make(4 + (next * 37 % 8000), next);
                BinaryPrimitives.WriteInt32LittleEndian(expected, next++);
                Assert.That(message.Bytes.AsSpan().SequenceEqual(expected), Is.True, $"message {next - 1}");
            }

            taken.Clear();
            return next == Count;
        });
        sender.Join();
        Assert.That(publication.Position, Is.GreaterThan(100L * 65_536));
        Assert.That(assembler.DropCount, Is.Zero);
    }

    [Test]
    public void ShouldShareALogAndJoinLateAndSeeTheEnd()
    {
        using AeronClient client = Connect();
        using AeronClient other = Connect();
        using Subscription early = client.AddSubscription("aeron:ipc", 1004);
        using Publication mine = client.AddPublication("aeron:ipc", 1004);
        using Publication theirs = other.AddPublication("aeron:ipc", 1004);
        Assert.That(theirs.SessionId, Is.EqualTo(mine.SessionId));
        Until(() => mine.IsConnected);
        Assert.That(mine.Offer([1]), Is.EqualTo(64));
        Assert.That(theirs.Offer([2]), Is.EqualTo(128));
        List<Taken> taken = [];
        Collector collector = new(taken);
        Until(() => early.Poll(ref collector, 10) >= 0 && taken.Count == 2);
        using Subscription late = other.AddSubscription("aeron:ipc", 1004);
        Until(() => late.Images.Count == 1);
        Assert.That(late.Images[0].JoinPosition, Is.InRange(0, 128));
        mine.Dispose();
        Assert.That(theirs.Offer([3]), Is.EqualTo(192));
        theirs.Dispose();
        Image image = early.Images[0];
        Until(() => early.Poll(ref collector, 10) >= 0 && late.Poll(ref collector, 10) >= 0 && image.IsClosed && late.Images.Count == 0);
        Assert.That(image.IsEndOfStream, Is.True);
        Assert.That(image.Position, Is.EqualTo(192));
    }

    [Test]
    public void ShouldRevokeAtOnce()
    {
        using AeronClient client = Connect();
        using Subscription subscription = client.AddSubscription("aeron:ipc", 1005);
        ExclusivePublication publication = client.AddExclusivePublication("aeron:ipc", 1005);
        Until(() => subscription.Images.Count == 1);
        _ = publication.Offer([1]);
        publication.Revoke();
        Until(() => subscription.Images.Count == 0);
    }

    [Test]
    public void ShouldCountAndListAndBeRefused()
    {
        using AeronClient client = Connect();
        using AeronCounter counter = client.AddCounter(1001, [7], "a counter of this test");
        using AeronCounter lasting = client.AddStaticCounter(1002, [8], "lasting", 4711);
        counter.Value = 55;
        Assert.That(client.Counters.Describe(counter.Id)!.Label, Is.EqualTo("a counter of this test"));
        Assert.That(client.Counters.ValueOf(counter.Id), Is.EqualTo(55));
        using AeronClient other = Connect();
        Assert.That(other.AddStaticCounter(1002, [8], "lasting", 4711).Id, Is.EqualTo(lasting.Id), "found again");
        Assert.That(client.Counters.ValueOf(SystemCounter.ControlProtocolVersion), Is.EqualTo(0x10000));
        Until(() => client.Counters.Snapshot().Any(c => c.TypeId == CounterKind.ClientHeartbeat && c.Label.Contains("name=tests", StringComparison.Ordinal)));

        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => client.AddPublication("aeron:udp?endpoint=no.such.host.invalid:1", 9));
        Assert.That(refusal.Id, Is.EqualTo("ER2211"));
        Assert.That(DriverRefusal.CodeOf(refusal), Is.Not.EqualTo(DriverErrorCode.None));
        Assert.That(client.ReadErrors(), Is.Not.Empty);
        using ExclusivePublication first = client.AddExclusivePublication("aeron:ipc?session-id=77", 1006);
        Assert.That(
            DriverRefusal.CodeOf(Assert.Throws<EdgeRouterException>(() => client.AddExclusivePublication("aeron:ipc?session-id=77", 1006))),
            Is.EqualTo(DriverErrorCode.InvalidChannel));
        int session = client.NextSessionId(1006);
        using ExclusivePublication second = client.AddExclusivePublication($"aeron:ipc?session-id={session}", 1006);
        Assert.That(second.SessionId, Is.EqualTo(session));
    }

    [Test]
    public void ShouldServeManyDestinations()
    {
        using AeronClient client = Connect();
        using Subscription first = client.AddSubscription("aeron:udp?endpoint=127.0.0.1:24574", 1007);
        using Subscription second = client.AddSubscription("aeron:udp?endpoint=127.0.0.1:24575", 1007);
        using ExclusivePublication publication = client.AddExclusivePublication("aeron:udp?control-mode=manual", 1007);
        long one = publication.AddDestination("aeron:udp?endpoint=127.0.0.1:24574");
        _ = publication.AddDestination("aeron:udp?endpoint=127.0.0.1:24575");
        Until(() => first.Images.Count == 1 && second.Images.Count == 1);
        Until(() => publication.Offer([1]) > 0);
        List<Taken> taken = [];
        Collector collector = new(taken);
        Until(() => first.Poll(ref collector, 1) + second.Poll(ref collector, 1) >= 0 && taken.Count == 2);
        publication.RemoveDestination(one);
        publication.RemoveDestination("aeron:udp?endpoint=127.0.0.1:24575");
    }

    [Test]
    public void ShouldSurviveAKilledDriver()
    {
        using AeronClient client = Connect(options => options with { DriverTimeoutNs = 2 * TimeUnits.Second });
        using Subscription subscription = client.AddSubscription("aeron:ipc", 1008);
        using ExclusivePublication publication = client.AddExclusivePublication("aeron:ipc", 1008);
        Until(() => publication.Offer([1]) > 0);
        _driver.Signal(Kill);
        _ = _driver.WaitForEnd();
        Until(() => client.State == ClientState.Connecting);
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(subscription.Poll(ref collector, 10), Is.Zero);
        _driver.Dispose();
        _driver = StartDriver();
        Until(() => client.State == ClientState.Connected);
        using ExclusivePublication again = client.AddExclusivePublication("aeron:ipc", 1008);
        using Subscription anew = client.AddSubscription("aeron:ipc", 1008);
        Until(() => again.Offer([1]) > 0);
        Assert.That(_losses.Single().Reason, Is.EqualTo(LossReason.DriverSilent));
    }

    [Test]
    public void ShouldSurviveAPauseOfItsOwn()
    {
        using AeronClient client = Connect(options => options with { UsesInvoker = true });
        ExclusivePublication publication = client.AddExclusivePublication("aeron:ipc", 1009);
        using CancellationTokenSource pause = new(TimeSpan.FromMilliseconds(3500));
        _ = pause.Token.WaitHandle.WaitOne();
        Until(() => client.DoWork() >= 0 && client.Epoch == 2);

        Assert.That(_losses.Single().Reason, Is.EqualTo(LossReason.ServicePaused));
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        using ExclusivePublication again = client.AddExclusivePublication("aeron:ipc", 1009);
        Assert.That(again.Offer([1]), Is.EqualTo(OfferResult.NotConnected));
    }
}
