namespace EdgeRouter.Aeron.Counters;

/// <summary>Type numbers of counters. 1000 and up belong to applications.</summary>
public static class CounterKind
{
    /// <summary>Of the driver as a whole: <see cref="SystemCounter"/>.</summary>
    public const int System = 0;

    /// <summary>How far a publication may be written.</summary>
    public const int PublisherLimit = 1;

    /// <summary>How far a publication was sent.</summary>
    public const int SenderPosition = 2;

    /// <summary>Highest position received.</summary>
    public const int ReceiverHighWater = 3;

    /// <summary>How far a subscriber has read.</summary>
    public const int SubscriberPosition = 4;

    /// <summary>How far an image is without a gap.</summary>
    public const int ReceiverPosition = 5;

    /// <summary>State of a sending channel.</summary>
    public const int SendChannelStatus = 6;

    /// <summary>State of a receiving channel.</summary>
    public const int ReceiveChannelStatus = 7;

    /// <summary>How far receivers let a publication be sent.</summary>
    public const int SenderLimit = 9;

    /// <summary>One figure an image.</summary>
    public const int PerImage = 10;

    /// <summary>When a client last showed that it lives, ms since the epoch.</summary>
    public const int ClientHeartbeat = 11;

    /// <summary>How far a publication was written.</summary>
    public const int PublisherPosition = 12;

    /// <summary>Times that a sender had more than receivers let it send.</summary>
    public const int SenderBackPressure = 13;

    /// <summary>An address that a channel is bound to.</summary>
    public const int LocalSocketAddress = 14;

    /// <summary>Gaps reported by the receivers of a publication.</summary>
    public const int SenderNaks = 19;

    /// <summary>Gaps reported for an image.</summary>
    public const int ReceiverNaks = 20;

    /// <summary>First number that belongs to applications.</summary>
    public const int FirstOfApplications = 1000;
}
