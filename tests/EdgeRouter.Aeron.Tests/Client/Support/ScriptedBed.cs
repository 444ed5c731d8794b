using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.TestHost.Scripted;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>A scripted driver and a client without a thread, in time that the test moves.</summary>
internal sealed class ScriptedBed : IDisposable
{
    public ScriptedBed(int termBytes = 64 * 1024, Func<AeronClientOptions, AeronClientOptions>? adjust = null, CncSizes? sizes = null)
    {
        Driver = new ScriptedDriver(Folder.Path, Time, termBytes, sizes);
        AeronClientOptions options = new()
        {
            Epoch = Time,
            Ticks = Time,
            Directory = Folder.Path,
            UsesInvoker = true,
            CloseTimeoutNs = 0,
            Name = "bed",
            OnError = Errors.Add,
            OnLost = Losses.Add,
            OnConnected = Epochs.Add,
        };
        Client = AeronClient.Connect(adjust?.Invoke(options) ?? options);
        Pump();
    }

    public ScratchDirectory Folder { get; } = new();

    public ManualTime Time { get; } = new();

    public ScriptedDriver Driver { get; set; }

    public AeronClient Client { get; }

    public List<EdgeRouterException> Errors { get; } = [];

    public List<ClientLoss> Losses { get; } = [];

    public List<int> Epochs { get; } = [];

    /// <summary>Rounds of both until neither has anything to do.</summary>
    public void Pump()
    {
        for (int round = 0; round < 100 && Driver.Step() + Client.DoWork() > 0; round++)
        {
            // Each round may bring the next one's work.
        }
    }

    /// <summary>Time passes in steps in which both are run; the driver shows life.</summary>
    public void Live(long ms)
    {
        for (long done = 0; done < ms; done += 100)
        {
            Time.PassMs(Math.Min(100, ms - done));
            Driver.Beat();
            Pump();
        }
    }

    public ExclusivePublication AddExclusive(int streamId = 10) => Finish<ExclusivePublication>(Client.BeginAddExclusivePublication("aeron:ipc", streamId));

    public Publication AddShared(int streamId = 10) => Finish<Publication>(Client.BeginAddPublication("aeron:ipc", streamId));

    public Subscription Subscribe(int streamId = 10, SubscriptionHandlers? handlers = null) =>
        Finish<Subscription>(Client.BeginAddSubscription("aeron:ipc", streamId, handlers));

    public TResource Finish<TResource>(long number)
        where TResource : class, IDisposable
    {
        Pump();
        return Client.TryComplete(number, out TResource? resource) ? resource : throw new AssertionException("the driver has answered nothing");
    }

    public ScriptedStream StreamOf(PublicationBase publication) => Driver.StreamOf(publication.RegistrationId);

    public void Dispose()
    {
        Client.Dispose();
        Driver.Dispose();
        Folder.Dispose();
    }
}
