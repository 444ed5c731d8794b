using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver;

/// <summary>Settings of a driver's network half. Times are in ns, sizes in bytes.</summary>
public sealed record NetworkSettings
{
    /// <summary>Term of a publication whose channel names none. 1 MiB (elsewhere 16 MiB), so that all of it can be resident.</summary>
    public int TermBytes { get; init; } = 1 << 20;

    /// <summary>Longest datagram when the channel names none: a multiple of 32.</summary>
    public int MtuBytes { get; init; } = 1408;

    /// <summary>How far a publication may be ahead of its sender; 0 = half a term.</summary>
    public int WindowBytes { get; init; }

    /// <summary>How far a sender may be ahead of a receiver here.</summary>
    public int ReceiverWindowBytes { get; init; } = 128 * 1024;

    /// <summary>Receive buffer of a socket; 0 = as the system has it.</summary>
    public int SocketReceiveBytes { get; init; } = 128 * 1024;

    /// <summary>Send buffer of a socket; 0 = as the system has it.</summary>
    public int SocketSendBytes { get; init; }

    /// <summary>Time to live of multicast; 0 = as the system has it.</summary>
    public int MulticastTtl { get; init; }

    /// <summary>Images of one endpoint and stream at most: a flood of sessions ends there.</summary>
    public int MaxImagesPerStream { get; init; } = 1024;

    /// <summary>Longest term that a remote sender may make the driver allocate. 64 MiB: a stranger must not fill the memory.</summary>
    public int MaxRemoteTermBytes { get; init; } = 64 << 20;

    /// <summary>All logs of images together at most. 4 GiB: many sessions of strangers must not fill the memory either.</summary>
    public long MaxImageBytes { get; init; } = 4L << 30;

    /// <summary>A sender that hears nothing of receivers for so long is not connected.</summary>
    public long ConnectionTimeoutNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>Interval of status messages.</summary>
    public long StatusMessageNs { get; init; } = 200 * TimeUnits.Millisecond;

    /// <summary>A receiver that is silent for so long is not waited for, of flow controls that wait.</summary>
    public long FlowControlTimeoutNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>Names are looked up again after so long without an answer.</summary>
    public long ReResolutionNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>Tag that receivers here put into status messages; null = none.</summary>
    public long? GroupTag { get; init; }

    /// <summary>Whether spies alone make a publication connected.</summary>
    public bool SpiesSimulateConnection { get; init; }
}
