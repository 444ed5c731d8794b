namespace EdgeRouter.Aeron.Commands;

/// <summary>What a driver tells its clients (AERON.md §6).</summary>
public enum EventKind
{
    /// <summary>No event.</summary>
    None = 0,

    /// <summary>A command failed.</summary>
    Error = 0x0F01,

    /// <summary>A subscription has one more image.</summary>
    AvailableImage = 0x0F02,

    /// <summary>A publication that others may share is there.</summary>
    PublicationReady = 0x0F03,

    /// <summary>A command was carried out.</summary>
    OperationSucceeded = 0x0F04,

    /// <summary>A subscription has one image less.</summary>
    UnavailableImage = 0x0F05,

    /// <summary>A publication of one writer is there.</summary>
    ExclusivePublicationReady = 0x0F06,

    /// <summary>A subscription is there.</summary>
    SubscriptionReady = 0x0F07,

    /// <summary>A counter is there.</summary>
    CounterReady = 0x0F08,

    /// <summary>A counter is gone.</summary>
    UnavailableCounter = 0x0F09,

    /// <summary>The driver gave a client up.</summary>
    ClientTimeout = 0x0F0A,

    /// <summary>A static counter is there.</summary>
    StaticCounter = 0x0F0B,

    /// <summary>A receiver refused a publication.</summary>
    PublicationError = 0x0F0C,

    /// <summary>A session id that is free.</summary>
    NextSessionId = 0x0F0D,
}
