namespace EdgeRouter.Core.Orders;

/// <summary>State of a parent order. Values reach disk and wire: they must only ever grow.</summary>
public enum ParentOrderState : byte
{
    /// <summary>Received, not journaled yet.</summary>
    PendingNew = 0,

    /// <summary>Accepted; has or will have children.</summary>
    Working = 1,

    /// <summary>The sender asked to cancel; children are being cancelled.</summary>
    PendingCancel = 2,

    /// <summary>The sender asked to change it.</summary>
    PendingReplace = 3,

    /// <summary>Whole quantity executed.</summary>
    Filled = 4,

    /// <summary>Ended with quantity left, at the sender's wish.</summary>
    Cancelled = 5,

    /// <summary>Never accepted.</summary>
    Rejected = 6,

    /// <summary>Its time ran out with quantity left.</summary>
    Expired = 7,

    /// <summary>The waterfall ended with quantity left and nothing more may be tried.</summary>
    Exhausted = 8,

    /// <summary>Held by a halt, a lost link or the kill switch.</summary>
    Suspended = 9,
}
