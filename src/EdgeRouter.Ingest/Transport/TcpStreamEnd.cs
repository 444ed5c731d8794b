namespace EdgeRouter.Ingest.Transport;

/// <summary>How a stream of TCP bytes ended.</summary>
public enum TcpStreamEnd
{
    /// <summary>The sender closed it.</summary>
    Closed,

    /// <summary>It was broken off.</summary>
    Reset,

    /// <summary>Another connection took its ports.</summary>
    Replaced,

    /// <summary>It was given up for want of room: too many connections, this one idle the longest.</summary>
    Evicted,

    /// <summary>The capture ended.</summary>
    CaptureEnded,
}
