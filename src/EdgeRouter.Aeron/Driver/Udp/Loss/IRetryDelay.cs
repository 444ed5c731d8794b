namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>How long to wait before a NAK, and between NAKs for the same gap.</summary>
internal interface IRetryDelay
{
    /// <summary>Whether the first NAK goes at once.</summary>
    bool IsImmediate { get; }

    /// <summary>The wait before the first NAK, ns.</summary>
    long FirstNs();

    /// <summary>The wait before the next, ns.</summary>
    long NextNs();
}
