using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Client;

/// <summary>What is closed takes nothing more, gives nothing more, touches nothing that is another's by now, and still tells what became of it.</summary>
public sealed class ClosingTests
{
    [Test]
    public void ShouldHandOnNothingAfterAHandlersClose()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        CounterCell position = bed.StreamOf(publication).Listeners[0].Position;
        for (byte i = 0; i < 5; i++)
        {
            _ = publication.Offer([i]);
        }

        Closer closer = new(subscription, 2);
        Assert.That(subscription.Poll(ref closer, 10), Is.EqualTo(2));
        Assert.That(closer.Count, Is.EqualTo(2));
        Assert.That(position.Value, Is.Zero, "the counter may be given to another from now on");
        Assert.That(subscription.Poll(ref closer, 10), Is.Zero);
    }

    [Test]
    public void ShouldHandOnNothingAfterAControlledHandlersClose()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        CounterCell position = bed.StreamOf(publication).Listeners[0].Position;
        List<Taken> taken = [];
        for (byte i = 0; i < 5; i++)
        {
            _ = publication.Offer([i]);
        }

        ScriptedActions closer = new(new Queue<PollAction>([PollAction.Commit, PollAction.Commit]), taken, () => CloseAt(taken, 2, subscription));
        _ = subscription.ControlledPoll(ref closer, 10);
        Assert.That(taken, Has.Count.EqualTo(2));
        Assert.That(position.Value, Is.EqualTo(64), "what was committed before the close");
    }

    [Test]
    public void ShouldNotWriteIntoACounterThatIsAnothersByNow()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        AeronCounter own = bed.Finish<AeronCounter>(bed.Client.BeginAddCounter(1001, [], "own"));
        CounterCell position = bed.StreamOf(publication).Listeners[0].Position;
        _ = publication.Offer([1]);

        // The driver gives the client up while it stands still, and a second later its counters to others. Its threads run before it knows.
        bed.Driver.Counters.Free(position.Id, bed.Time.NowMs);
        bed.Driver.Counters.Free(own.Id, bed.Time.NowMs);
        bed.Time.PassMs(1500);
        Assert.That(bed.Driver.Counters.Allocate(4, [], "another's", 7_001, 7_000, 0, 3_200, bed.Time.NowMs).Id, Is.EqualTo(position.Id));
        Assert.That(bed.Driver.Counters.Allocate(1001, [], "another's", 7_002, 7_000, 0, 5, bed.Time.NowMs).Id, Is.EqualTo(own.Id));
        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(subscription.Poll(ref collector, 10), Is.EqualTo(1));
        own.Value = 99;
        own.Add(1);

        Assert.That(position.Value, Is.EqualTo(3_200));
        Assert.That(bed.Client.Counters.ValueOf(own.Id), Is.EqualTo(5));
    }

    [Test]
    public void ShouldStillSayThatItWasRevoked()
    {
        using ScriptedBed bed = new();
        List<bool> told = [];
        Subscription subscription = bed.Subscribe(handlers: new SubscriptionHandlers(Unavailable: image => told.Add(image.IsRevoked)));
        ExclusivePublication publication = bed.AddExclusive();
        bed.Pump();
        Image image = subscription.Images[0];
        Assert.That(image.IsRevoked, Is.False);
        publication.Revoke();
        bed.Pump();

        Assert.That(image.IsClosed, Is.True);
        Assert.That(image.IsRevoked, Is.True);
        Assert.That(told, Is.EqualTo(new[] { true }));
    }

    [Test]
    public void ShouldCloseTheOffersOfAPublicationThatAnotherRevoked()
    {
        using ScriptedBed bed = new();
        Publication publication = bed.AddShared();
        Subscription subscription = bed.Subscribe();
        _ = publication.Offer([1]);
        bed.StreamOf(publication).IsHeld = true;
        bed.StreamOf(publication).Limit.Set(publication.Position);
        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.BackPressured));
        bed.StreamOf(publication).Log.IsRevoked = true;
        bed.StreamOf(publication).Log.IsConnected = false;

        Assert.That(publication.Offer([1]), Is.EqualTo(OfferResult.Closed));
        publication.Dispose();
        Assert.That(publication.IsRevoked, Is.True);
        Assert.That(subscription.Images[0].IsRevoked, Is.True);
    }

    [Test]
    public void ShouldAskNothingForWhatIsClosed()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        Image image = subscription.Images[0];
        publication.Dispose();
        subscription.Dispose();
        bed.Pump();
        int commands = bed.Driver.Commands.Count;

        Action[] calls =
        [
            () => bed.Client.BeginAddDestination(publication, "aeron:udp?endpoint=127.0.0.1:9"),
            () => bed.Client.BeginRemoveDestination(publication, "aeron:udp?endpoint=127.0.0.1:9"),
            () => bed.Client.BeginRemoveDestination(publication, 5),
            () => bed.Client.BeginAddDestination(subscription, "aeron:udp?endpoint=127.0.0.1:9"),
            () => bed.Client.BeginRemoveDestination(subscription, "aeron:udp?endpoint=127.0.0.1:9"),
            () => image.Reject("no"),
        ];
        foreach (Action call in calls)
        {
            Assert.That(() => call(), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2229"));
        }

        bed.Pump();
        Assert.That(bed.Driver.Commands, Has.Count.EqualTo(commands), "its number may be another's by now");
    }

    [Test]
    public void ShouldRemoveDestinationsWithoutWaiting()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        Subscription subscription = bed.Subscribe();
        long[] numbers =
        [
            bed.Client.BeginRemoveDestination(publication, "a"),
            bed.Client.BeginRemoveDestination(publication, 77),
            bed.Client.BeginRemoveDestination(subscription, "b"),
        ];
        Assert.That(numbers.Select(bed.Client.TryComplete), Is.All.False);
        bed.Pump();

        Assert.That(numbers.Select(bed.Client.TryComplete), Is.All.True);
        Assert.That(
            bed.Driver.Commands.TakeLast(3).Select(command => (command.Kind, command.RegistrationId, command.Text, command.DestinationId)),
            Is.EqualTo(new[]
            {
                (CommandKind.RemoveDestination, publication.RegistrationId, "a", 0L),
                (CommandKind.RemoveDestinationById, publication.RegistrationId, string.Empty, 77L),
                (CommandKind.RemoveReceiveDestination, subscription.RegistrationId, "b", 0L),
            }));
    }

    [Test]
    public void ShouldSayGoodbyeToADriverThatOnlyStoodStill()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        bed.Live(600);
        for (int i = 0; i < 101; i++)
        {
            bed.Time.PassMs(100);
            _ = bed.Client.DoWork();
        }

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.DriverSilent));
        _ = bed.Driver.Step();
        Assert.That(
            bed.Driver.Commands.TakeLast(2).Select(command => command.Kind), Is.EqualTo(new[] { CommandKind.RemovePublication, CommandKind.ClientClose }));
        Assert.That(bed.Driver.Commands[^2].RegistrationId, Is.EqualTo(publication.RegistrationId));
    }

    [Test]
    public void ShouldNotBotherADriverThatHasForgottenIt()
    {
        using ScriptedBed bed = new();
        _ = bed.AddExclusive();
        bed.Live(600);
        CounterInfo heartbeat = bed.Driver.Counters.Reader.Snapshot().Single(counter => counter.TypeId == CounterKind.ClientHeartbeat);
        bed.Driver.Counters.Free(heartbeat.Id, bed.Time.NowMs);
        bed.Time.PassMs(15_000);
        bed.Driver.Beat();
        _ = bed.Client.DoWork();
        bed.Pump();

        Assert.That(bed.Losses.Single().Reason, Is.EqualTo(LossReason.ServicePaused));
        Assert.That(bed.Driver.Commands.Select(command => command.Kind), Is.EqualTo(new[] { CommandKind.AddExclusivePublication }));
    }

    private static void CloseAt(List<Taken> taken, int count, Subscription subscription)
    {
        if (taken.Count == count)
        {
            subscription.Dispose();
        }
    }

    private struct Closer(Subscription subscription, int at) : IFragmentHandler
    {
        public int Count { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            if (++Count == at)
            {
                subscription.Dispose();
            }
        }
    }
}
