namespace EdgeRouter.Ingest.Captures;

/// <summary>Where and how a capture is damaged.</summary>
/// <param name="Id">Error id.</param>
/// <param name="OffsetBytes">Where the damaged record or block begins.</param>
/// <param name="What">The end of a sentence that begins with the file's name.</param>
internal sealed record CaptureDamage(string Id, long OffsetBytes, string What);
