namespace EdgeRouter.Aeron.Errors;

/// <summary>What one image has lost on its way.</summary>
/// <param name="Count">Losses.</param>
/// <param name="TotalBytes">Bytes lost in all.</param>
/// <param name="FirstMs">When first, ms since the epoch.</param>
/// <param name="LastMs">When last, ms since the epoch.</param>
/// <param name="SessionId">Session.</param>
/// <param name="StreamId">Stream.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record LossEntry(long Count, long TotalBytes, long FirstMs, long LastMs, int SessionId, int StreamId, string Channel, string Source);
