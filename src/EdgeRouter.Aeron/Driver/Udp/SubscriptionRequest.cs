namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>A client's wish for a subscription.</summary>
/// <param name="ClientId">Who asks; owner of the counters.</param>
/// <param name="RegistrationId">The command's correlation id.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Channel">Its URI.</param>
internal readonly record struct SubscriptionRequest(long ClientId, long RegistrationId, int StreamId, string Channel);
