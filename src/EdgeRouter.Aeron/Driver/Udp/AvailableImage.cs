namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What ON_AVAILABLE_IMAGE says.</summary>
/// <param name="CorrelationId">Id of the image; of a spied publication: its registration id.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="SubscriptionRegistrationId">The subscription that it is for.</param>
/// <param name="SubscriberPositionCounterId">The subscription's position in it.</param>
/// <param name="LogFile">Full path of the log.</param>
/// <param name="SourceIdentity">Where it comes from: address and port.</param>
internal readonly record struct AvailableImage(
    long CorrelationId,
    int SessionId,
    int StreamId,
    long SubscriptionRegistrationId,
    int SubscriberPositionCounterId,
    string LogFile,
    string SourceIdentity);
