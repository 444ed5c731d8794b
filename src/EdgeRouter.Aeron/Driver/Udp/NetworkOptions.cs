namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>Settings of the network half; the defaults are those of the real driver (AERON's list of defaults) unless it says otherwise.</summary>
internal sealed record NetworkOptions
{
    /// <summary>Length of a term when the channel names none, bytes. 1 MiB: small enough to be resident (the real driver: 16 MiB).</summary>
    public int TermLengthBytes { get; init; } = 1 << 20;

    /// <summary>Longest datagram when the channel names none, bytes.</summary>
    public int MtuBytes { get; init; } = 1408;

    /// <summary>Page size of log files, bytes.</summary>
    public int PageSizeBytes { get; init; } = 4096;

    /// <summary>Whether log files come without their pages when the channel does not say.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Receiver window, bytes.</summary>
    public int InitialWindowBytes { get; init; } = 128 * 1024;

    /// <summary>Window of a publication, bytes; 0 = half a term.</summary>
    public int PublicationWindowBytes { get; init; }

    /// <summary>SO_RCVBUF, bytes; 0 = as the system sets it.</summary>
    public int ReceiveBufferBytes { get; init; } = 128 * 1024;

    /// <summary>SO_SNDBUF, bytes; 0 = as the system sets it.</summary>
    public int SendBufferBytes { get; init; }

    /// <summary>Time to live of multicast; 0 = as the system sets it.</summary>
    public int MulticastTtl { get; init; }

    /// <summary>Interval of status messages, ns.</summary>
    public long StatusMessageNs { get; init; } = 200_000_000;

    /// <summary>A sender without a status message for so long is not connected, ns.</summary>
    public long ConnectionTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>An image without a packet for so long ends, ns.</summary>
    public long ImageLivenessNs { get; init; } = 10_000_000_000;

    /// <summary>A drained publication is kept for so long, ns.</summary>
    public long PublicationLingerNs { get; init; } = 5_000_000_000;

    /// <summary>A publisher that blocks for so long is unblocked, ns.</summary>
    public long UnblockTimeoutNs { get; init; } = 15_000_000_000;

    /// <summary>Interval of the conductor's timer, ns.</summary>
    public long TimerNs { get; init; } = 1_000_000_000;

    /// <summary>Delay of a unicast NAK, ns.</summary>
    public long NakUnicastDelayNs { get; init; } = 1_000;

    /// <summary>A unicast NAK is repeated after so many delays.</summary>
    public int NakUnicastRetryRatio { get; init; } = 100;

    /// <summary>Longest backoff of a multicast NAK, ns.</summary>
    public long NakMulticastMaxBackoffNs { get; init; } = 10_000_000;

    /// <summary>Expected receivers of a multicast group.</summary>
    public int NakMulticastGroupSize { get; init; } = 10;

    /// <summary>Delay of a retransmission, ns; 0 = at once.</summary>
    public long RetransmitDelayNs { get; init; }

    /// <summary>A retransmission is not repeated for so long, ns.</summary>
    public long RetransmitLingerNs { get; init; } = 10_000_000;

    /// <summary>Retransmissions under way of one publication, of a group.</summary>
    public int MaxResend { get; init; } = 16;

    /// <summary>A receiver without a status message for so long is not waited for, of the min and tagged flow controls, ns.</summary>
    public long FlowControlReceiverTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>A dynamic destination without a status message for so long is dropped, ns.</summary>
    public long DestinationTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>Names are looked up again after so long without an answer, ns.</summary>
    public long ReResolutionNs { get; init; } = 5_000_000_000;

    /// <summary>Untethered subscriber: so long over the limit, ns.</summary>
    public long UntetheredWindowLimitNs { get; init; } = 5_000_000_000;

    /// <summary>Untethered subscriber: time in linger, ns.</summary>
    public long UntetheredLingerNs { get; init; } = 5_000_000_000;

    /// <summary>Untethered subscriber: time at rest, ns.</summary>
    public long UntetheredRestingNs { get; init; } = 10_000_000_000;

    /// <summary>Images of one endpoint and stream at most: a flood of sessions ends here.</summary>
    public int MaxImagesPerStream { get; init; } = 1024;

    /// <summary>Longest term that a remote sender may make us allocate, bytes.</summary>
    public int MaxRemoteTermLengthBytes { get; init; } = 1 << 30;

    /// <summary>All logs of images together at most, bytes: what strangers may make us allocate.</summary>
    public long MaxImageBytes { get; init; } = 4L << 30;

    /// <summary>Commands that may wait between two of the three threads.</summary>
    public int QueueCapacity { get; init; } = 1024;

    /// <summary>The tag that receivers put into their status messages, null if none.</summary>
    public long? GroupTag { get; init; }

    /// <summary>Seed of receiver ids, initial terms and multicast backoffs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether spies alone make a publication connected.</summary>
    public bool SpiesSimulateConnection { get; init; }
}
