namespace EdgeRouter.Core.Orders;

/// <summary>What an alert of the engine is about. Values reach disk and wire: they must only ever grow.</summary>
public enum AlertKind : byte
{
    /// <summary>Market data was lost.</summary>
    FeedGap = 0,

    /// <summary>The risk gate refused a child order.</summary>
    RiskReject = 1,

    /// <summary>Scores came late or not at all; the static waterfall decided.</summary>
    ScorerFallback = 2,

    /// <summary>A venue executed more than was sent.</summary>
    OverFill = 3,

    /// <summary>A report for an order that we do not know.</summary>
    UnknownReport = 4,

    /// <summary>A table is full.</summary>
    CapacityExceeded = 5,

    /// <summary>The kill switch changed.</summary>
    KillSwitch = 6,

    /// <summary>A child was not answered, not even its cancel: its quantity stays reserved until the venue speaks.</summary>
    ChildInDoubt = 7,
}
