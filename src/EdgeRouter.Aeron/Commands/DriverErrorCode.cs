namespace EdgeRouter.Aeron.Commands;

/// <summary>Why a driver refuses a command (AERON.md §6).</summary>
public enum DriverErrorCode
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The channel makes no sense, or clashes with another.</summary>
    InvalidChannel = 1,

    /// <summary>No such subscription.</summary>
    UnknownSubscription = 2,

    /// <summary>No such publication.</summary>
    UnknownPublication = 3,

    /// <summary>The channel's socket failed.</summary>
    ChannelEndpoint = 4,

    /// <summary>No such counter.</summary>
    UnknownCounter = 5,

    /// <summary>No such command.</summary>
    UnknownCommand = 6,

    /// <summary>A command is too short or names lengths outside itself.</summary>
    MalformedCommand = 7,

    /// <summary>The driver cannot do this.</summary>
    NotSupported = 8,

    /// <summary>A name has no address.</summary>
    UnknownHost = 9,

    /// <summary>Not now: try again.</summary>
    ResourceTemporarilyUnavailable = 10,

    /// <summary>Anything else.</summary>
    Generic = 11,

    /// <summary>The device has no room for a log buffer.</summary>
    StorageSpace = 12,

    /// <summary>A receiver refused the image.</summary>
    ImageRejected = 13,

    /// <summary>The publication was revoked.</summary>
    PublicationRevoked = 14,
}
