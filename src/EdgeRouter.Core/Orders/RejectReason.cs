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

    /// <summary>The venue has too much to do: try again later.</summary>
    VenueBusy = 19,

    /// <summary>The venue does not take this kind of order.</summary>
    VenueUnsupported = 20,

    /// <summary>The venue does not know us, or has locked us out.</summary>
    VenueLockout = 21,

    /// <summary>It could trade with another order of the same beneficial owner.</summary>
    SelfTrade = 22,

    /// <summary>The client's credit would be used up.</summary>
    ClientCredit = 23,

    /// <summary>The shard's credit would be used up.</summary>
    ShardCredit = 24,

    /// <summary>Notional of everything open would pass its limit.</summary>
    AggregateNotional = 25,

    /// <summary>A short sale of a hard-to-borrow instrument without a locate.</summary>
    NoLocate = 26,

    /// <summary>A short sale that would take the bid while that is restricted.</summary>
    ShortRestricted = 27,

    /// <summary>The price lies outside the instrument's limit band.</summary>
    LimitBand = 28,

    /// <summary>A better protected quote stands elsewhere.</summary>
    TradeThrough = 29,

    /// <summary>A protected venue's book is not to be trusted and nobody declared self-help.</summary>
    ProtectedStale = 30,

    /// <summary>The instrument is halted or paused.</summary>
    Halted = 31,

    /// <summary>The session is not open.</summary>
    SessionClosed = 32,

    /// <summary>The journal cannot be written.</summary>
    StorageLost = 33,

    /// <summary>An equal order was sent a moment ago.</summary>
    DuplicateOrder = 34,

    /// <summary>The time of expiry has passed, or is missing.</summary>
    BadExpiry = 35,

    /// <summary>Routing instructions contradict one another or leave nothing that may be done.</summary>
    BadInstructions = 36,

    /// <summary>No such policy.</summary>
    UnknownPolicy = 37,

    /// <summary>It is too late: the order ended or is being cancelled.</summary>
    TooLate = 38,

    /// <summary>The client is not known.</summary>
    UnknownClient = 39,

    /// <summary>Minimum quantity is negative or above the quantity.</summary>
    BadMinimumQuantity = 40,

    /// <summary>The link to the venue is down.</summary>
    LinkDown = 41,
}
