using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.Client;

internal sealed class ClientConductor(AeronClientOptions options) : IAgent
{
    public AeronClientOptions Options { get; } = options;
    public string Name => "aeron-client";
    public long ClientId => throw new NotSupportedException();
    public ClientState State => throw new NotSupportedException();
    public int Epoch => throw new NotSupportedException();
    public int DoWork() => throw new NotSupportedException();
    public void OnClose() { }
    public void Close() => throw new NotSupportedException();
    public void Close(PublicationBase publication, bool isRevoked) => throw new NotSupportedException();
    public void Close(Subscription subscription) => throw new NotSupportedException();
    public void Close(AeronCounter counter) => throw new NotSupportedException();
    public void OnThreadFailed(Exception failure) => throw new NotSupportedException();
    public void AwaitConnection() => throw new NotSupportedException();
    public TResource Await<TResource>(long number) where TResource : class, IDisposable => throw new NotSupportedException();
    public int NextSessionId(int streamId) => throw new NotSupportedException();
    public long Begin(Registration registration) => throw new NotSupportedException();
    public long BeginAddDestination(PublicationBase publication, string channel) => throw new NotSupportedException();
    public long BeginAddDestination(Subscription subscription, string channel) => throw new NotSupportedException();
    public long AddDestination(PublicationBase publication, string channel) => throw new NotSupportedException();
    public void AddDestination(Subscription subscription, string channel) => throw new NotSupportedException();
    public void RemoveDestination(PublicationBase publication, string channel) => throw new NotSupportedException();
    public void RemoveDestination(PublicationBase publication, long id) => throw new NotSupportedException();
    public void RemoveDestination(Subscription subscription, string channel) => throw new NotSupportedException();
    public bool TryComplete<TResource>(long number, [NotNullWhen(true)] out TResource? resource) where TResource : class, IDisposable => throw new NotSupportedException();
    public bool TryComplete(long number, out Registration registration) => throw new NotSupportedException();
    public void Cancel(long number) => throw new NotSupportedException();
    public IReadOnlyList<ErrorEntry> ReadErrors(long sinceMs) => throw new NotSupportedException();
    public void Reject(Image image, string reason) => throw new NotSupportedException();
    public void OnDamaged(Image image, int lengthBytes, int at) => throw new NotSupportedException();
    public T ReadCounters<TState, T>(Func<CounterReader, TState, T> read, TState state, T whenNone) => throw new NotSupportedException();
}
