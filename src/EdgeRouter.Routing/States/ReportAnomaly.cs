namespace EdgeRouter.Routing.States;

/// <summary>What is odd about a report; where several things are, the one with the highest value. From <see cref="TotalsDisagree"/> on the report is contradictory.</summary>
public enum ReportAnomaly : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Duplicate: its execution id was seen before, or by its totals it was.</summary>
    Repeated = 1,

    /// <summary>Late: a later report overtook it.</summary>
    Overtaken = 2,

    /// <summary>Late: a fill, correction or bust after the order had ended. It is booked.</summary>
    AfterEnd = 3,

    /// <summary>Applied: a correction or bust that names no execution that we remember; the venue's totals said what changed.</summary>
    RestatedByTotal = 4,

    /// <summary>More was executed than sent. Booked.</summary>
    OverFill = 5,

    /// <summary>Contradictory: cumulative, last and remaining quantity do not add up. A fill is booked by its last quantity.</summary>
    TotalsDisagree = 6,

    /// <summary>Contradictory: the fee is larger than any could be. The fill is booked without it.</summary>
    FeeImplausible = 7,

    /// <summary>Contradictory: the price is off the tick. Booked.</summary>
    PriceOffTick = 8,

    /// <summary>Contradictory: the price is worse than the order's limit. Booked.</summary>
    PriceOutsideLimit = 9,

    /// <summary>Contradictory: the price is zero or negative. Booked.</summary>
    PriceNotPositive = 10,

    /// <summary>Contradictory: a conditional order was executed, though it is not firm. Booked.</summary>
    ConditionalFilled = 11,

    /// <summary>Contradictory: the execution id was seen before with other content. A fill is booked once; where it already was, nothing changes.</summary>
    RepeatedDifferently = 12,

    /// <summary>Contradictory: it says that the order ended, and also that it stands.</summary>
    StateDisagrees = 13,

    /// <summary>Contradictory: nothing of this kind can follow in this state. The end of an order is believed, everything else ignored.</summary>
    StateImpossible = 14,

    /// <summary>Contradictory: a correction or bust of an execution that we do not know, and totals that do not explain it. No quantity and no money changes.</summary>
    UnknownExecution = 15,

    /// <summary>Contradictory: the quantity is zero, negative or beyond any order. Nothing changes.</summary>
    QuantityImpossible = 16,

    /// <summary>Contradictory: an invitation to firm up an order that is firm already. Nothing changes.</summary>
    NotConditional = 17,

    /// <summary>Contradictory: a report type that this version does not know. Nothing changes.</summary>
    UnknownType = 18,
}
