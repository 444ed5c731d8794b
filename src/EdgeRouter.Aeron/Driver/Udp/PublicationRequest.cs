namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>A client's wish for a publication.</summary>
/// <param name="ClientId">Who asks; owner of the counters.</param>
/// <param name="RegistrationId">The command's correlation id.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Channel">Its URI.</param>
/// <param name="IsExclusive">Whether nobody else writes to it.</param>
internal readonly record struct PublicationRequest(long ClientId, long RegistrationId, int StreamId, string Channel, bool IsExclusive);
