using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>Duties and timeouts of AERON.md §9, in time that the test moves.</summary>
public sealed class ClientLifeTests
{
    private static CounterInfo Heartbeat(ScriptedBed bed) =>
        bed.Driver.Counters.Reader.Snapshot().Single(counter => counter.TypeId == CounterKind.ClientHeartbeat && counter.OwnerId == bed.Client.ClientId);

    private static void ExpectAllClosed(ScriptedBed bed, ExclusivePublication publication, Subscription subscription, Image image)
    {
        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        Assert.That((publication.IsClosed, subscription.IsClosed, image.IsClosed), Is.EqualTo((true, true, true)));
        Assert.That(publication.IsConnected, Is.False);
        Assert.That(publication.PositionLimit, Is.EqualTo(OfferResult.Closed));
        Assert.That(subscription.Poll(ref collector, 10), Is.Zero);
        Assert.That(image.Poll(ref collector, 10), Is.Zero);
        Assert.That(subscription.Images, Is.Empty);
        bed.Pump();
        Assert.That(publication.Log.File.UserCount, Is.Zero, "unmapped");
    }

    [Test]
    public void ShouldShowLifeEveryHalfSecond()
    {
        using ScriptedBed bed = new();
        Assert.That(bed.Driver.Commands, Is.Empty, "nothing is sent before something is wanted");
        _ = bed.AddExclusive();
        bed.Live(600);
        Assert.That(Heartbeat(bed).Label, Does.Contain("name=bed"));
        for (int second = 0; second < 30; second++)
        {
            bed.Live(1000);
            Assert.That(bed.Time.NowMs - Heartbeat(bed).Value, Is.LessThanOrEqualTo(500));
        }

        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Connected));
        Assert.That(bed.Epochs, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void ShouldLoseASilentDriverAndFindItAgain()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        Image image = subscription.Images[0];
        for (int i = 0; i < 101; i++)
        {
            bed.Time.PassMs(100);
            bed.Pump();
        }

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.DriverSilent));
        Assert.That(bed.Losses.Single().Epoch, Is.EqualTo(1));
        Assert.That(bed.Errors.Single().Id, Is.EqualTo("ER2216"));
        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Connecting));
        ExpectAllClosed(bed, publication, subscription, image);
        Assert.That(() => bed.Client.BeginAddPublication("aeron:ipc", 1), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2214"));

        long first = bed.Client.ClientId;
        bed.Live(200);
        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Connected));
        Assert.That(bed.Epochs, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(bed.Client.ClientId, Is.Not.EqualTo(first));
        _ = bed.Subscribe();
        Assert.That(bed.AddExclusive().Offer([1]), Is.Positive);
    }

    [Test]
    public void ShouldNoticeAnOrderlyEndAtOnceAndTakeTheNextDriver()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        Image image = subscription.Images[0];
        bed.Driver.Ring.ConsumerHeartbeatMs = -1;
        bed.Time.PassMs(20);
        bed.Pump();
        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.DriverClosed));
        ExpectAllClosed(bed, publication, subscription, image);

        bed.Driver.Dispose();
        Directory.Delete(bed.Folder.Path, true);
        bed.Driver = new ScriptedDriver(bed.Folder.Path, bed.Time);
        bed.Live(200);
        Assert.That(bed.Client.Epoch, Is.EqualTo(2));
        _ = bed.AddExclusive();
    }

    [Test]
    public void ShouldNoticeAnotherDriverInTheSameDirectory()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        bed.Time.PassMs(50);
        bed.Pump();
        Directory.Delete(bed.Folder.Path, true);
        using ScriptedDriver killed = bed.Driver;
        bed.Driver = new ScriptedDriver(bed.Folder.Path, bed.Time);
        bed.Live(3000);

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.DriverReplaced));
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        Assert.That(bed.Client.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void ShouldTakeADriversWordThatItIsGivenUp()
    {
        using ScriptedBed bed = new();
        _ = bed.AddExclusive();
        bed.Driver.Send(new DriverEvent { Kind = EventKind.ClientTimeout, ClientId = bed.Client.ClientId + 1 });
        bed.Pump();
        Assert.That(bed.Losses, Is.Empty, "another client");
        bed.Driver.Send(new DriverEvent { Kind = EventKind.ClientTimeout, ClientId = bed.Client.ClientId });
        bed.Live(100);

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.ClientTimedOut));
        Assert.That(bed.Errors.Single().Id, Is.EqualTo("ER2217"));
        Assert.That(bed.Client.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void ShouldNoticeThatItsHeartbeatWasTakenBack()
    {
        using ScriptedBed bed = new();
        _ = bed.AddExclusive();
        bed.Live(600);
        bed.Driver.Counters.Free(Heartbeat(bed).Id, bed.Time.NowMs);
        bed.Live(600);

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.ClientTimedOut));
    }

    [Test]
    public void ShouldReportAPauseInPlaceOfDying()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        Image image = subscription.Images[0];
        long waiting = bed.Client.BeginAddPublication("aeron:ipc", 77);
        bed.Time.PassMs(10_001);
        bed.Driver.Beat();
        Assert.That(bed.Client.DoWork(), Is.Positive);

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.ServicePaused));
        Assert.That(bed.Losses.Single().Text, Does.Contain("10001 ms"));
        ExpectAllClosed(bed, publication, subscription, image);
        Assert.That(
            () => bed.Client.TryComplete(waiting, out Publication? _),
            Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2214").And.Message.Contains("stream 77"));
        bed.Live(100);
        Assert.That(bed.Driver.Commands.Select(command => command.Kind), Does.Contain(CommandKind.ClientClose), "what the driver holds can go");
        Assert.That(bed.Client.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void ShouldLoseItsDriverWhenEventsWereLost()
    {
        using ScriptedBed bed = new(sizes: new CncSizes { ToClientsBytes = 4096 });
        ExclusivePublication publication = bed.AddExclusive();
        for (int i = 0; i < 400; i++)
        {
            bed.Driver.Send(new DriverEvent { Kind = EventKind.OperationSucceeded, CorrelationId = 1_000_000 + i });
        }

        bed.Live(100);
        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.EventsLost));
        Assert.That(bed.Errors.Single().Id, Is.EqualTo("ER2219"));
        Assert.That(publication.IsClosed, Is.True);
        Assert.That(bed.Client.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void ShouldStayLostWithoutReconnection()
    {
        using ScriptedBed bed = new(adjust: options => options with { Reconnects = false });
        _ = bed.AddExclusive();
        bed.Driver.Ring.ConsumerHeartbeatMs = -1;
        bed.Time.PassMs(20);
        bed.Pump();
        bed.Live(1000);

        Assert.That((bed.Client.State, bed.Client.IsClosed), Is.EqualTo((ClientState.Lost, true)));
        Assert.That(() => bed.Client.BeginAddPublication("aeron:ipc", 1), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2215"));
        Assert.That(bed.Client.Counters.Snapshot(), Is.Empty);
        Assert.That(bed.Client.ReadErrors(), Is.Empty);
    }

    [Test]
    public void ShouldSayGoodbye()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        bed.Client.Dispose();
        bed.Client.Dispose();
        _ = bed.Driver.Step();

        Assert.That(
            bed.Driver.Commands.TakeLast(3).Select(command => command.Kind),
            Is.EqualTo(new[] { CommandKind.RemovePublication, CommandKind.RemoveSubscription, CommandKind.ClientClose }));
        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Closed));
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        Assert.That(subscription.IsClosed, Is.True);
        Assert.That(bed.Client.Counters.ValueOf(0), Is.Null);
    }

    [Test]
    public void ShouldFindNoDriverWhereThereIsNone()
    {
        using ScratchDirectory folder = new();
        MachineTime time = new();
        AeronClientOptions options = new() { Epoch = time, Ticks = time, Directory = folder.Path, DriverTimeoutNs = 20_000_000, UsesInvoker = true };
        Assert.That(() => AeronClient.Connect(options), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2210"));

        using (ScriptedDriver driver = new(folder.Path, time))
        {
            driver.Ring.ConsumerHeartbeatMs = 1000;
            Assert.That(
                () => AeronClient.Connect(options),
                Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2210").And.Message.Contains("no life for"));
        }

        File.WriteAllBytes(CncFile.PathIn(folder.Path), [.. BitConverter.GetBytes(0x010000), .. new byte[5000]]);
        Assert.That(() => AeronClient.Connect(options), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2206"));
        Assert.That(
            () => AeronClient.Connect(options with { KeepaliveNs = 0 }),
            Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2223").And.Message.Contains("KeepaliveNs"));
        Assert.That(
            () => AeronClient.Connect(options with { UsesInvoker = false, IdleStrategy = "dream" }),
            Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2207"));
    }

    [Test]
    public void ShouldTellOfTheLossWhenItsOwnThreadFails()
    {
        using ScratchDirectory folder = new();
        MachineTime time = new();
        using ScriptedDriver driver = new(folder.Path, time);
        List<ClientLoss> losses = [];
        using AeronClient client = AeronClient.Connect(new AeronClientOptions
        {
            Epoch = time,
            Ticks = time,
            Directory = folder.Path,
            OnError = failure => throw new InvalidOperationException($"no room for {failure.Id}"),
            OnLost = losses.Add,
            OnAvailableCounter = (_, _) => throw new InvalidOperationException("oops"),
        });
        driver.Send(new DriverEvent { Kind = EventKind.CounterReady, CorrelationId = 900, CounterId = 8 });
        Assert.That(SpinWait.SpinUntil(() => client.State == ClientState.Lost && losses.Count > 0, TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(losses.Single().Reason, Is.EqualTo(LossReason.ConductorFailed));
        Assert.That(losses.Single().Text, Does.Contain("no room for ER2224"));
    }

    [Test]
    public void ShouldKeepMemoryThatAThreadStillUsesAfterItsClose()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        _ = publication.Offer([42]);
        CloserInside closer = new(bed.Client);

        Assert.That(subscription.Poll(ref closer, 10), Is.EqualTo(1));
        Assert.That(closer.SeenAfterClose, Is.EqualTo(42), "the fragment's memory is there until the handler is done");
        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Closed));
        Assert.That(publication.Log.File.UserCount, Is.Positive);
        Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    return publication.Log.File.UserCount == 0;
                },
                TimeSpan.FromSeconds(10)),
            Is.True,
            "it goes afterwards");
    }

    private struct CloserInside(AeronClient client) : IFragmentHandler
    {
        public int SeenAfterClose { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            client.Dispose();
            SeenAfterClose = payload[0];
        }
    }
}
