using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Tests.Client.Support;

namespace EdgeRouter.Aeron.Tests.Client;

public sealed class SubscriptionTests
{
    [Test]
    public void ShouldTellOfImagesAsTheyComeAndGo()
    {
        using ScriptedBed bed = new();
        List<string> told = [];
        Subscription subscription = bed.Subscribe(
            handlers: new SubscriptionHandlers(image => told.Add($"+{image.SessionId}"), image => told.Add($"-{image.SessionId} at {image.Position}")));
        Assert.That(subscription.IsConnected, Is.False);
        ExclusivePublication publication = bed.AddExclusive();

        Assert.That(told, Is.EqualTo(new[] { "+100" }));
        Assert.That(subscription.ImageBySession(100)!.Subscription, Is.SameAs(subscription));
        Assert.That(subscription.HasImage(publication.RegistrationId), Is.True);
        Assert.That(subscription.ImageBySession(5), Is.Null);
        publication.Dispose();
        bed.Pump();
        Assert.That(told[1..], Is.EqualTo(new[] { "-100 at 0" }));
        Assert.That(subscription.Images, Is.Empty);
    }

    [Test]
    public void ShouldBeginEachPollWithAnotherImage()
    {
        using ScriptedBed bed = new();
        ExclusivePublication[] publications = [bed.AddExclusive(), bed.AddExclusive(), bed.AddExclusive()];
        Subscription subscription = bed.Subscribe();
        foreach (ExclusivePublication publication in publications)
        {
            for (int i = 0; i < 4; i++)
            {
                _ = publication.Offer([1]);
            }
        }

        List<Taken> taken = [];
        Collector collector = new(taken);
        for (int i = 0; i < 4; i++)
        {
            Assert.That(subscription.Poll(ref collector, 1), Is.EqualTo(1));
        }

        int[] sessions = [.. publications.Select(publication => publication.SessionId)];
        Assert.That(taken.Select(fragment => fragment.SessionId), Is.EqualTo(new[] { sessions[0], sessions[1], sessions[2], sessions[0] }));
        Assert.That(subscription.Poll(ref collector, 100), Is.EqualTo(8), "all images in one poll");
        _ = publications[1].Offer([1]);
        ScriptedActions controlled = new(new Queue<PollAction>(), taken);
        Assert.That(subscription.ControlledPoll(ref controlled, 100), Is.EqualTo(1));
    }

    [Test]
    public void ShouldIgnoreImagesOfOthers()
    {
        using ScriptedBed bed = new();
        Subscription subscription = bed.Subscribe();
        bed.Driver.Send(new DriverEvent { Kind = EventKind.AvailableImage, CorrelationId = 999, SubscriptionId = 12345, CounterId = 1, Text = "/nowhere", Source = "x" });
        bed.Driver.Send(new DriverEvent { Kind = EventKind.UnavailableImage, CorrelationId = 999, SubscriptionId = subscription.RegistrationId, Source = "x" });
        bed.Pump();

        Assert.That(subscription.Images, Is.Empty);
        Assert.That(bed.Errors, Is.Empty);
    }

    [Test]
    public void ShouldReportAnImageWhoseLogCannotBeMapped()
    {
        using ScriptedBed bed = new();
        Subscription subscription = bed.Subscribe();
        string noLog = Path.Combine(bed.Folder.Path, "no.logbuffer");
        File.WriteAllBytes(noLog, new byte[300_000]);
        foreach ((string path, int counterId) in new[] { ("/nowhere/1.logbuffer", 1), (noLog, 1), (noLog, -5), (noLog, int.MaxValue) })
        {
            bed.Driver.Send(new DriverEvent
            {
                Kind = EventKind.AvailableImage,
                CorrelationId = 999,
                SubscriptionId = subscription.RegistrationId,
                CounterId = counterId,
                Text = path,
                Source = "x",
            });
        }

        bed.Pump();
        Assert.That(bed.Errors.Select(error => error.Id), Is.EqualTo(new[] { "ER2221", "ER2221", "ER2221", "ER2221" }));
        Assert.That(subscription.Images, Is.Empty);
        Assert.That(bed.Client.State, Is.EqualTo(ClientState.Connected));
    }

    [Test]
    public void ShouldGiveEverythingBackWhenClosed()
    {
        using ScriptedBed bed = new();
        ExclusivePublication publication = bed.AddExclusive();
        List<string> told = [];
        Subscription subscription = bed.Subscribe(handlers: new SubscriptionHandlers(null, image => told.Add($"-{image.SessionId}")));
        Image image = subscription.Images[0];
        _ = publication.Offer([1]);

        subscription.Dispose();
        subscription.Dispose();
        bed.Pump();

        List<Taken> taken = [];
        Collector collector = new(taken);
        Assert.That(told, Is.EqualTo(new[] { "-100" }));
        Assert.That(subscription.Poll(ref collector, 10), Is.Zero);
        Assert.That(image.Poll(ref collector, 10), Is.Zero);
        Assert.That((image.IsClosed, subscription.IsClosed), Is.EqualTo((true, true)));
        Assert.That(bed.Driver.Commands.Count(command => command.Kind == CommandKind.RemoveSubscription), Is.EqualTo(1));
        Assert.That(publication.IsConnected, Is.False);
        Assert.That(publication.Log.File.UserCount, Is.EqualTo(1), "the publication's own map stays");
    }

    [Test]
    public void ShouldPutALateHandlersFailureBeforeTheErrorHandler()
    {
        using ScriptedBed bed = new();
        _ = bed.AddExclusive();
        _ = bed.Subscribe(handlers: new SubscriptionHandlers(_ => throw new InvalidOperationException("oops")));

        Assert.That(bed.Errors.Single().Id, Is.EqualTo("ER2224"));
        Assert.That(bed.Errors.Single().Message, Does.Contain("oops"));
    }

    [Test]
    public void ShouldSendDestinationsAndTheirRemoval()
    {
        using ScriptedBed bed = new();
        Subscription subscription = bed.Subscribe();
        ExclusivePublication publication = bed.AddExclusive();
        long first = bed.Client.BeginAddDestination(subscription, "aeron:udp?endpoint=127.0.0.1:9");
        long second = bed.Client.BeginAddDestination(publication, "aeron:udp?endpoint=127.0.0.1:10");
        Assert.That(bed.Client.TryComplete(first), Is.False);
        bed.Pump();

        Assert.That(bed.Client.TryComplete(first), Is.True);
        Assert.That(bed.Client.TryComplete(second), Is.True);
        Assert.That(
            bed.Driver.Commands.TakeLast(2).Select(command => (command.Kind, command.RegistrationId, command.Text)),
            Is.EqualTo(new[]
            {
                (CommandKind.AddReceiveDestination, subscription.RegistrationId, "aeron:udp?endpoint=127.0.0.1:9"),
                (CommandKind.AddDestination, publication.RegistrationId, "aeron:udp?endpoint=127.0.0.1:10"),
            }));
    }
}
