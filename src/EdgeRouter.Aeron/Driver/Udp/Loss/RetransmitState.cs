namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>State of a retransmission.</summary>
internal enum RetransmitState : byte
{
    /// <summary>The place is free.</summary>
    Free,

    /// <summary>Waiting to be sent.</summary>
    Delayed,

    /// <summary>Sent; the same NAK is ignored for a while.</summary>
    Lingering,
}
