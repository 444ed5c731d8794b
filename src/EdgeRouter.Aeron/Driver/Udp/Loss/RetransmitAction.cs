namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>A retransmission that waits or was just done.</summary>
internal struct RetransmitAction
{
    /// <summary>What is sent again.</summary>
    public Gap Gap;

    /// <summary>When it is due, or forgotten, ns.</summary>
    public long ExpiryNs;

    /// <summary>Its state.</summary>
    public RetransmitState State;
}
