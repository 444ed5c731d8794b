using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

/// <summary>A network half that notes what the conductor asks of it.</summary>
internal sealed class RecordingNetwork : INetworkConductor
{
    public List<string> Calls { get; } = [];

    public bool IsSenderBroken { get; init; }

    public PublicationReply AddPublication(in PublicationRequest request)
    {
        Calls.Add($"add-pub {request.RegistrationId} {request.StreamId} {request.Channel} {request.IsExclusive}");
        return request.Channel.Contains("unknown", StringComparison.Ordinal)
            ? throw new CommandRefusedException(DriverErrorCode.UnknownHost, "no such host")
            : new PublicationReply(request.RegistrationId, 321, 90, 91, "/a/log");
    }

    public void LinkPublication(long registrationId) => Calls.Add($"link-pub {registrationId}");

    public bool RemovePublication(long registrationId, bool isRevoked) => Note($"remove-pub {registrationId} {isRevoked}");

    public int AddSubscription(in SubscriptionRequest request)
    {
        Calls.Add($"add-sub {request.RegistrationId} {request.StreamId} {request.Channel}");
        return 92;
    }

    public void LinkSubscription(long registrationId) => Calls.Add($"link-sub {registrationId}");

    public bool RemoveSubscription(long registrationId) => Note($"remove-sub {registrationId}");

    public void AddDestination(long publicationRegistrationId, long destinationRegistrationId, string channel) =>
        Calls.Add($"add-dest {publicationRegistrationId} {destinationRegistrationId} {channel}");

    public void RemoveDestination(long publicationRegistrationId, string channel) => Calls.Add($"remove-dest {publicationRegistrationId} {channel}");

    public void RemoveDestinationById(long publicationRegistrationId, long destinationRegistrationId) =>
        Calls.Add($"remove-dest-id {publicationRegistrationId} {destinationRegistrationId}");

    public void AddReceiveDestination(long subscriptionRegistrationId, string channel) => Calls.Add($"add-rcv {subscriptionRegistrationId} {channel}");

    public void RemoveReceiveDestination(long subscriptionRegistrationId, string channel) =>
        Calls.Add($"remove-rcv {subscriptionRegistrationId} {channel}");

    public bool RejectImage(long imageCorrelationId, long position, string reason)
    {
        Calls.Add($"reject {imageCorrelationId} {position} {reason}");
        return imageCorrelationId == 5000;
    }

    public bool IsSessionInUse(int sessionId, int streamId) => streamId == 77 && sessionId % 2 == 0;

    public TaggedPublication? FindTagged(long tag) => tag == 66 ? new TaggedPublication(660, 1 << 17, 4_096) : null;

    public int DoWork(long nowNs) => 0;

    public int DoSenderWork(long nowNs) => IsSenderBroken ? throw new InvalidOperationException("the sender breaks") : 0;

    public int DoReceiverWork(long nowNs) => 0;

    public void Dispose()
    {
    }

    private bool Note(string call)
    {
        Calls.Add(call);
        return true;
    }
}
