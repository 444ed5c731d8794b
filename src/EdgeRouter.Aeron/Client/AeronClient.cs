using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Client;

/// <summary>A client of a media driver, found by its directory. Any thread may call anything. Adding comes in two forms: a call that waits for the driver, and
/// a pair that does not: <c>Begin…</c> gives a number, <see cref="TryComplete{TResource}"/> the resource once it is there. After a loss of the driver
/// everything that was added is closed, and stays so; see <see cref="AeronClientOptions.Reconnects"/>.</summary>
public sealed class AeronClient : IDisposable
{
    private readonly ClientConductor _conductor;
    private readonly AgentRunner? _runner;

    private AeronClient(AeronClientOptions options)
    {
        _conductor = new ClientConductor(options);
        Counters = new AeronCounters(_conductor);
        if (!options.UsesInvoker)
        {
            _runner = new AgentRunner(_conductor, IdleStrategies.Create(options.IdleStrategy), _conductor.OnThreadFailed);
        }
    }

    /// <summary>Its number at the driver; another one in every epoch.</summary>
    public long ClientId => _conductor.ClientId;

    /// <summary>How it stands with its driver.</summary>
    public ClientState State => _conductor.State;

    /// <summary>Connections so far: 1 after <see cref="Connect"/>. What was added belongs to one epoch and ends with it.</summary>
    public int Epoch => _conductor.Epoch;

    /// <summary>Whether nothing more can come of it: closed, or lost for good.</summary>
    public bool IsClosed => State is ClientState.Closed or ClientState.Lost;

    /// <summary>The driver's directory.</summary>
    public string Directory => _conductor.Options.Directory;

    /// <summary>The driver's counters.</summary>
    public AeronCounters Counters { get; }

    /// <summary>Connects to a driver, which may take <see cref="AeronClientOptions.DriverTimeoutNs"/> to come.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="EdgeRouterException">ER2210: there is no live driver. ER2206: what is there is no driver's directory, or of another version.
    /// ER2223, ER2207: an option makes no sense.</exception>
    public static AeronClient Connect(AeronClientOptions options, CancellationToken cancellation = default)
    {
        options.Check();
        AeronClient client = new(options);
        client._conductor.AwaitConnection(cancellation);
        client._runner?.Start();
        return client;
    }

    /// <summary>Adds a publication of one writer.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>.</exception>
    public ExclusivePublication AddExclusivePublication(string channel, int streamId) =>
        _conductor.Await<ExclusivePublication>(BeginAddExclusivePublication(channel, streamId));

    /// <summary>Adds a publication whose log all clients share that add the same channel and stream.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <exception cref="EdgeRouterException">ER2211: the driver refuses; <see cref="DriverRefusal.CodeOf"/> gives its reason. ER2212: it does not answer.
    /// ER2213: it does not read its commands. ER2214: it is lost. ER2215: this client is closed. ER2221: the answer cannot be used.</exception>
    public Publication AddPublication(string channel, int streamId) => _conductor.Await<Publication>(BeginAddPublication(channel, streamId));

    /// <summary>Adds a subscription.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <param name="handlers">Who is told of images; without it those of the options.</param>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>.</exception>
    public Subscription AddSubscription(string channel, int streamId, SubscriptionHandlers? handlers = null) =>
        _conductor.Await<Subscription>(BeginAddSubscription(channel, streamId, handlers));

    /// <summary>Adds a counter that lives as long as this client.</summary>
    /// <param name="typeId">Type: 1000 and up.</param>
    /// <param name="key">At most 112 bytes.</param>
    /// <param name="label">At most 380 bytes of UTF-8.</param>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>; ER2225: key or label is too long.</exception>
    public AeronCounter AddCounter(int typeId, ReadOnlySpan<byte> key, string label) =>
        _conductor.Await<AeronCounter>(BeginAddCounter(typeId, key, label));

    /// <summary>Adds a counter that outlives this client, or finds it.</summary>
    /// <param name="typeId">Type: 1000 and up.</param>
    /// <param name="key">At most 112 bytes.</param>
    /// <param name="label">At most 380 bytes of UTF-8.</param>
    /// <param name="registrationId">Number by which it is found again, with its type.</param>
    /// <exception cref="EdgeRouterException">As <see cref="AddCounter"/>.</exception>
    public AeronCounter AddStaticCounter(int typeId, ReadOnlySpan<byte> key, string label, long registrationId) =>
        _conductor.Await<AeronCounter>(BeginAddStaticCounter(typeId, key, label, registrationId));

    /// <summary>A session number that is free on a stream, for <c>session-id=</c> in a channel.</summary>
    /// <param name="streamId">Stream.</param>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>.</exception>
    public int NextSessionId(int streamId) => _conductor.NextSessionId(streamId);

    /// <summary>Asks for a publication of one writer.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <returns>A number for <see cref="TryComplete{TResource}"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked.</exception>
    public long BeginAddExclusivePublication(string channel, int streamId) =>
        _conductor.Begin(new Registration(RegistrationKind.ExclusivePublication, channel, streamId));

    /// <summary>Asks for a publication that is shared.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <returns>A number for <see cref="TryComplete{TResource}"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked.</exception>
    public long BeginAddPublication(string channel, int streamId) =>
        _conductor.Begin(new Registration(RegistrationKind.Publication, channel, streamId));

    /// <summary>Asks for a subscription.</summary>
    /// <param name="channel">Channel.</param>
    /// <param name="streamId">Stream.</param>
    /// <param name="handlers">Who is told of images; without it those of the options.</param>
    /// <returns>A number for <see cref="TryComplete{TResource}"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked.</exception>
    public long BeginAddSubscription(string channel, int streamId, SubscriptionHandlers? handlers = null) =>
        _conductor.Begin(new Registration(RegistrationKind.Subscription, channel, streamId) { Handlers = handlers ?? _conductor.Options.Images });

