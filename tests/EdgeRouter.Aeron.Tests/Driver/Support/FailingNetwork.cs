using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>A network half whose sender breaks.</summary>
internal sealed class FailingNetwork : INetworkConductor
{
    public PublicationReply AddPublication(in PublicationRequest request) => default;

    public void LinkPublication(long registrationId)
    {
    }

    public bool RemovePublication(long registrationId, bool isRevoked) => false;

    public int AddSubscription(in SubscriptionRequest request) => -1;

    public void LinkSubscription(long registrationId)
    {
    }

    public bool RemoveSubscription(long registrationId) => false;

    public void AddDestination(long publicationRegistrationId, long destinationRegistrationId, string channel)
    {
    }

    public void RemoveDestination(long publicationRegistrationId, string channel)
    {
    }

    public void RemoveDestinationById(long publicationRegistrationId, long destinationRegistrationId)
    {
    }

    public void AddReceiveDestination(long subscriptionRegistrationId, string channel)
    {
    }

    public void RemoveReceiveDestination(long subscriptionRegistrationId, string channel)
    {
    }

    public bool RejectImage(long imageCorrelationId, long position, string reason) => false;

    public bool IsSessionInUse(int sessionId, int streamId) => false;

    public int DoWork(long nowNs) => 0;

    public int DoSenderWork(long nowNs) => throw new InvalidOperationException("the sender breaks");

    public int DoReceiverWork(long nowNs) => 0;

    public void Dispose()
    {
    }
}
