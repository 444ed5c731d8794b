namespace EdgeRouter.Simulation.History;

/// <summary>Sale conditions of a trade as the data's fifth column carries them: a hexadecimal sum of these. What each counts for: <see cref="TaqConditionTable"/>.</summary>
[Flags]
public enum TaqCondition : uint
{
    /// <summary>No condition stated.</summary>
    None = 0,

    /// <summary>Regular way.</summary>
    Regular = 1U << 0,

    /// <summary>Delivery and payment on the same day.</summary>
    Cash = 1U << 1,

    /// <summary>Delivery on the next day.</summary>
    NextDay = 1U << 2,

    /// <summary>The seller chooses the day of delivery.</summary>
    Seller = 1U << 3,

    /// <summary>A regular trade during an unusual event of the market centre.</summary>
    YellowFlag = 1U << 4,

    /// <summary>Intermarket sweep order.</summary>
    IntermarketSweep = 1U << 5,

    /// <summary>Opening auction.</summary>
    OpeningPrint = 1U << 6,

    /// <summary>Closing auction.</summary>
    ClosingPrint = 1U << 7,

    /// <summary>Auction after a halt.</summary>
    ReopeningPrint = 1U << 8,

    /// <summary>Priced by a formula.</summary>
    DerivativelyPriced = 1U << 9,

    /// <summary>Form T: outside regular hours.</summary>
    FormT = 1U << 10,

    /// <summary>Reported late.</summary>
    SoldLast = 1U << 11,

    /// <summary>A stopped order: the price was guaranteed before.</summary>
    Stopped = 1U << 12,

    /// <summary>Outside regular hours.</summary>
    ExtendedHours = 1U << 13,

    /// <summary>Reported out of sequence.</summary>
    OutOfSequence = 1U << 14,

    /// <summary>One order executed in two markets.</summary>
    Split = 1U << 15,

    /// <summary>Acquisition.</summary>
    Acquisition = 1U << 16,

    /// <summary>Several trades reported as one.</summary>
    Bunched = 1U << 17,

    /// <summary>One leg of a trade in stock and options.</summary>
    StockOption = 1U << 18,

    /// <summary>A block sold in parts.</summary>
    Distribution = 1U << 19,

    /// <summary>An average of prices over a time.</summary>
    AveragePrice = 1U << 20,

    /// <summary>A crossing session or auction.</summary>
    Cross = 1U << 21,

    /// <summary>A price significantly away from the market.</summary>
    PriceVariation = 1U << 22,

    /// <summary>Under a rule of the American exchange for specialists.</summary>
    Rule155 = 1U << 23,

    /// <summary>Official closing value.</summary>
    OfficialClose = 1U << 24,

    /// <summary>Priced by an instant more than 90 s ago.</summary>
    PriorReferencePrice = 1U << 25,

    /// <summary>Official opening value.</summary>
    OfficialOpen = 1U << 26,

    /// <summary>Orders of the convert-and-parity kind elected by a sweep.</summary>
    CapElection = 1U << 27,

    /// <summary>Executed at once by the exchange.</summary>
    AutoExecution = 1U << 28,

    /// <summary>Exempt from trade-through protection, most often a sweep.</summary>
    TradeThroughExempt = 1U << 29,

    /// <summary>In the data, described nowhere.</summary>
    Undocumented = 1U << 30,

    /// <summary>Less than a round lot.</summary>
    OddLot = 1U << 31,
}
