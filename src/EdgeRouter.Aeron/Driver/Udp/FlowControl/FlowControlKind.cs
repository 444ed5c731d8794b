namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>Who sets a sender's limit.</summary>
internal enum FlowControlKind
{
    /// <summary>The channel does not say: unicast for one receiver, max for a group.</summary>
    Default,

    /// <summary>The fastest of a group.</summary>
    Max,

    /// <summary>The slowest of a group.</summary>
    Min,

    /// <summary>The slowest of those with a tag.</summary>
    Tagged,
}