    /// <summary>Asks for a counter.</summary>
    /// <param name="typeId">Type: 1000 and up.</param>
    /// <param name="key">At most 112 bytes.</param>
    /// <param name="label">At most 380 bytes of UTF-8.</param>
    /// <returns>A number for <see cref="TryComplete{TResource}"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked. ER2225: key or label is too long.</exception>
    public long BeginAddCounter(int typeId, ReadOnlySpan<byte> key, string label) =>
        _conductor.Begin(Registration.OfCounter(RegistrationKind.Counter, typeId, key, label, 0));

    /// <summary>Asks for a counter that outlives this client.</summary>
    /// <param name="typeId">Type: 1000 and up.</param>
    /// <param name="key">At most 112 bytes.</param>
    /// <param name="label">At most 380 bytes of UTF-8.</param>
    /// <param name="registrationId">Number by which it is found again, with its type.</param>
    /// <returns>A number for <see cref="TryComplete{TResource}"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked. ER2225: key or label is too long.</exception>
    public long BeginAddStaticCounter(int typeId, ReadOnlySpan<byte> key, string label, long registrationId) =>
        _conductor.Begin(Registration.OfCounter(RegistrationKind.StaticCounter, typeId, key, label, registrationId));

    /// <summary>Asks for one more destination of a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="channel">Where to.</param>
    /// <returns>A number for <see cref="TryComplete"/>, and the destination's own.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked. ER2229: the publication is closed.</exception>
    public long BeginAddDestination(PublicationBase publication, string channel) =>
        _conductor.BeginDestination(CommandKind.AddDestination, publication, channel);

    /// <summary>Asks for one more destination of a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="channel">Where from.</param>
    /// <returns>A number for <see cref="TryComplete"/>.</returns>
    /// <exception cref="EdgeRouterException">ER2213, ER2214, ER2215: it cannot be asked. ER2229: the subscription is closed.</exception>
    public long BeginAddDestination(Subscription subscription, string channel) =>
        _conductor.BeginDestination(CommandKind.AddReceiveDestination, subscription, channel);

    /// <summary>Asks for one destination less of a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="channel">As it was added.</param>
    /// <returns>A number for <see cref="TryComplete"/>.</returns>
    /// <exception cref="EdgeRouterException">As <see cref="BeginAddDestination(PublicationBase, string)"/>.</exception>
    public long BeginRemoveDestination(PublicationBase publication, string channel) =>
        _conductor.BeginDestination(CommandKind.RemoveDestination, publication, channel);

    /// <summary>Asks for one destination less of a publication.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="destinationId">The number by which it was added.</param>
    /// <returns>A number for <see cref="TryComplete"/>.</returns>
    /// <exception cref="EdgeRouterException">As <see cref="BeginAddDestination(PublicationBase, string)"/>.</exception>
    public long BeginRemoveDestination(PublicationBase publication, long destinationId) =>
        _conductor.BeginRemoveDestination(publication, destinationId);

    /// <summary>Asks for one destination less of a subscription.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="channel">As it was added.</param>
    /// <returns>A number for <see cref="TryComplete"/>.</returns>
    /// <exception cref="EdgeRouterException">As <see cref="BeginAddDestination(Subscription, string)"/>.</exception>
    public long BeginRemoveDestination(Subscription subscription, string channel) =>
        _conductor.BeginDestination(CommandKind.RemoveReceiveDestination, subscription, channel);

    /// <summary>Looks whether what was asked for is there. Its number is used up by an answer of either kind.</summary>
    /// <typeparam name="TResource">What was asked for.</typeparam>
    /// <param name="number">What <c>Begin…</c> gave.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>False: not yet.</returns>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>; ER2222: no such number is waited for.</exception>
    public bool TryComplete<TResource>(long number, [NotNullWhen(true)] out TResource? resource)
        where TResource : class, IDisposable => _conductor.TryComplete(number, out resource);

    /// <summary>Looks whether what was asked for is done. Its number is used up by an answer of either kind.</summary>
    /// <param name="number">What <c>Begin…</c> gave.</param>
    /// <returns>False: not yet.</returns>
    /// <exception cref="EdgeRouterException">As <see cref="AddPublication"/>; ER2222: no such number is waited for.</exception>
    public bool TryComplete(long number) => _conductor.TryComplete(number, out Registration? _);

    /// <summary>Forgets what was asked for; if the driver makes it all the same, it is given back.</summary>
    /// <param name="number">What <c>Begin…</c> gave; one that is not waited for does nothing.</param>
    public void CancelAdd(long number) => _conductor.Cancel(number);

    /// <summary>What the driver has noted as errors.</summary>
    /// <param name="sinceMs">Only those seen at or after this time, ms since the epoch.</param>
    public IReadOnlyList<ErrorEntry> ReadErrors(long sinceMs = 0) => _conductor.ReadErrors(sinceMs);

    /// <summary>One round of the client's own work, with <see cref="AeronClientOptions.UsesInvoker"/>: at least every few ms.</summary>
    /// <returns>Work done; 0 = there was none.</returns>
    /// <exception cref="InvalidOperationException">The client has a thread of its own.</exception>
    public int DoWork() => _runner == null ? _conductor.DoWork() : throw new InvalidOperationException("this client has a thread of its own");

    /// <summary>Closes everything that was added, tells the driver, and waits a while for threads that are inside a poll or an offer. Memory that one of them
    /// still uses goes when it is out.</summary>
    public void Dispose()
    {
        _runner?.Dispose();
        _conductor.Close();
    }
}
