using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Client.Support;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>An image that its client had to end must hold nobody up, although its subscription lives.</summary>
[TestFixture]
public sealed class DamagedImageTests
{
    private const string Channel = "aeron:ipc?term-length=64k";

    [Test]
    public void ShouldNotHoldItsSenderUp()
    {
        MachineTime time = new();
        List<EdgeRouterException> errors = [];
        using TestDirectory directory = new(isMade: false);
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Directory = directory.Path,
            Clock = time,
            Ticks = time,
            Threading = ThreadingMode.Invoker,
            DeletesDirectoryOnClose = true,
            TimerNs = 5_000_000,
        });
        using AeronClient client = AeronClient.Connect(
            new AeronClientOptions { Epoch = time, Ticks = time, Directory = directory.Path, UsesInvoker = true, OnError = errors.Add });
        long subscribing = client.BeginAddSubscription("aeron:ipc", 10);
        Subscription? subscription = null;
        Until(() => client.TryComplete(subscribing, out subscription));
        long publishing = client.BeginAddExclusivePublication(Channel, 10);
        ExclusivePublication? publication = null;
        Until(() => client.TryComplete(publishing, out publication) || publication != null);
        Until(() => publication!.IsConnected && subscription!.Images.Count == 1);
        Assert.That(publication!.Offer([1]), Is.EqualTo(64));
        Image image = subscription!.Images[0];
        using (FakePublisher log = new(Directory.GetFiles($"{directory.Path}/publications").Single()))
        {
            log.SetLength(0, int.MaxValue);
        }

        List<Taken> taken = [];
        Collector collector = new(taken);
        _ = subscription.Poll(ref collector, 10);
        Until(() => image.IsClosed);
        Assert.That(errors.Single().Id, Is.EqualTo("ER2220"));
        byte[] message = new byte[1_000];
        for (int i = 0; i < 1_000; i++)
        {
            Until(() => publication.Offer(message) > 0);
        }

        Assert.That(publication.Position, Is.GreaterThan(10 * 65_536), "many windows and terms on");
        publication.Dispose();
        Until(() => Directory.GetFiles($"{directory.Path}/publications").Length == 0);
        Assert.That(client.Counters.Snapshot().Where(c => c.TypeId == CounterKind.SubscriberPosition), Is.Empty);
        Assert.That(subscription.IsClosed, Is.False);
        Assert.That(taken, Is.Empty);

        void Until(Func<bool> isDone)
        {
            using CancellationTokenSource over = new(TimeSpan.FromSeconds(60));
            while (!isDone())
            {
                Assert.That(over.IsCancellationRequested, Is.False);
                _ = driver.DoWork();
                _ = client.DoWork();
            }
        }
    }
}
