namespace EdgeRouter.Core.Orders;

/// <summary>State of a child order. Values reach disk and wire: they must only ever grow.</summary>
public enum ChildOrderState : byte
{
    /// <summary>Sent, not acknowledged.</summary>
    PendingNew = 0,

    /// <summary>Acknowledged by the venue.</summary>
    New = 1,

    /// <summary>Part is executed, the rest stands.</summary>
    PartiallyFilled = 2,

    /// <summary>A cancel is on its way.</summary>
    PendingCancel = 3,

    /// <summary>A replace is on its way.</summary>
    PendingReplace = 4,

    /// <summary>Whole quantity executed.</summary>
    Filled = 5,

    /// <summary>Ended with quantity left.</summary>
    Cancelled = 6,

    /// <summary>Never stood.</summary>
    Rejected = 7,

    /// <summary>Ended by its time in force.</summary>
    Expired = 8,

    /// <summary>The link was lost while it stood: its quantity stays reserved until the venue's answer is known.</summary>
    InDoubt = 9,

    /// <summary>Superseded by its successor.</summary>
    Replaced = 10,

    /// <summary>Stands again tomorrow.</summary>
    DoneForDay = 11,

    /// <summary>Held by the venue.</summary>
    Suspended = 12,
}
