namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>One publication, image or subscriber, as its counters have it. Positions and lengths are bytes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Channel">Channel; cut by the driver where it is long.</param>
/// <param name="StreamId">Stream.</param>
/// <param name="SessionId">Session.</param>
/// <param name="RegistrationId">Number of the publication, image or subscription.</param>
/// <param name="SourceId">Of a subscriber the number of the publication or image that it reads, else its own.</param>
public sealed record StreamRow(StreamKind Kind, string Channel, int StreamId, int SessionId, long RegistrationId, long SourceId)
{
    /// <summary>How far it was written, received without a gap, or read.</summary>
    public long Position { get; init; }

    /// <summary>What was written and not sent or read yet; what was received behind a gap; what a subscriber has not read yet.</summary>
    public long BacklogBytes { get; init; }

    /// <summary>How much further a publication may be written; null of others.</summary>
    public long? WindowLeftBytes { get; init; }

    /// <summary>Gaps that receivers reported of a publication, or that were reported of an image; null where nothing counts them.</summary>
    public long? NakCount { get; init; }

    /// <summary>Bytes a second since the last look; null at the first.</summary>
    public double? BytesPerSecond { get; init; }
}
