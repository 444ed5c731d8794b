namespace EdgeRouter.Aeron.Commands;

/// <summary>What clients ask of a driver (AERON.md §5).</summary>
public enum CommandKind
{
    /// <summary>No command.</summary>
    None = 0,

    /// <summary>Add a publication that others may share.</summary>
    AddPublication = 0x01,

    /// <summary>Remove a publication.</summary>
    RemovePublication = 0x02,

    /// <summary>Add a publication of one writer.</summary>
    AddExclusivePublication = 0x03,

    /// <summary>Add a subscription.</summary>
    AddSubscription = 0x04,

    /// <summary>Remove a subscription.</summary>
    RemoveSubscription = 0x05,

    /// <summary>The client lives; older clients.</summary>
    ClientKeepalive = 0x06,

    /// <summary>Send to one more place.</summary>
    AddDestination = 0x07,

    /// <summary>Send to one place less.</summary>
    RemoveDestination = 0x08,

    /// <summary>Add a counter that lives as long as its client.</summary>
    AddCounter = 0x09,

    /// <summary>Remove a counter.</summary>
    RemoveCounter = 0x0A,

    /// <summary>The client ends.</summary>
    ClientClose = 0x0B,

    /// <summary>Receive from one more place.</summary>
    AddReceiveDestination = 0x0C,

    /// <summary>Receive from one place less.</summary>
    RemoveReceiveDestination = 0x0D,

    /// <summary>End the driver.</summary>
    TerminateDriver = 0x0E,

    /// <summary>Add a counter that outlives its client.</summary>
    AddStaticCounter = 0x0F,

    /// <summary>Refuse an image.</summary>
    RejectImage = 0x10,

    /// <summary>Send to one place less, named by its number.</summary>
    RemoveDestinationById = 0x11,

    /// <summary>Name a session id that is free.</summary>
    NextSessionId = 0x12,
}
