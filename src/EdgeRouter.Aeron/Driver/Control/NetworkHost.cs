using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What the network half gets from the conductor.</summary>
/// <param name="context">What conductors share.</param>
internal sealed class NetworkHost(DriverContext context) : INetworkHost
{
    /// <inheritdoc/>
    public long NextCorrelationId() => context.Ring.NextCorrelationId();

    /// <inheritdoc/>
    public int NextSessionId() => context.Sessions.Next();

    /// <inheritdoc/>
    public CounterCell AllocateCounter(int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId) =>
        context.Counters.Allocate(typeId, key, label, registrationId, ownerId, referenceId, 0);

    /// <inheritdoc/>
    public void FreeCounter(int counterId) => context.Counters.Free(counterId);

    /// <inheritdoc/>
    public CounterCell SystemCell(SystemCounter counter) => context.Counters.System(counter);

    /// <inheritdoc/>
    public LogBuffer CreateLog(bool isImage, LogParameters parameters) =>
        isImage == (parameters.Kind == LogKind.Image)
            ? context.Logs.Create(parameters)
            : throw new ArgumentException("the log's kind says otherwise", nameof(isImage));

    /// <inheritdoc/>
    public void DeleteLog(LogBuffer log) => context.Logs.Delete(log);

    /// <inheritdoc/>
    public bool Unblock(LogBuffer log, long blockedPosition) => LogUnblocker.Unblock(log, blockedPosition);

    /// <inheritdoc/>
    public void OnAvailableImage(in AvailableImage image) => context.Events.AvailableImage(image);

    /// <inheritdoc/>
    public void OnUnavailableImage(long imageCorrelationId, long subscriptionRegistrationId, int streamId, string channel) =>
        context.Events.UnavailableImage(imageCorrelationId, subscriptionRegistrationId, streamId, channel);

    /// <inheritdoc/>
    public void OnPublicationError(in PublicationError error) => context.Events.PublicationError(error);

    /// <inheritdoc/>
    public void RecordError(DriverErrorCode code, string text) => context.Errors.Record(text);
}
