namespace EdgeRouter.Core.Orders;

/// <summary>Why an order was refused, by the risk gate, the router or a venue. Values reach disk and wire: they must only ever grow.</summary>
public enum RejectReason : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The instrument is not in the universe.</summary>
    UnknownInstrument = 1,

    /// <summary>Quantity is zero, negative or not in lots.</summary>
    BadQuantity = 2,

    /// <summary>Limit price is not positive or off the tick.</summary>
    BadPrice = 3,

    /// <summary>Limit price is too far from the market.</summary>
    PriceCollar = 4,

    /// <summary>Quantity above the limit for one order.</summary>
    SizeLimit = 5,

    /// <summary>Notional above the limit for one order.</summary>
    NotionalLimit = 6,

    /// <summary>Too many orders in the window.</summary>
    RateLimit = 7,

    /// <summary>The kill switch is on.</summary>
    KillSwitch = 8,

    /// <summary>The id was seen before.</summary>
    Duplicate = 9,

    /// <summary>No trustworthy quote to price the order by.</summary>
    NoMarket = 10,

    /// <summary>The instrument is on the restricted list.</summary>
    Restricted = 11,

    /// <summary>The position would pass its limit.</summary>
    PositionLimit = 12,

    /// <summary>The venue is closed or halted.</summary>
    VenueClosed = 13,

    /// <summary>The venue refused without a reason that we know.</summary>
    VenueRejected = 14,

    /// <summary>No such order.</summary>
    UnknownOrder = 15,

    /// <summary>The router's order table is full.</summary>
    CapacityExceeded = 16,

    /// <summary>Neither buy nor sell.</summary>
    BadSide = 17,

    /// <summary>The order asks for something that the router does not do yet: it is refused rather than half obeyed.</summary>
    Unsupported = 18,
}
