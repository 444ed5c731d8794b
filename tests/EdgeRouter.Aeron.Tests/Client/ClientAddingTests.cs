using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed class ClientAddingTests
{
    private static readonly DriverErrorCode[] Codes = [.. Enum.GetValues<DriverErrorCode>().Where(code => code != DriverErrorCode.None)];

    [TestCaseSource(nameof(Codes))]
    public void ShouldNameChannelAndStreamOfARefusal(DriverErrorCode code)
    {
        using ScriptedBed bed = new();
        bed.Driver.Answers = false;
        long number = bed.Client.BeginAddSubscription("aeron:udp?endpoint=nowhere:1", 33);
        bed.Driver.Send(new DriverEvent { Kind = EventKind.Error, CorrelationId = number, ErrorCode = code, Text = "its own words" });
        bed.Pump();

        EdgeRouterException refusal = Assert.Throws<EdgeRouterException>(() => bed.Client.TryComplete(number, out Subscription? _));
        Assert.That(refusal.Id, Is.EqualTo("ER2211"));
        Assert.That(refusal.Message, Does.Contain("aeron:udp?endpoint=nowhere:1").And.Contain("stream 33").And.Contain("its own words").And.Contain($"({(int)code})"));
        Assert.That(DriverRefusal.CodeOf(refusal), Is.EqualTo(code));
        Assert.That(() => bed.Client.TryComplete(number, out Subscription? _), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2222"));
    }

    [Test]
    public void ShouldGiveBackWhatCameTooLate()
    {
        using ScriptedBed bed = new();
        bed.Driver.Answers = false;
        long publication = bed.Client.BeginAddPublication("aeron:ipc", 5);
        long subscription = bed.Client.BeginAddSubscription("aeron:ipc", 5);
        Assert.That(bed.Client.TryComplete(publication, out Publication? _), Is.False);
        bed.Live(10_000);
        Assert.That(
            () => bed.Client.TryComplete(publication, out Publication? _),
            Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2212").And.Message.Contains("10000 ms"));
        bed.Client.CancelAdd(subscription);
        bed.Driver.Send(new DriverEvent
        {
            Kind = EventKind.PublicationReady,
            CorrelationId = publication,
            OriginalRegistrationId = publication,
            CounterId = 1,
            Text = "/nowhere",
        });
        bed.Driver.Send(new DriverEvent { Kind = EventKind.SubscriptionReady, CorrelationId = subscription });
        bed.Pump();

        Assert.That(
            bed.Driver.Commands.TakeLast(2).Select(command => (command.Kind, command.RegistrationId)),
            Is.EqualTo(new[] { (CommandKind.RemovePublication, publication), (CommandKind.RemoveSubscription, subscription) }));
        Assert.That(bed.Errors, Is.Empty);
    }

    [Test]
    public void ShouldCloseWhatIsCancelledAfterItCame()
    {
        using ScriptedBed bed = new();
        long number = bed.Client.BeginAddPublication("aeron:ipc", 5);
        bed.Pump();
        bed.Client.CancelAdd(number);
        bed.Client.CancelAdd(12345);
        bed.Pump();

        Assert.That(bed.Driver.Commands[^1].Kind, Is.EqualTo(CommandKind.RemovePublication));
    }

    [Test]
    public void ShouldRefuseAnAnswerThatCannotBeUsed()
    {
        using ScriptedBed bed = new();
        bed.Driver.Answers = false;
        foreach ((int counterId, string path) in new[] { (-1, "/x"), (int.MaxValue, "/x"), (1, "/nowhere/1.logbuffer"), (1, CncFile.PathIn(bed.Folder.Path)), (1, string.Empty), (1, "/x\0y"), (1, "/dev/null"), (1, "/dev/shm") })
        {
            long number = bed.Client.BeginAddExclusivePublication("aeron:ipc", 5);
            bed.Driver.Send(new DriverEvent
            {
                Kind = EventKind.ExclusivePublicationReady,
                CorrelationId = number,
                OriginalRegistrationId = number,
                CounterId = counterId,
                Text = path,
            });
            bed.Pump();
            Assert.That(
                () => bed.Client.TryComplete(number, out ExclusivePublication? _),
                Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2221"));
            Assert.That(
                (bed.Driver.Commands[^1].Kind, bed.Driver.Commands[^1].RegistrationId),
                Is.EqualTo((CommandKind.RemovePublication, number)),
                "the driver need not keep it");
        }
    }

    [Test]
    public void ShouldTakeTheFirstAnswerAlone()
    {
        using ScriptedBed bed = new();
        long number = bed.Client.BeginAddExclusivePublication("aeron:ipc", 5);
        _ = bed.Driver.Step();
        foreach (EventKind kind in new[] { EventKind.ExclusivePublicationReady, EventKind.Error })
        {
            bed.Driver.Send(new DriverEvent
            {
                Kind = kind,
                CorrelationId = number,
                OriginalRegistrationId = number,
                SessionId = 100,
                CounterId = bed.Driver.StreamOf(number).Limit.Id,
                ErrorCode = DriverErrorCode.Generic,
                Text = bed.Driver.StreamOf(number).Log.File.Path,
            });
        }

        bed.Pump();
        Assert.That(bed.Client.TryComplete(number, out ExclusivePublication? publication), Is.True);
        Assert.That(publication!.Log.File.UserCount, Is.EqualTo(1), "mapped once");
        Assert.That(bed.Errors, Is.Empty);
    }

    [Test]
    public void ShouldNotTakeAnothersCounterForItsOwn()
    {
        using ScriptedBed bed = new();
        AeronCounter own = bed.Finish<AeronCounter>(bed.Client.BeginAddCounter(1001, [], "own"));
        bed.Driver.Send(new DriverEvent { Kind = EventKind.UnavailableCounter, CorrelationId = own.RegistrationId, CounterId = own.Id + 1 });
        bed.Pump();
        Assert.That(own.IsClosed, Is.False, "a static counter of an equal number went");
        bed.Driver.Send(new DriverEvent { Kind = EventKind.UnavailableCounter, CorrelationId = own.RegistrationId, CounterId = own.Id });
        bed.Pump();
        Assert.That(own.IsClosed, Is.True);
    }

    [Test]
    public void ShouldRefuseTheWrongType()
    {
        using ScriptedBed bed = new();
        long number = bed.Client.BeginAddPublication("aeron:ipc", 5);
        bed.Pump();

        Assert.That(() => bed.Client.TryComplete(number, out Subscription? _), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2222"));
        Assert.That(bed.Client.TryComplete(number, out Publication? _), Is.True, "still there");
    }

    [Test]
    public void ShouldSayThatTheDriverReadsNothing()
    {
        using ScriptedBed bed = new(sizes: new CncSizes { ToDriverBytes = 4096 });
        EdgeRouterException? full = null;
        List<long> asked = [];
        while (full == null)
        {
            try
            {
                asked.Add(bed.Client.BeginAddPublication("aeron:ipc", 5));
            }
            catch (EdgeRouterException failure)
            {
                full = failure;
            }
        }

        Assert.That(full.Id, Is.EqualTo("ER2213"));
        Assert.That(asked, Has.Count.InRange(50, 100), "4,096 bytes of records of 48");
        bed.Pump();
        Assert.That(bed.Client.TryComplete(asked[0], out Publication? first), Is.True);
        Assert.That(
            () => bed.Client.BeginAddPublication("aeron:ipc?alias=" + new string('a', 1000), 5),
            Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2228"));
        first!.Dispose();
    }

    [Test]
    public void ShouldSendARemovalLaterWhenTheRingIsFull()
    {
        using ScriptedBed bed = new(sizes: new CncSizes { ToDriverBytes = 4096 });
        ExclusivePublication publication = bed.AddExclusive();
        while (bed.Driver.Ring.TryWrite((int)CommandKind.ClientKeepalive, new byte[16]) == RingResult.Written)
        {
            // Up to the end.
        }

        publication.Dispose();
        bed.Live(100);
        Assert.That(bed.Driver.Commands.Count(command => command.Kind == CommandKind.RemovePublication), Is.EqualTo(1));
    }

    [Test]
    public void ShouldAddCountersOfItsOwn()
    {
        using ScriptedBed bed = new();
        AeronCounter counter = bed.Finish<AeronCounter>(bed.Client.BeginAddCounter(1001, [1, 2, 3], "mine"));
        AeronCounter lasting = bed.Finish<AeronCounter>(bed.Client.BeginAddStaticCounter(1002, [4], "lasting", 42));
        counter.Value = 5;
        counter.Add(2);
        lasting.Value = 9;

        CounterInfo info = bed.Client.Counters.Describe(counter.Id)!;
        Assert.That((info.TypeId, info.Value, info.Label, info.OwnerId), Is.EqualTo((1001, 7L, "mine", bed.Client.ClientId)));
        Assert.That(info.Key[..4], Is.EqualTo(new byte[] { 1, 2, 3, 0 }));
        Assert.That(bed.Client.Counters.ValueOf(lasting.Id), Is.EqualTo(9));
        Assert.That(lasting.RegistrationId, Is.EqualTo(42));
        Assert.That(bed.Client.Counters.Find(1001, 0x030201), Is.EqualTo(counter.Id));
        Assert.That(bed.Client.Counters.Snapshot().Select(c => c.Label), Does.Contain("mine").And.Contain("lasting"));
        counter.Dispose();
        lasting.Dispose();
        counter.Value = 100;
        bed.Pump();
        Assert.That(counter.Value, Is.Zero);
        Assert.That(bed.Client.Counters.ValueOf(counter.Id), Is.EqualTo(7), "a closed counter takes nothing");
        Assert.That(bed.Driver.Commands.Count(command => command.Kind == CommandKind.RemoveCounter), Is.EqualTo(1), "a static one stays");
        Assert.That(() => bed.Client.BeginAddCounter(1001, new byte[113], "x"), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2225"));
        Assert.That(() => bed.Client.BeginAddCounter(1001, [], new string('x', 381)), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2225"));
    }

    [Test]
    public void ShouldTellOfCountersAndRefusedPublications()
    {
        List<string> told = [];
        using ScriptedBed bed = new(adjust: options => options with
        {
            OnAvailableCounter = (id, counterId) => told.Add($"+{id} {counterId}"),
            OnUnavailableCounter = (id, counterId) => told.Add($"-{id} {counterId}"),
            OnPublicationError = failure => told.Add($"{failure.StreamId} {failure.Code} {failure.Text}"),
        });
        ExclusivePublication publication = bed.AddExclusive();
        told.Clear();
        bed.Driver.Send(new DriverEvent { Kind = EventKind.CounterReady, CorrelationId = 900, CounterId = 8 });
        bed.Driver.Send(new DriverEvent { Kind = EventKind.UnavailableCounter, CorrelationId = 900, CounterId = 8 });
        bed.Driver.Send(new DriverEvent { Kind = EventKind.PublicationError, CorrelationId = 901, StreamId = 1, Text = "not ours" });
        bed.Driver.Send(new DriverEvent
        {
            Kind = EventKind.PublicationError,
            CorrelationId = publication.RegistrationId,
            StreamId = 10,
            ErrorCode = DriverErrorCode.ImageRejected,
            Text = "no",
        });
        bed.Pump();

        Assert.That(told, Is.EqualTo(new[] { "+900 8", "-900 8", "10 ImageRejected no" }));
    }

    [Test]
    public void ShouldReportAChannelThatFailsLater()
    {
        using ScriptedBed bed = new();
        bed.Driver.Answers = false;
        long number = bed.Client.BeginAddSubscription("aeron:udp?endpoint=127.0.0.1:77", 33);
        bed.Driver.Send(new DriverEvent { Kind = EventKind.SubscriptionReady, CorrelationId = number, ChannelStatusId = 5 });
        bed.Driver.Send(new DriverEvent { Kind = EventKind.Error, CorrelationId = 5, ErrorCode = DriverErrorCode.ChannelEndpoint, Text = "port in use" });
        bed.Pump();

        Assert.That(bed.Errors.Single().Id, Is.EqualTo("ER2226"));
        Assert.That(bed.Errors.Single().Message, Does.Contain("127.0.0.1:77").And.Contain("port in use"));
    }

    [Test]
    public void ShouldWaitOnItsOwnThreadAndOnOthers()
    {
        using ScratchDirectory folder = new();
        MachineTime time = new();
        using ScriptedDriver driver = new(folder.Path, time);
        using CancellationTokenSource over = new();
        Thread server = new(() =>
        {
            while (!over.IsCancellationRequested)
            {
                driver.Beat();
                _ = driver.Step();
                _ = Thread.Yield();
            }
        });
        server.Start();
        AeronClient? client = null;
        ManualResetEventSlim added = new();
        Subscription? nested = null;
        SubscriptionHandlers handlers = new(_ =>
        {
            nested ??= client!.AddSubscription("aeron:ipc", 11);
            added.Set();
        });
        client = AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = folder.Path });
        using (client)
        {
            using Subscription subscription = client.AddSubscription("aeron:ipc", 10, handlers);
            using ExclusivePublication publication = client.AddExclusivePublication("aeron:ipc", 10);
            using Publication shared = client.AddPublication("aeron:ipc", 12);
            Assert.That(client.NextSessionId(10), Is.Positive);
            Assert.That(() => client.DoWork(), Throws.InvalidOperationException);
            Assert.That(added.Wait(TimeSpan.FromSeconds(10)), Is.True, "a blocking call in a handler");
            Assert.That(nested!.StreamId, Is.EqualTo(11));
            nested.Dispose();
        }

        using (AeronClient invoked = AeronClient.Connect(new AeronClientOptions { Epoch = time, Ticks = time, Directory = folder.Path, UsesInvoker = true }))
        {
            using Publication publication = invoked.AddPublication("aeron:ipc", 10);
            Assert.That(publication.SessionId, Is.Positive);
        }

        over.Cancel();
        server.Join();
    }
}
