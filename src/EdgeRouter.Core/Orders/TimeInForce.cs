namespace EdgeRouter.Core.Orders;

/// <summary>How long an order stands. Values reach disk and wire: they must only ever grow.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until the session ends.</summary>
    Day = 0,

    /// <summary>Trades what it can at once; the rest is cancelled.</summary>
    ImmediateOrCancel = 1,

    /// <summary>All at once or nothing.</summary>
    FillOrKill = 2,

    /// <summary>Until its expiry time.</summary>
    GoodTillDate = 3,

    /// <summary>Until cancelled.</summary>
    GoodTillCancel = 4,

    /// <summary>Opening auction only.</summary>
    AtOpen = 5,

    /// <summary>Closing auction only.</summary>
    AtClose = 6,
}
