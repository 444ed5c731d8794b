namespace EdgeRouter.Core.Books;

/// <summary>Empties the book of one instrument, or of all; what follows rebuilds it.</summary>
/// <param name="SecurityId">The venue's own number; negative = every instrument of the feed.</param>
/// <param name="EventTimeNs">The venue's time of the event, ns since the Unix epoch.</param>
public readonly record struct BookClear(
    long SecurityId,
    long EventTimeNs);
