namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>States of a subscriber of a publication. A tethered one is always active.</summary>
internal enum TetherState
{
    /// <summary>It reads, and the publication waits for it.</summary>
    Active,

    /// <summary>It was too slow and was told that the image is gone; the publication still waits, so that what it reads now is not overwritten.</summary>
    Linger,

    /// <summary>The publication does not wait any more.</summary>
    Resting,

    /// <summary>As resting, for good: it does not rejoin.</summary>
    Closed,
}
