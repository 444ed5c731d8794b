using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>The network half of a driver that has none: it serves shared memory alone and refuses the rest.</summary>
internal sealed class AbsentNetwork : INetworkConductor
{
    /// <inheritdoc/>
    public PublicationReply AddPublication(in PublicationRequest request) => throw Refusal(request.Channel);

    /// <inheritdoc/>
    public void LinkPublication(long registrationId)
    {
    }

    /// <inheritdoc/>
    public bool RemovePublication(long registrationId, bool isRevoked) => false;

    /// <inheritdoc/>
    public int AddSubscription(in SubscriptionRequest request) => throw Refusal(request.Channel);

    /// <inheritdoc/>
    public void LinkSubscription(long registrationId)
    {
    }

    /// <inheritdoc/>
    public bool RemoveSubscription(long registrationId) => false;

    /// <inheritdoc/>
    public void AddDestination(long publicationRegistrationId, long destinationRegistrationId, string channel) => throw Refusal(channel);

    /// <inheritdoc/>
    public void RemoveDestination(long publicationRegistrationId, string channel) => throw Refusal(channel);

    /// <inheritdoc/>
    public void RemoveDestinationById(long publicationRegistrationId, long destinationRegistrationId) => throw Refusal("aeron:udp");

    /// <inheritdoc/>
    public void AddReceiveDestination(long subscriptionRegistrationId, string channel) => throw Refusal(channel);

    /// <inheritdoc/>
    public void RemoveReceiveDestination(long subscriptionRegistrationId, string channel) => throw Refusal(channel);

    /// <inheritdoc/>
    public bool RejectImage(long imageCorrelationId, long position, string reason) => false;

    /// <inheritdoc/>
    public bool IsSessionInUse(int sessionId, int streamId) => false;

    /// <inheritdoc/>
    public TaggedPublication? FindTagged(long tag) => null;

    public int DoWork(long nowNs) => 0;

    /// <inheritdoc/>
    public int DoSenderWork(long nowNs) => 0;

    /// <inheritdoc/>
    public int DoReceiverWork(long nowNs) => 0;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static CommandRefusedException Refusal(string channel) =>
        new(DriverErrorCode.InvalidChannel, $"channel '{channel}': this driver serves aeron:ipc alone");
}
