using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>What a new publication is made of.</summary>
/// <param name="Log">Its log, one user of which is the publication.</param>
/// <param name="Limit">How far may be written.</param>
/// <param name="ChannelStatus">State of its channel, if there is one.</param>
/// <param name="Channel">Channel as it was added.</param>
/// <param name="StreamId">Stream.</param>
/// <param name="SessionId">Session.</param>
/// <param name="RegistrationId">Its number.</param>
/// <param name="OriginalRegistrationId">Number of the log's first publication.</param>
internal readonly record struct PublicationParts(
    LogBuffer Log,
    CounterCell Limit,
    CounterCell ChannelStatus,
    string Channel,
    int StreamId,
    int SessionId,
    long RegistrationId,
    long OriginalRegistrationId);
