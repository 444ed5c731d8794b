using EdgeRouter.Aeron.Commands;

namespace EdgeRouter.Aeron.Client;

/// <summary>A receiver refused what a publication sends. The publication goes on.</summary>
/// <param name="RegistrationId">The publication.</param>
/// <param name="SessionId">Its session.</param>
/// <param name="StreamId">Its stream.</param>
/// <param name="ReceiverId">The receiver.</param>
/// <param name="Code">Why, as a number.</param>
/// <param name="Text">Why, as the receiver put it.</param>
public sealed record PublicationFailure(long RegistrationId, int SessionId, int StreamId, long ReceiverId, DriverErrorCode Code, string Text);
