namespace EdgeRouter.Core.Orders;

/// <summary>Type of an order. Values reach disk and wire: they must only ever grow.</summary>
public enum OrderType : byte
{
    /// <summary>No limit.</summary>
    Market = 0,

    /// <summary>Limit price.</summary>
    Limit = 1,

    /// <summary>Pegged to the midpoint of the national best bid and offer, bounded by the limit.</summary>
    MidpointPeg = 2,

    /// <summary>Pegged to the near touch.</summary>
    PrimaryPeg = 3,

    /// <summary>Pegged to the far touch.</summary>
    MarketPeg = 4,
}
