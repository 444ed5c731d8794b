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

    /// <summary>A venue said something that cannot follow what it said before.</summary>
    ContradictoryReport = 8,

    /// <summary>A fill, correction or bust came after its order or its parent had ended.</summary>
    LateFill = 9,

    /// <summary>A venue refused in a way that asks for a pause; nothing is sent there for a while.</summary>
    VenueBackOff = 10,

    /// <summary>A venue refused in a way that only a person can mend; nothing is sent there until it is enabled again.</summary>
    VenueDisabled = 11,

    /// <summary>New limits or reference data are in force.</summary>
    ConfigurationSwitched = 12,

    /// <summary>New limits or reference data were refused; what was in force stays.</summary>
    ConfigurationRefused = 13,

    /// <summary>The journal cannot be written.</summary>
    StorageLost = 14,

    /// <summary>The journal can be written again.</summary>
    StorageRestored = 15,

    /// <summary>A scorer missed its deadline; the next in the chain was asked.</summary>
    ScorerLate = 16,

    /// <summary>Order protection held back a child: a better or an unreadable protected quote stands in its way.</summary>
    ProtectionBlock = 17,

    /// <summary>A control input names something that does not exist or has a kind that this version does not know.</summary>
    ControlRefused = 18,

    /// <summary>The link to a venue changed.</summary>
    LinkChanged = 19,

    /// <summary>A parent order was refused.</summary>
    ParentRefused = 20,
}
