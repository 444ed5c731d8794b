namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>What a stream's counter belongs to.</summary>
/// <param name="RegistrationId">Publication, subscription or image.</param>
/// <param name="ClientId">Owner, -1 if none.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Channel">The channel as written.</param>
/// <param name="ReferenceId">What a position is in, 0 if nothing.</param>
internal readonly record struct StreamIdentity(
    long RegistrationId, long ClientId, int SessionId, int StreamId, string Channel, long ReferenceId = 0);
