namespace EdgeRouter.Core.Books;

/// <summary>How far a venue book can be believed.</summary>
public enum BookTrust : byte
{
    /// <summary>Built from a feed that was joined mid-session: levels that were never updated are missing.</summary>
    Unverified = 0,

    /// <summary>Complete: built from the session start, a snapshot or a clear.</summary>
    Verified = 1,

    /// <summary>Updates were lost since: not to be traded on.</summary>
    Stale = 2,
}
