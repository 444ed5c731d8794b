namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>State of a subscriber in one log.</summary>
internal enum TetherState : byte
{
    /// <summary>It reads, and its position counts.</summary>
    Active,

    /// <summary>It was too slow and was told so; the log stays for a while.</summary>
    Linger,

    /// <summary>It waits to come back.</summary>
    Resting,

    /// <summary>It does not come back.</summary>
    Closed,
}
