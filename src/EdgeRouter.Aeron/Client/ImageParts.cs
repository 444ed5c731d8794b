using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>What a new image is made of.</summary>
/// <param name="Log">Its log, one user of which is the image.</param>
/// <param name="Position">How far this subscriber has read.</param>
/// <param name="JoinPosition">Where it was when that was checked.</param>
/// <param name="SessionId">Session.</param>
/// <param name="CorrelationId">Its number.</param>
/// <param name="SourceIdentity">Where it comes from.</param>
internal readonly record struct ImageParts(LogBuffer Log, CounterCell Position, long JoinPosition, int SessionId, long CorrelationId, string SourceIdentity);
