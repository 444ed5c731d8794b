namespace EdgeRouter.Core.Orders;

/// <summary>Which side of a fill we were. Values reach disk and wire: they must only ever grow.</summary>
public enum LiquidityFlag : byte
{
    /// <summary>Not a fill, or not said.</summary>
    None = 0,

    /// <summary>We took.</summary>
    Removed = 1,

    /// <summary>We rested.</summary>
    Added = 2,

    /// <summary>Traded at the midpoint.</summary>
    Midpoint = 3,

    /// <summary>Traded in an auction.</summary>
    Auction = 4,
}
