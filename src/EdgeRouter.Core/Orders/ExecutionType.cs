namespace EdgeRouter.Core.Orders;

/// <summary>What an execution report says (FIX tag 150, folded). Values reach disk and wire: they must only ever grow.</summary>
public enum ExecutionType : byte
{
    /// <summary>Received by the venue.</summary>
    PendingNew = 0,

    /// <summary>Acknowledged.</summary>
    New = 1,

    /// <summary>A fill.</summary>
    Trade = 2,

    /// <summary>Cancelled, by request or time in force.</summary>
    Cancelled = 3,

    /// <summary>Refused.</summary>
    Rejected = 4,

    /// <summary>Expired.</summary>
    Expired = 5,

    /// <summary>Cancel received.</summary>
    PendingCancel = 6,

    /// <summary>Cancel refused: the order is gone or unknown.</summary>
    CancelRejected = 7,

    /// <summary>Replaced.</summary>
    Replaced = 8,

    /// <summary>An earlier fill is corrected.</summary>
    TradeCorrection = 9,

    /// <summary>An earlier fill is undone.</summary>
    TradeBust = 10,

    /// <summary>Answer to a status request.</summary>
    OrderStatus = 11,

    /// <summary>Done for the day.</summary>
    DoneForDay = 12,

    /// <summary>Held by the venue.</summary>
    Suspended = 13,

    /// <summary>Changed by the venue.</summary>
    Restated = 14,

    /// <summary>The venue invites a conditional order to become firm for <see cref="ExecutionReport.LastQuantity"/> shares.</summary>
    FirmUpInvited = 15,
}
