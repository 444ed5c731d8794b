namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>What a new log buffer is to be; times in ns, sizes in bytes.</summary>
public sealed record LogParameters
{
    /// <summary>Whose it is.</summary>
    public required LogKind Kind { get; init; }

    /// <summary>Registration of the publication, or the image's number.</summary>
    public required long CorrelationId { get; init; }

    /// <summary>Session.</summary>
    public required int SessionId { get; init; }

    /// <summary>Stream.</summary>
    public required int StreamId { get; init; }

    /// <summary>First term.</summary>
    public required int InitialTermId { get; init; }

    /// <summary>Bytes of a term: a power of two, 64 kB to 1 GB.</summary>
    public required int TermBytes { get; init; }

    /// <summary>Longest frame: a multiple of 32.</summary>
    public required int MtuBytes { get; init; }

    /// <summary>Term to begin with; the initial one unless a position is resumed.</summary>
    public int? TermId { get; init; }

    /// <summary>Offset to begin with, a multiple of 32.</summary>
    public int TermOffset { get; init; }

    /// <summary>Bytes of a page: a power of two.</summary>
    public int PageBytes { get; init; } = LogLayout.PageBytesMin;

    /// <summary>How far a publication may run ahead.</summary>
    public int PublicationWindowBytes { get; init; }

    /// <summary>How far a sender may run ahead of this receiver.</summary>
    public int ReceiverWindowBytes { get; init; }

    /// <summary>Send buffer: asked for, default, greatest.</summary>
    public (int Asked, int Default, int Max) SendBufferBytes { get; init; }

    /// <summary>Receive buffer: asked for, default, greatest.</summary>
    public (int Asked, int Default, int Max) ReceiveBufferBytes { get; init; }

    /// <summary>Resends that may be under way at once.</summary>
    public int ResendMax { get; init; }

    /// <summary>Tag, -1 = none.</summary>
    public long EntityTag { get; init; } = -1;

    /// <summary>Registration of a response channel's subscription, -1 = none.</summary>
    public long ResponseCorrelationId { get; init; } = -1;

    /// <summary>How long a closed publication stays.</summary>
    public long LingerNs { get; init; }

    /// <summary>When a slow untethered subscriber is let go.</summary>
    public long UntetheredWindowLimitNs { get; init; }

    /// <summary>How long it lingers.</summary>
    public long UntetheredLingerNs { get; init; }

    /// <summary>How long it rests.</summary>
    public long UntetheredRestingNs { get; init; }

    /// <summary>Whether receivers are many.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Whether it answers another channel.</summary>
    public bool IsResponse { get; init; }

    /// <summary>Whether subscribers that were let go come back.</summary>
    public bool Rejoins { get; init; } = true;

    /// <summary>Whether gaps are asked for.</summary>
    public bool IsReliable { get; init; } = true;

    /// <summary>Whether pages come on first touch.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether the end of the stream is told.</summary>
    public bool SignalsEndOfStream { get; init; } = true;

    /// <summary>Whether spies count as listeners.</summary>
    public bool SpiesSimulateConnection { get; init; }

    /// <summary>Whether a subscriber holds the publication back.</summary>
    public bool IsTethered { get; init; } = true;
}
