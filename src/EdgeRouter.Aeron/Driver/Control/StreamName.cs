namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What a stream's counters say of it.</summary>
/// <param name="RegistrationId">The registration.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Channel">The channel.</param>
internal readonly record struct StreamName(long RegistrationId, int SessionId, int StreamId, string Channel);
