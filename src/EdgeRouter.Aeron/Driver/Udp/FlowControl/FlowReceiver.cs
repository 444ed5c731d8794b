namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>A receiver that the slowest-first flow control waits for.</summary>
internal struct FlowReceiver
{
    /// <summary>Who it is.</summary>
    public long ReceiverId;

    /// <summary>How far it may be sent.</summary>
    public long Limit;

    /// <summary>When it last said something, ns.</summary>
    public long LastStatusNs;

    /// <summary>Whether it goes.</summary>
    public bool IsLeaving;
}
